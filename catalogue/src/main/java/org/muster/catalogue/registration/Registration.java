package org.muster.catalogue.registration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts confirmed outputs into MetaCat and Rucio, with their datasets and rules, in as few calls as go. What is there already
 * stays, so it may be done again from the start after it was interrupted anywhere. For several threads, each with outputs of its
 * own.
 */
public final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final MetadataKeys keys;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final OutputDatasets datasets;
    private final Declarations declarations;
    private final ReplicaRegistrations replicas;

    public Registration(
            DatasetNames names, MetadataKeys keys, PlatformClient platform, MetaCatClient metacat, RucioClient rucio) {
        this.keys = keys;
        this.metacat = metacat;
        this.rucio = rucio;
        this.datasets = new OutputDatasets(names, new DatasetMetadata(keys, platform), metacat, rucio);
        this.declarations = new Declarations(names, keys, metacat);
        this.replicas = new ReplicaRegistrations(names, rucio);
    }

    /**
     * Makes the datasets of these outputs ahead, one each and in any order or at once; {@link #register} makes what is still
     * lacking, such as what was refused here: whose outputs want it find out by themselves.
     */
    public List<Runnable> preparations(List<OutputToRegister> outputs) {
        return datasets.lacking(outputs).stream()
                .<Runnable>map(making -> () -> {
                    try {
                        making.run();
                    } catch (MetaCatRefused | RucioRefused e) {
                        LOG.debug("Not made ahead: {}", e.getMessage());
                    }
                })
                .toList();
    }

    public void register(List<OutputToRegister> outputs) {
        inDatasets(outputs, () -> {
            declarations.declare(outputs);
            replicas.register(outputs);
        });
    }

    /** In MetaCat alone. */
    public void declare(List<OutputToRegister> outputs) {
        inDatasets(outputs, () -> declarations.declare(outputs));
    }

    /** In Rucio alone. */
    public void registerReplicas(List<OutputToRegister> outputs) {
        inDatasets(outputs, () -> replicas.register(outputs));
    }

    /** What is refused may have lost a dataset that was made before: the next try asks for it again. */
    private void inDatasets(List<OutputToRegister> outputs, Runnable work) {
        try {
            datasets.prepare(outputs);
            work.run();
        } catch (MetaCatRefused | RucioRefused e) {
            datasets.forget(outputs);
            throw e;
        }
    }

    /** What the catalogues, asked now, have against each output; those without an objection are left out. */
    public Map<Long, String> objections(List<OutputToRegister> outputs) {
        return objections(outputs, ReadBack::objection);
    }

    public Map<Long, String> objectionsInMetacat(List<OutputToRegister> outputs) {
        return objections(outputs, ReadBack::inMetacat);
    }

    public Map<Long, String> objectionsInRucio(List<OutputToRegister> outputs) {
        return objections(outputs, ReadBack::inRucio);
    }

    private Map<Long, String> objections(
            List<OutputToRegister> outputs, BiFunction<ReadBack, OutputToRegister, Optional<String>> side) {
        Map<Long, String> objections = new TreeMap<>();
        if (!outputs.isEmpty()) {
            ReadBack readBack = ReadBack.of(keys, outputs, metacat, rucio);
            outputs.forEach(output ->
                    side.apply(readBack, output).ifPresent(objection -> objections.put(output.outputId(), objection)));
        }
        return objections;
    }
}
