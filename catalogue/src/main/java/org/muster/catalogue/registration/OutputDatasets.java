package org.muster.catalogue.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.NewDataset;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputToRegister;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the datasets of outputs, and the rules that keep them, in both catalogues. Remembers what it has made to ask less. For
 * several threads.
 */
final class OutputDatasets {
    /** Datasets that are remembered as made. */
    private static final int MAX_REMEMBERED = 100_000;

    /** Datasets of one request to Rucio, which needs some 40 ms for the rule of each. */
    private static final int AT_ONCE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(OutputDatasets.class);

    private final DatasetNames names;
    private final DatasetMetadata metadata;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final OutputRules rules;
    private final Set<Did> inMetacat = ConcurrentHashMap.newKeySet();
    private final Set<Did> inRucio = ConcurrentHashMap.newKeySet();
    private final Set<Did> ruled = ConcurrentHashMap.newKeySet();
    private final Set<Did> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> namespaces = new ConcurrentHashMap<>();

    OutputDatasets(DatasetNames names, DatasetMetadata metadata, MetaCatClient metacat, RucioClient rucio) {
        this.names = names;
        this.metadata = metadata;
        this.metacat = metacat;
        this.rucio = rucio;
        this.rules = new OutputRules(rucio);
    }

    void prepare(List<OutputToRegister> outputs) {
        lacking(outputs).forEach(Runnable::run);
    }

    /** Makes what these outputs lack, in any order or at once: each dataset in MetaCat, and many with their rules in Rucio. */
    List<Runnable> lacking(List<OutputToRegister> outputs) {
        if (inRucio.size() > MAX_REMEMBERED) {
            List.of(inMetacat, inRucio, ruled, refused).forEach(Set::clear);
        }
        Map<Did, OutputToRegister> datasets = new LinkedHashMap<>();
        Map<Did, OutputRule> wanted = new LinkedHashMap<>();
        for (OutputToRegister output : outputs) {
            names.all(output).forEach(dataset -> datasets.putIfAbsent(dataset, output));
            names.rules(output).stream()
                    .filter(rule -> !ruled.contains(rule.dataset()))
                    .forEach(rule -> wanted.putIfAbsent(rule.dataset(), rule));
        }
        // The datasets of a pattern tell the same of where their files come from.
        Map<String, Map<String, Object>> origins = new ConcurrentHashMap<>();
        List<Runnable> pieces = new ArrayList<>();
        datasets.forEach((dataset, output) -> {
            if (!inMetacat.contains(dataset)) {
                pieces.add(() -> makeInMetacat(dataset, output, origins));
            }
        });
        List<Did> lacking = Stream.concat(datasets.keySet().stream(), wanted.keySet().stream())
                .filter(dataset -> !inRucio.contains(dataset) || wanted.containsKey(dataset))
                .distinct()
                .toList();
        for (int from = 0; from < lacking.size(); from += AT_ONCE) {
            List<Did> some = lacking.subList(from, Math.min(lacking.size(), from + AT_ONCE));
            pieces.add(() -> makeInRucio(some, datasets, wanted));
        }
        return pieces;
    }

    /** Somebody may have deleted them since. */
    void forget(List<OutputToRegister> outputs) {
        for (OutputToRegister output : outputs) {
            for (Did dataset : names.all(output)) {
                List.of(inMetacat, inRucio, ruled).forEach(known -> known.remove(dataset));
                namespaces.remove(dataset.scope());
            }
        }
    }

    private void makeInMetacat(Did dataset, OutputToRegister output, Map<String, Map<String, Object>> origins) {
        namespaces.computeIfAbsent(dataset.scope(), scope -> {
            metacat.createNamespace(scope, "Outputs of Muster workflows");
            return true;
        });
        metacat.createDataset(new NewDataset(
                dataset,
                "Outputs " + output.filePattern() + " of " + output.stage(),
                origins.computeIfAbsent(output.stage() + "p" + output.patternId(), key -> metadata.of(output))));
        inMetacat.add(dataset);
    }

    private void makeInRucio(List<Did> some, Map<Did, OutputToRegister> datasets, Map<Did, OutputRule> wanted) {
        Map<Optional<String>, List<Did>> missing = new LinkedHashMap<>();
        for (Did dataset : some) {
            OutputToRegister output = datasets.get(dataset);
            if (output != null && !inRucio.contains(dataset)) {
                missing.computeIfAbsent(ownScope(dataset, output), scope -> new ArrayList<>())
                        .add(dataset);
            }
        }
        missing.forEach((scope, fresh) -> {
            scope.ifPresentOrElse(
                    own -> rucio.inScope(own, () -> rucio.createDatasets(fresh)), () -> rucio.createDatasets(fresh));
            inRucio.addAll(fresh);
        });
        some.stream()
                .flatMap(dataset -> Optional.ofNullable(wanted.get(dataset)).stream())
                .collect(Collectors.groupingBy(OutputRule::kind, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(this::makeRules);
    }

    /** The door has seen the workflow's own scope, which may be made; that of another dataset must be there. */
    private static Optional<String> ownScope(Did dataset, OutputToRegister output) {
        return Optional.of(dataset.scope()).filter(output.did().scope()::equals);
    }

    private void makeRules(List<OutputRule> alike) {
        try {
            rules.makeAll(alike);
            alike.forEach(rule -> ruled.add(rule.dataset()));
        } catch (RucioRefused e) {
            // One of them is refused, or is there already.
            alike.forEach(this::makeRule);
        }
    }

    /** Without its rule a file is registered but may be cleared away: people are told, and the next outputs try again. */
    private void makeRule(OutputRule wanted) {
        try {
            rules.make(wanted);
            ruled.add(wanted.dataset());
        } catch (RucioRefused e) {
            if (refused.add(wanted.dataset())) {
                LOG.warn("No rule for {} on {}: {}", wanted.dataset(), wanted.rseExpression(), e.getMessage());
            }
        }
    }
}
