package org.muster.catalogue.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Did, CatalogueFile> declared;
    private final Map<Did, FileReplicas> replicas;

    private final MetadataKeys keys;

    private ReadBack(MetadataKeys keys, Map<Did, CatalogueFile> declared, Map<Did, FileReplicas> replicas) {
        this.keys = keys;
        this.declared = declared;
        this.replicas = replicas;
    }

    static ReadBack of(MetadataKeys keys, List<OutputToRegister> outputs, MetaCatClient metacat, RucioClient rucio) {
        List<Did> dids = outputs.stream().map(OutputToRegister::did).distinct().toList();
        return new ReadBack(
                keys,
                metacat.files(dids).stream()
                        .collect(Collectors.toMap(CatalogueFile::did, Function.identity(), (first, again) -> first)),
                rucio.replicas(dids, ReplicaQuery.ALL).stream()
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
        ObjectNode wanted = OutputMetadata.of(keys, output);
        if (!OutputMetadata.survivesBulk(wanted)
                && !file.metadata().has(OutputMetadata.REFUSED)
                && !OutputMetadata.keeps(file.metadata(), wanted)) {
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
