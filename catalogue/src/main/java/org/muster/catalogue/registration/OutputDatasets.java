package org.muster.catalogue.registration;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Logger LOG = LoggerFactory.getLogger(OutputDatasets.class);

    private final DatasetNames names;
    private final DatasetMetadata metadata;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final OutputRules rules;
    private final Set<Did> made = ConcurrentHashMap.newKeySet();
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

    /** Makes what these outputs lack: one dataset each, with its rule, in any order or at once. */
    List<Runnable> lacking(List<OutputToRegister> outputs) {
        if (made.size() > MAX_REMEMBERED) {
            made.clear();
            ruled.clear();
            refused.clear();
        }
        Map<Did, OutputToRegister> datasets = new LinkedHashMap<>();
        Map<Did, OutputRule> wanted = new LinkedHashMap<>();
        for (OutputToRegister output : outputs) {
            names.all(output).stream()
                    .filter(dataset -> !made.contains(dataset))
                    .forEach(dataset -> datasets.putIfAbsent(dataset, output));
            names.rules(output).stream()
                    .filter(rule -> !ruled.contains(rule.dataset()))
                    .forEach(rule -> wanted.putIfAbsent(rule.dataset(), rule));
        }
        // The datasets of a pattern tell the same of where their files come from.
        Map<String, Map<String, Object>> origins = new ConcurrentHashMap<>();
        Set<Did> all = new LinkedHashSet<>(datasets.keySet());
        all.addAll(wanted.keySet());
        return all.stream()
                .<Runnable>map(dataset -> () -> {
                    OutputToRegister output = datasets.get(dataset);
                    if (output != null) {
                        String pattern = output.stage() + "p" + output.patternId();
                        make(dataset, output, origins.computeIfAbsent(pattern, key -> metadata.of(output)));
                        made.add(dataset);
                    }
                    OutputRule rule = wanted.get(dataset);
                    if (rule != null) {
                        rule(rule);
                    }
                })
                .toList();
    }

    /** Somebody may have deleted them since. */
    void forget(List<OutputToRegister> outputs) {
        for (OutputToRegister output : outputs) {
            for (Did dataset : names.all(output)) {
                made.remove(dataset);
                ruled.remove(dataset);
                namespaces.remove(dataset.scope());
            }
        }
    }

    private void make(Did dataset, OutputToRegister output, Map<String, Object> origin) {
        namespaces.computeIfAbsent(dataset.scope(), scope -> {
            metacat.createNamespace(scope, "Outputs of Muster workflows");
            return true;
        });
        metacat.createDataset(
                new NewDataset(dataset, "Outputs " + output.filePattern() + " of " + output.stage(), origin));
        // The door has seen the workflow's own scope; that of another dataset must be there.
        if (dataset.scope().equals(output.did().scope())) {
            rucio.inScope(dataset.scope(), () -> rucio.createDataset(dataset));
        } else {
            rucio.createDataset(dataset);
        }
    }

    /** Without its rule a file is registered but may be cleared away: people are told, and the next outputs try again. */
    private void rule(OutputRule wanted) {
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
