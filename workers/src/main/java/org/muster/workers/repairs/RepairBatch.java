package org.muster.workers.repairs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.OutputRules;
import org.muster.catalogue.registration.Registration;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Halving;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.LineResult;

/** Some repairs of one list, kind by kind, each read back. What a catalogue refuses fails by itself and holds up no other. */
final class RepairBatch {
    private final DatasetNames names;
    private final AllocatorClient allocator;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final Registration registration;
    private final CatalogueEdits edits;
    private final OutputRules rules;
    private final Map<Long, String> problems = new LinkedHashMap<>();

    RepairBatch(
            DatasetNames names,
            MetadataKeys keys,
            AllocatorClient allocator,
            MetaCatClient metacat,
            RucioClient rucio,
            Registration registration) {
        this.names = names;
        this.allocator = allocator;
        this.metacat = metacat;
        this.rucio = rucio;
        this.registration = registration;
        this.edits = new CatalogueEdits(keys, metacat, rucio);
        this.rules = new OutputRules(rucio);
    }

    List<LineResult> carryOut(List<RepairRow> repairs) {
        Map<Long, OutputToRegister> outputs = outputs(repairs);
        List<Did> datasets = new ArrayList<>();
        repairs.forEach(repair -> datasets.add(repair.dataset()));
        outputs.values().forEach(output -> datasets.addAll(names.all(output)));
        try (ClosedDatasets opened = ClosedDatasets.open(datasets, metacat, rucio)) {
            Objects.requireNonNull(opened);
            Map<DiscrepancyKind, List<RepairRow>> kinds = repairs.stream()
                    .collect(Collectors.groupingBy(
                            RepairRow::kind, () -> new EnumMap<>(DiscrepancyKind.class), Collectors.toList()));
            kinds.forEach((kind, rows) -> carryOut(kind, rows, outputs));
        }
        return repairs.stream()
                .map(repair -> new LineResult(repair.repairId(), Optional.ofNullable(problems.get(repair.repairId()))))
                .toList();
    }

    private void carryOut(DiscrepancyKind kind, List<RepairRow> rows, Map<Long, OutputToRegister> outputs) {
        switch (kind) {
            case MISSING_IN_METACAT ->
                register(rows, outputs, registration::declare, registration::objectionsInMetacat, edits::inMetacat);
            case MISSING_IN_RUCIO ->
                register(
                        rows, outputs, registration::registerReplicas, registration::objectionsInRucio, edits::inRucio);
            case DIFFERENT_IN_METACAT ->
                known(rows, outputs)
                        .forEach((row, output) -> attempt(List.of(row), () -> edits.correct(output), problems::put));
            case DIFFERENT_IN_RUCIO -> {
                Map<RepairRow, OutputToRegister> known = known(rows, outputs);
                Map<Long, String> objections = registration.objectionsInRucio(List.copyOf(known.values()));
                known.forEach((row, output) -> problem(row, objections.get(output.outputId()), "by hand: "));
            }
            case UNKNOWN_IN_METACAT -> strangers(rows, edits::removeFromMetacat);
            case UNKNOWN_IN_RUCIO -> strangers(rows, edits::detachInRucio);
            case REPLICA_LOST -> attempt(rows, () -> edits.markLost(rows), problems::put);
            case RULE_MISSING, RULE_ELSEWHERE, RULE_ENDS_EARLY, RULE_STUCK ->
                known(rows, outputs)
                        .forEach((row, output) -> attempt(List.of(row), () -> mend(row, output), problems::put));
        }
    }

    private Map<Long, String> mend(RepairRow row, OutputToRegister output) {
        return names.rules(output).stream()
                .filter(rule -> rule.dataset().equals(row.dataset()))
                .findFirst()
                .flatMap(rules::mend)
                .map(left -> Map.of(row.repairId(), "by hand: " + left))
                .orElse(Map.of());
    }

    /** A file that the ledger knows by now is no stranger any more and stays where it is. */
    private void strangers(List<RepairRow> rows, CatalogueEdits.Removal removal) {
        List<Did> known = allocator.knownOutputs(
                rows.stream().map(RepairRow::did).distinct().toList());
        rows.stream()
                .filter(row -> !known.contains(row.did()))
                .collect(Collectors.groupingBy(RepairRow::dataset))
                .forEach((dataset, files) -> attempt(files, () -> removal.remove(dataset, files), problems::put));
    }

    private void register(
            List<RepairRow> rows,
            Map<Long, OutputToRegister> outputs,
            Consumer<List<OutputToRegister>> registering,
            Function<List<OutputToRegister>, Map<Long, String>> objecting,
            CatalogueEdits.Membership membership) {
        Map<RepairRow, OutputToRegister> known = known(rows, outputs);
        Halving.each(
                List.copyOf(known.keySet()),
                part -> registering.accept(part.stream()
                        .map(known::get)
                        .map(Objects::requireNonNull)
                        .toList()),
                RepairBatch::refusal,
                (row, refusal) -> problem(row, String.valueOf(refusal.getMessage()), ""));
        List<RepairRow> rejected = known.keySet().stream()
                .filter(row -> names.rejected(Objects.requireNonNull(known.get(row))))
                .toList();
        if (!rejected.isEmpty()) {
            attempt(rejected, () -> edits.markRejected(rejected), problems::put);
        }
        Map<Long, String> objections = objecting.apply(List.copyOf(known.values()));
        known.forEach((row, output) -> {
            problem(row, objections.get(output.outputId()), "");
            if (!names.all(output).contains(row.dataset())) {
                problem(row, "its round was rejected, so it stays out of the dataset", "");
            }
        });
        known.keySet().stream()
                .filter(row -> !problems.containsKey(row.repairId()))
                .collect(Collectors.groupingBy(RepairRow::dataset))
                .forEach((dataset, files) -> membership
                        .lacking(dataset, files)
                        .forEach(row -> problem(row, "it is not in the dataset", "")));
    }

    private static boolean refusal(RuntimeException trouble) {
        return trouble instanceof MetaCatRefused || trouble instanceof RucioRefused;
    }

    private interface Attempt {
        Map<Long, String> problems();
    }

    private interface Told {
        void put(Long repair, String problem);
    }

    private static void attempt(List<RepairRow> rows, Attempt attempt, Told told) {
        try {
            attempt.problems().forEach(told::put);
        } catch (MetaCatRefused | RucioRefused e) {
            rows.forEach(row -> told.put(row.repairId(), String.valueOf(e.getMessage())));
        }
    }

    private void problem(RepairRow row, @Nullable String problem, String prefix) {
        if (problem != null) {
            problems.putIfAbsent(row.repairId(), prefix + problem);
        }
    }

    private Map<RepairRow, OutputToRegister> known(List<RepairRow> rows, Map<Long, OutputToRegister> outputs) {
        Map<RepairRow, OutputToRegister> known = new LinkedHashMap<>();
        for (RepairRow row : rows) {
            OutputToRegister output = row.outputId().map(outputs::get).orElse(null);
            if (output == null) {
                problem(row, "the ledger does not have the output any more", "");
            } else {
                known.put(row, output);
            }
        }
        return known;
    }

    private Map<Long, OutputToRegister> outputs(List<RepairRow> repairs) {
        String ids = repairs.stream()
                .flatMap(row -> row.outputId().stream())
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        Map<Long, OutputToRegister> outputs = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            allocator
                    .registeredOutputs(Map.of("ids", ids, "limit", Integer.toString(AllocatorClient.MAX_IDS)))
                    .rows()
                    .forEach(output -> outputs.put(output.outputId(), output));
        }
        return outputs;
    }
}
