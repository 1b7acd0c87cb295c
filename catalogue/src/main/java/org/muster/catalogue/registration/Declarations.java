package org.muster.catalogue.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.connectors.metacat.FileDeclaration;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Halving;
import org.muster.domain.input.CounterFile;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Declares outputs in MetaCat, parents first, in as few calls as there are datasets. */
final class Declarations {
    /** MetaCat: invalid file data; and the server error that its bulk load makes of some characters in metadata. */
    private static final Set<Integer> BAD_METADATA = Set.of(400, 488, 500);

    private static final Logger LOG = LoggerFactory.getLogger(Declarations.class);

    private final DatasetNames names;
    private final MetadataKeys keys;
    private final MetaCatClient metacat;

    Declarations(DatasetNames names, MetadataKeys keys, MetaCatClient metacat) {
        this.names = names;
        this.keys = keys;
        this.metacat = metacat;
    }

    void declare(List<OutputToRegister> outputs) {
        for (List<OutputToRegister> wave : Waves.of(outputs)) {
            Set<Did> knownParents = knownParents(wave);
            byDataset(wave).forEach((dataset, files) -> {
                Map<Boolean, List<Described>> byBulk = files.stream()
                        .collect(Collectors.partitioningBy(file -> OutputMetadata.survivesBulk(file.metadata)));
                declareAll(dataset, byBulk.getOrDefault(true, List.of()), knownParents);
                declareFirst(dataset, byBulk.getOrDefault(false, List.of()), knownParents);
            });
            addToFurtherDatasets(wave);
        }
    }

    private record Described(OutputToRegister output, ObjectNode metadata) {}

    private Map<Did, List<Described>> byDataset(List<OutputToRegister> outputs) {
        return outputs.stream()
                .map(output -> new Described(output, OutputMetadata.of(keys, output)))
                .collect(Collectors.groupingBy(
                        file -> names.destination(file.output), LinkedHashMap::new, Collectors.toList()));
    }

    /** What the bulk load would spoil is set afterwards, file by file: that way MetaCat keeps any text. */
    private void declareFirst(Did dataset, List<Described> files, Set<Did> knownParents) {
        if (files.isEmpty()) {
            return;
        }
        metacat.declare(
                dataset,
                files.stream()
                        .map(file -> file(file.output, Json.mapper().createObjectNode(), knownParents))
                        .toList());
        Map<ObjectNode, List<Did>> same = new LinkedHashMap<>();
        files.forEach(file ->
                same.computeIfAbsent(file.metadata, key -> new ArrayList<>()).add(file.output.did()));
        same.forEach(this::setMetadata);
    }

    private void setMetadata(ObjectNode metadata, List<Did> files) {
        try {
            metacat.updateMetadata(files, entries(metadata));
        } catch (MetaCatRefused e) {
            if (!badMetadata(e)) {
                throw e;
            }
            LOG.warn("{} have none of their jobs' metadata: {}", files, e.getMessage());
            metacat.updateMetadata(
                    files,
                    entries(OutputMetadata.refused(
                            keys, metadata.path(keys.workflow()), String.valueOf(e.getMessage()))));
        }
    }

    private static Map<String, JsonNode> entries(ObjectNode metadata) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        metadata.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }

    /** One file that MetaCat does not take must not hold up the others of its batch: it is found by halving. */
    private void declareAll(Did dataset, List<Described> files, Set<Did> knownParents) {
        Halving.each(
                files,
                some -> metacat.declare(
                        dataset,
                        some.stream()
                                .map(file -> file(file.output, file.metadata, knownParents))
                                .toList()),
                Declarations::badMetadata,
                (file, refusal) -> declareBare(dataset, file.output, refusal, knownParents));
    }

    private static boolean badMetadata(RuntimeException trouble) {
        return trouble instanceof MetaCatRefused refused && BAD_METADATA.contains(refused.status());
    }

    private void declareBare(Did dataset, OutputToRegister output, RuntimeException refusal, Set<Did> knownParents) {
        LOG.warn("{} is declared without its job's metadata: {}", output.did(), refusal.getMessage());
        String reason = String.valueOf(refusal.getMessage());
        metacat.declare(dataset, List.of(file(output, OutputMetadata.withoutJobs(keys, output, reason), knownParents)));
    }

    private void addToFurtherDatasets(List<OutputToRegister> wave) {
        Map<Did, Set<Did>> members = new LinkedHashMap<>();
        for (OutputToRegister output : wave) {
            for (Did dataset : names.all(output)) {
                if (!dataset.equals(names.destination(output))) {
                    members.computeIfAbsent(dataset, name -> new HashSet<>()).add(output.did());
                }
            }
        }
        members.forEach(metacat::addFiles);
    }

    /** A file declared with an unknown parent would be refused; inputs from Rucio alone are in no MetaCat. */
    private Set<Did> knownParents(List<OutputToRegister> wave) {
        Set<Did> parents = wave.stream()
                .flatMap(output -> output.parents().stream())
                .filter(parent -> !CounterFile.isOne(parent))
                .collect(Collectors.toSet());
        Set<Did> known = metacat.filesWithoutMetadata(parents).stream()
                .map(CatalogueFile::did)
                .collect(Collectors.toSet());
        if (known.size() < parents.size()) {
            LOG.warn("{} parents are not in MetaCat and are left out", parents.size() - known.size());
        }
        return known;
    }

    private static FileDeclaration file(OutputToRegister output, ObjectNode metadata, Set<Did> knownParents) {
        return new FileDeclaration(
                output.did(),
                output.sizeBytes(),
                output.requiredChecksum(),
                metadata,
                output.parents().stream()
                        .filter(knownParents::contains)
                        .distinct()
                        .toList());
    }
}
