package org.muster.agents.reconciler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.ReconciliationReport;

/** One round through all datasets: who has their turn next, and what was found so far. */
final class DatasetRound {
    final Deque<WorkflowLook> looks = new ArrayDeque<>();
    final Set<WorkflowId> workflows = new HashSet<>();
    /** Of those, the ones that were gone through to their end. */
    final Set<WorkflowId> looked = new HashSet<>();

    /** Where the list of workflows goes on. */
    String after = "";

    boolean allTaken;

    /** Files whose metadata MetaCat refused. */
    final BareOutputs.Found bare = new BareOutputs.Found();

    private final Map<String, Discrepancy> found = new LinkedHashMap<>();
    private final Set<Did> datasets = new HashSet<>();
    private boolean whole = true;
    private long files;

    /** What is found again, because a page was looked at again, is the same. */
    void found(Discrepancy discrepancy) {
        if (found.size() < ReconciliationReport.MAX_DISCREPANCIES || found.containsKey(discrepancy.fingerprint())) {
            found.put(discrepancy.fingerprint(), discrepancy);
        } else {
            whole = false;
        }
    }

    /** Something was left out: what it found is not all there is. */
    void incomplete() {
        whole = false;
    }

    void compared(int outputs) {
        files += outputs;
    }

    boolean knows(Did dataset) {
        return datasets.contains(dataset);
    }

    void saw(Did dataset) {
        datasets.add(dataset);
    }

    Map<String, Discrepancy> found() {
        return found;
    }

    int datasets() {
        return datasets.size();
    }

    long files() {
        return files;
    }

    boolean whole() {
        return whole;
    }
}
