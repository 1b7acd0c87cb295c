package org.muster.catalogue.registration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.NewDataset;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioError;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputToRegister;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the datasets of outputs, and the rules that keep them, in both catalogues. Remembers what it has made to ask less. */
final class OutputDatasets {
    /** Datasets that are remembered as made. */
    private static final int MAX_REMEMBERED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(OutputDatasets.class);

    private final DatasetNames names;
    private final DatasetMetadata metadata;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final OutputRules rules;
    private final Set<Did> made = new HashSet<>();
    private final Set<Did> ruled = new HashSet<>();
    private final Set<Did> refused = new HashSet<>();
    private final Set<String> namespaces = new HashSet<>();

    OutputDatasets(DatasetNames names, DatasetMetadata metadata, MetaCatClient metacat, RucioClient rucio) {
        this.names = names;
        this.metadata = metadata;
        this.metacat = metacat;
        this.rucio = rucio;
        this.rules = new OutputRules(rucio);
    }

    void prepare(List<OutputToRegister> outputs) {
        if (made.size() > MAX_REMEMBERED) {
            made.clear();
            ruled.clear();
            refused.clear();
        }
        for (OutputToRegister output : outputs) {
            for (Did dataset : names.all(output)) {
                if (!made.contains(dataset)) {
                    make(dataset, output);
                    made.add(dataset);
                }
            }
            names.rules(output).forEach(this::rule);
        }
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

    private void make(Did dataset, OutputToRegister output) {
        if (!namespaces.contains(dataset.scope())) {
            metacat.createNamespace(dataset.scope(), "Outputs of Muster workflows");
            namespaces.add(dataset.scope());
        }
        metacat.createDataset(new NewDataset(
                dataset, "Outputs " + output.filePattern() + " of " + output.stage(), metadata.of(output)));
        try {
            rucio.createDataset(dataset);
        } catch (RucioRefused e) {
            // The door has seen the workflow's own scope; that of another dataset must be there.
            if (e.error() != RucioError.SCOPE_NOT_FOUND
                    || !dataset.scope().equals(output.did().scope())) {
                throw e;
            }
            rucio.accounts().addScope(rucio.accounts().whoami(), dataset.scope());
            rucio.createDataset(dataset);
        }
    }

    /** Without its rule a file is registered but may be cleared away: people are told, and the next outputs try again. */
    private void rule(OutputRule wanted) {
        if (ruled.contains(wanted.dataset())) {
            return;
        }
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
