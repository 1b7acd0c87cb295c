package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.data.InputFileState;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;

/** What the replica catalogue knows of files. Said again it changes nothing; files that a job has had are left alone. */
public record Locate(List<LocatedFile> files) implements Command<Answer<Answer.Done>> {
    @Override
    public Answer<Answer.Done> decide(Ledger ledger, Instant now) {
        for (LocatedFile located : files) {
            ledger.books.stageOf(located.fileId()).ifPresent(stage -> {
                int slot = stage.files.slot(located.fileId());
                if (slot < stage.files.size()) {
                    say(stage, slot, located, ledger, now);
                }
            });
        }
        return Answer.done();
    }

    private static void say(StageBook stage, int slot, LocatedFile located, Ledger ledger, Instant now) {
        InputFileState state = stage.files.state(slot);
        boolean nowhere = located.replicas().isEmpty();
        boolean counter = ledger.books.counter(stage.files.replicas(slot));
        if (state == InputFileState.NOTFOUND && nowhere) {
            return;
        }
        if (state == InputFileState.FINDING && nowhere) {
            ledger.moves.missed(stage, slot, now);
        } else if (state == InputFileState.FINDING || (state == InputFileState.NOTFOUND && stage.mayFindAgain())) {
            ledger.moves.found(stage, slot, replicas(located), now);
        } else if (state == InputFileState.UNALLOCATED && nowhere && !counter) {
            ledger.moves.lost(stage, slot, now);
        }
    }

    /** One at each RSE. */
    private static List<NewReplica> replicas(LocatedFile located) {
        Map<String, NewReplica> byRse = new LinkedHashMap<>();
        for (FoundReplica replica : located.replicas()) {
            String rse = replica.rse().value();
            byRse.putIfAbsent(
                    rse,
                    new NewReplica(
                            located.fileId(), rse, replica.wanPfn(), replica.lanPfn(), replica.accessibleUntil()));
        }
        return List.copyOf(byRse.values());
    }

    @Override
    public String toString() {
        return "Locate[" + files.size() + "]";
    }
}
