package org.muster.agents.reconciler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputToRegister;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both catalogues had in one dataset at a time. A dataset that is not there holds nothing. */
record DatasetContent(Members metacat, Members rucio, Instant readAt) {
    /** Names that the ledger is asked about in one call. */
    private static final int CHUNK = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(DatasetContent.class);

    /** What was registered later is for the next round. */
    boolean tooOldFor(OutputToRegister output) {
        return output.registeredAt().orElse(output.confirmedAt()).isAfter(readAt);
    }

    /** What we could not even name is no output of ours. */
    private static void foreign(String name, String why) {
        LOG.debug("{} is passed over: {}", name, why);
    }

    boolean lacksInMetacat(OutputToRegister output) {
        return !tooOldFor(output) && metacat.lacks(output.did());
    }

    boolean lacksInRucio(OutputToRegister output) {
        return !tooOldFor(output) && rucio.lacks(output.did());
    }

    /** A file that lies in a dataset, and that the ledger does not know. */
    interface Stranger {
        void found(Did dataset, Did file, long bytes);
    }

    /** Reads lists as streams; whoever the ledger does not know is told as the list goes by. */
    record Reader(MetaCatClient metacat, RucioClient rucio, AllocatorClient allocator) {
        /** One query of MetaCat for each, and few calls of Rucio for all. */
        Map<Did, DatasetContent> read(
                Collection<Did> datasets, Instant now, Stranger strangerInMetacat, Stranger strangerInRucio) {
            Map<Did, Members> inRucio = inRucio(datasets, strangerInRucio);
            Map<Did, DatasetContent> contents = new HashMap<>();
            datasets.forEach(dataset -> contents.put(
                    dataset,
                    new DatasetContent(
                            inMetacat(dataset, strangerInMetacat),
                            Objects.requireNonNull(inRucio.get(dataset)).sorted(),
                            now)));
            return contents;
        }

        private Members inMetacat(Did dataset, Stranger stranger) {
            Members members = new Members();
            if (metacat.dataset(dataset).isPresent()) {
                Strangers strangers = new Strangers(allocator, stranger);
                metacat.query(
                        "files from " + dataset,
                        file -> {
                            members.add(file.did());
                            strangers.look(new Seen(dataset, file.did(), file.sizeBytes()));
                        },
                        DatasetContent::foreign);
                strangers.ask();
            }
            return members.sorted();
        }

        private Map<Did, Members> inRucio(Collection<Did> datasets, Stranger stranger) {
            Map<Did, Members> members = new HashMap<>();
            datasets.forEach(dataset -> members.put(dataset, new Members()));
            Strangers strangers = new Strangers(allocator, stranger);
            rucio.files(
                    datasets,
                    (dataset, file) -> {
                        Objects.requireNonNull(members.get(dataset)).add(file.did());
                        strangers.look(new Seen(dataset, file.did(), file.bytes()));
                    },
                    DatasetContent::foreign);
            strangers.ask();
            return members;
        }
    }

    private record Seen(Did dataset, Did did, long bytes) {}

    private static final class Strangers {
        private final AllocatorClient allocator;
        private final Stranger stranger;
        private final List<Seen> waiting = new ArrayList<>();

        Strangers(AllocatorClient allocator, Stranger stranger) {
            this.allocator = allocator;
            this.stranger = stranger;
        }

        void look(Seen seen) {
            waiting.add(seen);
            if (waiting.size() == CHUNK) {
                ask();
            }
        }

        void ask() {
            if (waiting.isEmpty()) {
                return;
            }
            Set<Did> known = new HashSet<>(allocator.knownOutputs(
                    waiting.stream().map(Seen::did).distinct().toList()));
            waiting.stream()
                    .filter(seen -> !known.contains(seen.did()))
                    .forEach(seen -> stranger.found(seen.dataset(), seen.did(), seen.bytes()));
            waiting.clear();
        }
    }
}
