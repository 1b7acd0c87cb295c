package org.muster.agents.reconciler;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.OutputRule;
import org.muster.catalogue.registration.OutputRules;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

/**
 * The way through one workflow's outputs, a page at a time, and then through the rules of their datasets. A step that fails is
 * done again.
 */
final class WorkflowLook {
    /** Outputs compared in one step. */
    static final int PAGE = 500;
    /** Rules looked at in one step, each with a call. */
    static final int RULES = 50;

    private final WorkflowId workflow;
    private final Sources sources;
    private final Map<Did, DatasetContent> datasets = new HashMap<>();
    /** That of the output of each dataset that was confirmed first. */
    private final Map<Did, OutputRule> firstRules = new LinkedHashMap<>();

    private Optional<Deque<OutputRule>> rules = Optional.empty();
    private String after = "";

    /** What is compared with what. */
    record Sources(
            AllocatorClient allocator,
            DatasetNames names,
            DatasetContent.Reader contents,
            Comparison comparison,
            OutputRules rules) {}

    WorkflowLook(WorkflowId workflow, Sources sources) {
        this.workflow = workflow;
        this.sources = sources;
    }

    WorkflowId workflow() {
        return workflow;
    }

    /** @return whether that was the last step */
    boolean step(DatasetRound round, Instant now) {
        if (rules.isPresent()) {
            return lookAtRules(rules.get(), round, now);
        }
        Page<OutputToRegister> page = sources.allocator()
                .registeredOutputs(Map.of(
                        "workflow",
                        Integer.toString(workflow.number()),
                        "after",
                        after,
                        "limit",
                        Integer.toString(PAGE)));
        List<OutputToRegister> outputs = page.rows().stream()
                .filter(output -> output.destination() != OutputPattern.Destination.URL)
                .toList();
        if (!outputs.isEmpty()) {
            readDatasets(outputs, round, now);
            sources.comparison().compare(outputs, datasets, now, round);
            round.compared(outputs.size());
            outputs.forEach(output -> sources.names().rules(output).forEach(this::remember));
        }
        after = page.next().orElse(after);
        if (page.next().isEmpty()) {
            rules = Optional.of(new ArrayDeque<>(firstRules.values()));
        }
        return page.next().isEmpty() && firstRules.isEmpty();
    }

    private void readDatasets(List<OutputToRegister> outputs, DatasetRound round, Instant now) {
        Map<Did, OutputToRegister> fresh = new LinkedHashMap<>();
        for (OutputToRegister output : outputs) {
            for (Did dataset : sources.names().all(output)) {
                if (!datasets.containsKey(dataset)) {
                    fresh.putIfAbsent(dataset, output);
                }
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        // Workflows of a campaign share datasets; strangers are told by the first of them.
        Set<Did> first = new HashSet<>(fresh.keySet());
        first.removeIf(round::knows);
        datasets.putAll(sources.contents()
                .read(
                        fresh.keySet(),
                        now,
                        stranger(first, DiscrepancyKind.UNKNOWN_IN_METACAT, fresh, round, now),
                        stranger(first, DiscrepancyKind.UNKNOWN_IN_RUCIO, fresh, round, now)));
        first.forEach(round::saw);
    }

    private static DatasetContent.Stranger stranger(
            Set<Did> first, DiscrepancyKind kind, Map<Did, OutputToRegister> outputs, DatasetRound round, Instant now) {
        return (dataset, file, bytes) -> {
            if (first.contains(dataset)) {
                OutputToRegister output = Objects.requireNonNull(outputs.get(dataset));
                round.found(new Discrepancy(
                        kind, file, dataset, output.stage(), Optional.empty(), bytes, kind.wrong(), now));
            }
        };
    }

    private void remember(OutputRule rule) {
        firstRules.merge(rule.dataset(), rule, (known, other) -> other.since().isBefore(known.since()) ? other : known);
    }

    private boolean lookAtRules(Deque<OutputRule> left, DatasetRound round, Instant now) {
        for (int i = 0; i < RULES && !left.isEmpty(); i++) {
            OutputRule rule = left.element();
            if (!rule.over(now)) {
                sources.rules()
                        .fault(rule)
                        .ifPresent(fault -> round.found(new Discrepancy(
                                fault.kind(),
                                rule.dataset(),
                                rule.dataset(),
                                rule.stage(),
                                Optional.of(rule.outputId()),
                                0,
                                fault.detail(),
                                now)));
            }
            left.remove();
        }
        return left.isEmpty();
    }
}
