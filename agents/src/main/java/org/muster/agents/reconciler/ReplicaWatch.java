package org.muster.agents.reconciler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.connectors.rucio.FileReplicas;
import org.muster.connectors.rucio.Replica;
import org.muster.connectors.rucio.ReplicaQuery;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.input.CounterFile;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks whether input files that wait to be processed can still be read somewhere. Those that cannot go back to finding, so that
 * no job is sent for them; the finder looks for other replicas.
 */
@Component
final class ReplicaWatch implements Agent {
    /** Files looked up in one step. */
    static final int MAX_FILES = RucioClient.MAX_ITEMS;
    /** Files that are remembered as missed once. */
    private static final int MAX_MISSED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);

    private final ReconcilerSettings settings;
    private final Subjects<WorkflowId> workflows;
    private final AllocatorClient allocator;
    private final RucioClient rucio;
    /** Where each workflow's turn goes on. */
    private final TreeMap<Integer, String> turns = new TreeMap<>();

    private final Map<Long, Instant> missed = new HashMap<>();
    private int last;

    ReplicaWatch(ReconcilerSettings settings, AllocatorClient allocator, RucioClient rucio, SetAside setAside) {
        this.workflows = new Subjects<>(name(), setAside);
        this.settings = settings;
        this.allocator = allocator;
        this.rucio = rucio;
    }

    @Override
    public String name() {
        return "replica-watch";
    }

    @Override
    public Duration every() {
        return settings.replicaPause();
    }

    @Override
    public int doWork(Instant now) {
        List<Integer> running = allocator.progress().stream()
                .filter(progress -> progress.status() != LedgerStatus.CLOSED)
                .map(WorkflowProgress::workflow)
                .map(WorkflowId::number)
                .toList();
        turns.keySet().retainAll(running);
        workflows.keepOnly(running.stream().map(WorkflowId::new).toList());
        running.forEach(workflow -> turns.putIfAbsent(workflow, ""));
        if (!turns.isEmpty()) {
            Integer after = turns.higherKey(last);
            last = after == null ? turns.firstKey() : after;
            workflows.attempt(new WorkflowId(last), now, () -> look(last, now));
        }
        return 0;
    }

    private void look(int workflow, Instant now) {
        Page<FileRow> page = allocator.files(Map.of(
                "workflow",
                Integer.toString(workflow),
                "state",
                InputFileState.UNALLOCATED.toString(),
                "after",
                turns.getOrDefault(workflow, ""),
                "limit",
                Integer.toString(MAX_FILES)));
        List<FileRow> files = page.rows().stream()
                .filter(file -> !CounterFile.isOne(file.did()))
                .toList();
        Set<Did> readable = readable(files);
        files.stream().filter(file -> readable.contains(file.did())).forEach(file -> missed.remove(file.fileId()));
        List<FileRow> gone = files.stream()
                .filter(file -> !readable.contains(file.did()))
                .filter(file -> missedLongEnough(file, now))
                .toList();
        if (!gone.isEmpty()) {
            LOG.warn("w{}: {} input files have lost all replicas and are looked for again", workflow, gone.size());
            allocator.located(gone.stream()
                    .map(file -> new LocatedFile(file.fileId(), List.of()))
                    .toList());
            gone.forEach(file -> missed.remove(file.fileId()));
        }
        turns.put(workflow, page.next().orElse(""));
    }

    /** One empty answer proves nothing. */
    private boolean missedLongEnough(FileRow file, Instant now) {
        if (missed.size() >= MAX_MISSED) {
            missed.clear();
        }
        Instant since = missed.putIfAbsent(file.fileId(), now);
        return since != null && !since.plus(settings.settle()).isAfter(now);
    }

    /** As the finder sees it: what lies only on tape needs a recall that nobody has asked for. */
    private Set<Did> readable(List<FileRow> files) {
        Set<Did> readable = new HashSet<>();
        if (!files.isEmpty()) {
            for (FileReplicas file :
                    rucio.replicas(files.stream().map(FileRow::did).distinct().toList(), ReplicaQuery.ALL)) {
                if (!file.replicas().stream().allMatch(Replica::tape)) {
                    readable.add(file.did());
                }
            }
        }
        return readable;
    }
}
