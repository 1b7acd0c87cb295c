package org.muster.agents.reconciler;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.muster.connectors.registration.DatasetNames;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

/** The way through one workflow's outputs, a page at a time. A page that fails is looked at again. */
final class WorkflowLook {
    /** Outputs compared in one step. */
    static final int PAGE = 500;

    private final WorkflowId workflow;
    private final AllocatorClient allocator;
    private final DatasetNames names;
    private final DatasetContent.Reader contents;
    private final Comparison comparison;
    private final Map<Did, DatasetContent> datasets = new HashMap<>();
    private String after = "";

    WorkflowLook(
            WorkflowId workflow,
            AllocatorClient allocator,
            DatasetNames names,
            DatasetContent.Reader contents,
            Comparison comparison) {
        this.workflow = workflow;
        this.allocator = allocator;
        this.names = names;
        this.contents = contents;
        this.comparison = comparison;
    }

    WorkflowId workflow() {
        return workflow;
    }

    /** @return whether that was the last page */
    boolean step(Round round, Instant now) {
        Page<OutputToRegister> page = allocator.registeredOutputs(Map.of(
                "workflow", Integer.toString(workflow.number()), "after", after, "limit", Integer.toString(PAGE)));
        List<OutputToRegister> outputs = page.rows().stream()
                .filter(output -> output.destination() != OutputPattern.Destination.URL)
                .toList();
        if (!outputs.isEmpty()) {
            comparison.compare(outputs, output -> content(output, round, now), now, round::found);
            round.compared(outputs.size());
        }
        Optional<String> next = page.next();
        after = next.orElse(after);
        return next.isEmpty();
    }

    private DatasetContent content(OutputToRegister output, Round round, Instant now) {
        Did dataset = names.destination(output);
        DatasetContent known = datasets.get(dataset);
        if (known == null) {
            // Workflows of a campaign share datasets; strangers are told by the first of them.
            boolean first = round.firstSightOf(dataset);
            known = contents.read(
                    dataset,
                    now,
                    stranger(first, DiscrepancyKind.UNKNOWN_IN_METACAT, dataset, output, round, now),
                    stranger(first, DiscrepancyKind.UNKNOWN_IN_RUCIO, dataset, output, round, now));
            datasets.put(dataset, known);
        }
        return known;
    }

    private static BiConsumer<Did, Long> stranger(
            boolean first, DiscrepancyKind kind, Did dataset, OutputToRegister output, Round round, Instant now) {
        return (did, bytes) -> {
            if (first) {
                round.found(new Discrepancy(kind, did, dataset, output.stage(), 0, bytes, kind.wrong(), now));
            }
        };
    }
}
