package org.muster.workers.repairs;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.OutputMetadata;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.FileReplicas;
import org.muster.connectors.rucio.ReplicaQuery;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputToRegister;

/** What repairs change in the catalogues beside registering; each answers the repairs that did not work, with the reason. */
final class CatalogueEdits {
    private final MetadataKeys keys;
    private final MetaCatClient metacat;
    private final RucioClient rucio;

    CatalogueEdits(MetadataKeys keys, MetaCatClient metacat, RucioClient rucio) {
        this.keys = keys;
        this.metacat = metacat;
        this.rucio = rucio;
    }

    /** Takes files out of a dataset. */
    interface Removal {
        Map<Long, String> remove(Did dataset, List<RepairRow> files);
    }

    /** Says which files are not in a dataset. */
    interface Membership {
        List<RepairRow> lacking(Did dataset, List<RepairRow> files);
    }

    Map<Long, String> correct(OutputToRegister output) {
        metacat.correct(output.did(), output.sizeBytes(), output.requiredChecksum());
        return Map.of();
    }

    Map<Long, String> removeFromMetacat(Did dataset, List<RepairRow> files) {
        metacat.removeFiles(dataset, files.stream().map(RepairRow::did).toList());
        return staying(files, inMetacat(dataset, files));
    }

    Map<Long, String> detachInRucio(Did dataset, List<RepairRow> files) {
        rucio.detach(dataset, files.stream().map(RepairRow::did).toList());
        return staying(files, inRucio(dataset, files));
    }

    private static Map<Long, String> staying(List<RepairRow> files, List<RepairRow> lacking) {
        return files.stream()
                .filter(file -> !lacking.contains(file))
                .collect(Collectors.toMap(RepairRow::repairId, file -> "it is still in the dataset"));
    }

    List<RepairRow> inMetacat(Did dataset, List<RepairRow> files) {
        Set<Did> wanted = files.stream().map(RepairRow::did).collect(Collectors.toSet());
        Set<Did> there = new HashSet<>();
        metacat.query("files from " + dataset, file -> {
            if (wanted.contains(file.did())) {
                there.add(file.did());
            }
        });
        return files.stream().filter(file -> !there.contains(file.did())).toList();
    }

    List<RepairRow> inRucio(Did dataset, List<RepairRow> files) {
        Set<Did> wanted = files.stream().map(RepairRow::did).collect(Collectors.toSet());
        Set<Did> there = new HashSet<>();
        rucio.files(dataset, file -> {
            if (wanted.contains(file.did())) {
                there.add(file.did());
            }
        });
        return files.stream().filter(file -> !there.contains(file.did())).toList();
    }

    /** What is registered again would count as confirmed. */
    Map<Long, String> markRejected(List<RepairRow> files) {
        List<Did> dids = files.stream().map(RepairRow::did).distinct().toList();
        List<Did> known = metacat.files(dids).stream().map(CatalogueFile::did).toList();
        if (!known.isEmpty()) {
            metacat.updateMetadata(known, Map.of(keys.status(), OutputMetadata.REJECTED));
        }
        return Map.of();
    }

    /** A file that can be read again needs no mark; one that MetaCat does not know can have none. */
    Map<Long, String> markLost(List<RepairRow> files) {
        List<Did> dids = files.stream().map(RepairRow::did).distinct().toList();
        Set<Did> readable = rucio.replicas(dids, ReplicaQuery.ALL).stream()
                .filter(file -> !file.available().isEmpty())
                .map(FileReplicas::did)
                .collect(Collectors.toSet());
        List<Did> lost = metacat.files(dids).stream()
                .map(CatalogueFile::did)
                .filter(did -> !readable.contains(did))
                .toList();
        if (!lost.isEmpty()) {
            metacat.updateMetadata(lost, Map.of(keys.status(), OutputMetadata.LOST));
        }
        Set<Did> marked = metacat.files(dids).stream()
                .filter(file -> file.metadata().path(keys.status()).asText().equals(OutputMetadata.LOST))
                .map(CatalogueFile::did)
                .collect(Collectors.toSet());
        Map<Long, String> problems = new TreeMap<>();
        for (RepairRow file : files) {
            if (!readable.contains(file.did()) && !marked.contains(file.did())) {
                problems.put(file.repairId(), "MetaCat does not have it, so it cannot be marked");
            }
        }
        return problems;
    }
}
