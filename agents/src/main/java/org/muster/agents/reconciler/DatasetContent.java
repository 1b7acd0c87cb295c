package org.muster.agents.reconciler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioError;
import org.muster.connectors.rucio.RucioRefused;
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

    /** What was confirmed later is for the next round. */
    boolean tooOldFor(OutputToRegister output) {
        return output.confirmedAt().isAfter(readAt);
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

    /** Reads both lists as streams; whoever the ledger does not know is told, with its size, as the list goes by. */
    record Reader(MetaCatClient metacat, RucioClient rucio, AllocatorClient allocator) {
        DatasetContent read(
                Did dataset,
                Instant now,
                BiConsumer<Did, Long> strangerInMetacat,
                BiConsumer<Did, Long> strangerInRucio) {
            return new DatasetContent(inMetacat(dataset, strangerInMetacat), inRucio(dataset, strangerInRucio), now);
        }

        private Members inMetacat(Did dataset, BiConsumer<Did, Long> stranger) {
            Members members = new Members();
            if (metacat.dataset(dataset).isPresent()) {
                Strangers strangers = new Strangers(allocator, stranger);
                metacat.query(
                        "files from " + dataset,
                        file -> {
                            members.add(file.did());
                            strangers.look(file.did(), file.sizeBytes());
                        },
                        DatasetContent::foreign);
                strangers.ask();
            }
            return members.sorted();
        }

        private Members inRucio(Did dataset, BiConsumer<Did, Long> stranger) {
            Members members = new Members();
            Strangers strangers = new Strangers(allocator, stranger);
            try {
                rucio.files(
                        dataset,
                        file -> {
                            members.add(file.did());
                            strangers.look(file.did(), file.bytes());
                        },
                        DatasetContent::foreign);
            } catch (RucioRefused e) {
                if (e.error() != RucioError.DID_NOT_FOUND) {
                    throw e;
                }
            }
            strangers.ask();
            return members.sorted();
        }
    }

    private record Seen(Did did, long bytes) {}

    private static final class Strangers {
        private final AllocatorClient allocator;
        private final BiConsumer<Did, Long> stranger;
        private final List<Seen> waiting = new ArrayList<>();

        Strangers(AllocatorClient allocator, BiConsumer<Did, Long> stranger) {
            this.allocator = allocator;
            this.stranger = stranger;
        }

        void look(Did did, long bytes) {
            waiting.add(new Seen(did, bytes));
            if (waiting.size() == CHUNK) {
                ask();
            }
        }

        void ask() {
            if (waiting.isEmpty()) {
                return;
            }
            Set<Did> known = new HashSet<>(
                    allocator.knownOutputs(waiting.stream().map(Seen::did).toList()));
            waiting.stream()
                    .filter(seen -> !known.contains(seen.did()))
                    .forEach(seen -> stranger.accept(seen.did(), seen.bytes()));
            waiting.clear();
        }
    }
}
