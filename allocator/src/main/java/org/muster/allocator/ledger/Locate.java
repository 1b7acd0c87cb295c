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
            InputFile file = ledger.books.files.get(located.fileId());
            if (file != null && file.state == InputFileState.FINDING) {
                found(file, located, ledger, now);
            } else if (file != null
                    && file.state == InputFileState.UNALLOCATED
                    && located.replicas().isEmpty()) {
                ledger.moves.lost(file, now);
            }
        }
        return Answer.done();
    }

    private static void found(InputFile file, LocatedFile located, Ledger ledger, Instant now) {
        if (located.replicas().isEmpty()) {
            ledger.moves.missed(file, now);
            return;
        }
        Map<String, ReplicaRecord> byRse = new LinkedHashMap<>();
        for (FoundReplica replica : located.replicas()) {
            String rse = replica.rse().value();
            byRse.putIfAbsent(rse, new ReplicaRecord(file.id, rse, replica.wanPfn(), replica.lanPfn()));
        }
        ledger.moves.found(file, List.copyOf(byRse.values()), now);
    }
}
