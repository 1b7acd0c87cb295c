package org.muster.workers.repairs;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.muster.connectors.metacat.CatalogueDataset;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;

/** Datasets of workflows that are over are closed. A repair opens them and closes them again. */
final class ClosedDatasets implements AutoCloseable {
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final Set<Did> inMetacat = new HashSet<>();
    private final Set<Did> inRucio = new HashSet<>();

    private ClosedDatasets(MetaCatClient metacat, RucioClient rucio) {
        this.metacat = metacat;
        this.rucio = rucio;
    }

    static ClosedDatasets open(Collection<Did> datasets, MetaCatClient metacat, RucioClient rucio) {
        ClosedDatasets opened = new ClosedDatasets(metacat, rucio);
        for (Did dataset : new HashSet<>(datasets)) {
            if (rucio.find(dataset).filter(entry -> !entry.open()).isPresent()) {
                rucio.reopen(dataset);
                opened.inRucio.add(dataset);
            }
            if (metacat.dataset(dataset).filter(CatalogueDataset::frozen).isPresent()) {
                metacat.thaw(dataset);
                opened.inMetacat.add(dataset);
            }
        }
        return opened;
    }

    @Override
    public void close() {
        inRucio.forEach(rucio::close);
        inMetacat.forEach(metacat::freeze);
    }
}
