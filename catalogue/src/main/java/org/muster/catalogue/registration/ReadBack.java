package org.muster.catalogue.registration;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.FileReplicas;
import org.muster.connectors.rucio.ReplicaQuery;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputToRegister;

/** What the catalogues say of outputs after they were registered; both accept some contradictions in silence. */
final class ReadBack {
    private final MetadataKeys keys;
    private final Set<Did> spoilt;
    private final Map<Did, CatalogueFile> declared;
    private final Map<Did, FileReplicas> replicas;

    /** @param spoilt those whose metadata MetaCat's bulk load does not keep, so that they were set afterwards */
    private ReadBack(
            MetadataKeys keys, Set<Did> spoilt, Map<Did, CatalogueFile> declared, Map<Did, FileReplicas> replicas) {
        this.keys = keys;
        this.spoilt = spoilt;
        this.declared = declared;
        this.replicas = replicas;
    }

    /** Metadata are many bytes, and compared only where MetaCat may not have kept them: of others they are not asked for. */
    static ReadBack of(MetadataKeys keys, List<OutputToRegister> outputs, MetaCatClient metacat, RucioClient rucio) {
        Map<Boolean, Set<Did>> byBulk = outputs.stream()
                .collect(Collectors.partitioningBy(
                        output -> OutputMetadata.survivesBulk(OutputMetadata.of(keys, output)),
                        Collectors.mapping(OutputToRegister::did, Collectors.toCollection(LinkedHashSet::new))));
        Set<Did> spoilt = byBulk.getOrDefault(false, Set.of());
        Map<Did, CatalogueFile> declared = new HashMap<>();
        metacat.files(spoilt).forEach(file -> declared.put(file.did(), file));
        metacat.filesWithoutMetadata(byBulk.getOrDefault(true, Set.of()))
                .forEach(file -> declared.putIfAbsent(file.did(), file));
        return new ReadBack(
                keys,
                spoilt,
                declared,
                rucio
                        .replicas(
                                outputs.stream()
                                        .map(OutputToRegister::did)
                                        .distinct()
                                        .toList(),
                                ReplicaQuery.ALL)
                        .stream()
                        .collect(Collectors.toMap(FileReplicas::did, Function.identity(), (first, again) -> first)));
    }

    /** What is wrong; empty if both know the file as it is. */
    Optional<String> objection(OutputToRegister output) {
        return inMetacat(output).or(() -> inRucio(output));
    }

    Optional<String> inMetacat(OutputToRegister output) {
        CatalogueFile file = declared.get(output.did());
        if (file == null) {
            return Optional.of("MetaCat does not have it");
        }
        if (file.sizeBytes() != output.sizeBytes() || !output.hasChecksum(file.adler32())) {
            return Optional.of("MetaCat has another file of this name");
        }
        if (spoilt.contains(output.did())
                && !file.metadata().has(OutputMetadata.REFUSED)
                && !OutputMetadata.keeps(file.metadata(), OutputMetadata.of(keys, output))) {
            return Optional.of("MetaCat keeps other metadata than the job wrote");
        }
        return Optional.empty();
    }

    Optional<String> inRucio(OutputToRegister output) {
        FileReplicas replica = replicas.get(output.did());
        if (replica == null || !replica.available().contains(output.rse())) {
            return Optional.of("Rucio has no replica at " + output.rse());
        }
        if (replica.bytes() != output.sizeBytes() || !output.hasChecksum(replica.adler32())) {
            return Optional.of("Rucio has another file of this name");
        }
        return Optional.empty();
    }
}
