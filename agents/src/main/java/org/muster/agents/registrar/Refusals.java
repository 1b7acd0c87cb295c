package org.muster.agents.registrar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.agents.runtime.Subjects;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToRegister;
import org.muster.protocol.control.WaitingOutputs;

/** Outputs that could not be registered, and why. They are tried again when their workflow's pause is over; its others go on. */
final class Refusals {
    /** Outputs that one reason names. */
    private static final int MAX_NAMED = 3;

    private final Subjects<WorkflowId> workflows;
    private final Map<WorkflowId, Set<Long>> refused = new TreeMap<>();
    /** Workflows whose refused outputs are not tried in this round. */
    private final Set<WorkflowId> pausing = new HashSet<>();

    Refusals(Subjects<WorkflowId> workflows) {
        this.workflows = workflows;
    }

    /** Begins a round: those of these workflows of which there may be something to try now. The others are no more. */
    List<WaitingOutputs> due(List<WaitingOutputs> waiting, Instant now) {
        List<WorkflowId> known = waiting.stream().map(WaitingOutputs::workflow).toList();
        refused.keySet().retainAll(known);
        workflows.keepOnly(known);
        pausing.clear();
        // Asked once: it is also the question whether a person has said to try again.
        refused.keySet().stream()
                .filter(workflow -> !workflows.due(workflow, now))
                .forEach(pausing::add);
        return waiting.stream()
                .filter(each -> !pausing.contains(each.workflow())
                        || refused.getOrDefault(each.workflow(), Set.of()).size() < each.outputs())
                .toList();
    }

    /** The outputs to try now. */
    List<OutputToRegister> due(List<OutputToRegister> outputs) {
        return outputs.stream()
                .filter(output -> !pausing.contains(workflow(output)) || !knows(output))
                .toList();
    }

    boolean knows(OutputToRegister output) {
        return of(output).contains(output.outputId());
    }

    /** One of which the ledger holds something that cannot be. */
    void unreadable(OutputsToRegister.Unreadable output, Instant now) {
        WorkflowId workflow = output.stage().workflow();
        if (!pausing.contains(workflow)) {
            refused.computeIfAbsent(workflow, key -> new HashSet<>()).add(output.outputId());
            workflows.failed(
                    workflow, now, output.did() + " cannot be registered, its record is spoilt: " + output.reason());
        }
    }

    /** What became of these outputs. */
    void settle(List<OutputToRegister> tried, Map<Long, String> reasons, Instant now) {
        Map<WorkflowId, List<OutputToRegister>> byWorkflow = tried.stream()
                .collect(Collectors.groupingBy(Refusals::workflow, LinkedHashMap::new, Collectors.toList()));
        byWorkflow.forEach((workflow, outputs) -> settle(workflow, outputs, reasons, now));
    }

    private void settle(WorkflowId workflow, List<OutputToRegister> outputs, Map<Long, String> reasons, Instant now) {
        Set<Long> known = refused.computeIfAbsent(workflow, key -> new HashSet<>());
        List<String> told = new ArrayList<>();
        for (OutputToRegister output : outputs) {
            String reason = reasons.get(output.outputId());
            if (reason == null) {
                known.remove(output.outputId());
            } else {
                known.add(output.outputId());
                told.add(output.did() + ": " + reason);
            }
        }
        if (!told.isEmpty()) {
            workflows.failed(
                    workflow,
                    now,
                    known.size() + " outputs cannot be registered, such as "
                            + told.stream().limit(MAX_NAMED).collect(Collectors.joining("; ")));
        } else if (known.isEmpty()) {
            refused.remove(workflow);
            workflows.succeeded(workflow);
        }
    }

    private Set<Long> of(OutputToRegister output) {
        return refused.getOrDefault(workflow(output), Set.of());
    }

    private static WorkflowId workflow(OutputToRegister output) {
        return output.stage().workflow();
    }
}
