package org.muster.workers.datasets;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.OutputMetadata;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;

/**
 * Takes what rounds made that were rejected out of a campaign's dataset and its numbered parts, in both catalogues. The files stay
 * where they are for as long as they were to be kept, marked in MetaCat, so that nobody puts them back.
 */
final class RejectedFiles {
    private final RucioClient rucio;
    private final MetaCatClient metacat;
    private final MetadataKeys keys;

    RejectedFiles(RucioClient rucio, MetaCatClient metacat, MetadataKeys keys) {
        this.keys = keys;
        this.rucio = rucio;
        this.metacat = metacat;
    }

    void takeOut(Did dataset, Set<Did> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        takeOutOf(dataset, rejected);
        NumberedDatasets.of(rucio, dataset).forEach(part -> takeOutOf(part, rejected));
    }

    private void takeOutOf(Did dataset, Set<Did> rejected) {
        Set<Did> inRucio = new HashSet<>();
        rucio.files(dataset, file -> inRucio.add(file.did()));
        inRucio.retainAll(rejected);
        Set<Did> inMetacat = inMetacat(dataset);
        inMetacat.retainAll(rejected);
        Set<Did> in = new HashSet<>(inRucio);
        in.addAll(inMetacat);
        // First: who compares the catalogues meanwhile does not miss them.
        metacat.updateMetadata(List.copyOf(in), Map.of(keys.status(), OutputMetadata.REJECTED));
        rucio.detach(dataset, inRucio);
        metacat.removeFiles(dataset, inMetacat);
    }

    private Set<Did> inMetacat(Did dataset) {
        Set<Did> files = new HashSet<>();
        if (metacat.dataset(dataset).isPresent()) {
            metacat.query("files from " + dataset, file -> files.add(file.did()));
        }
        return files;
    }
}
