package org.muster.allocator.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rows.NewReplica;

/** What PostgreSQL keeps of files, for ledgers that have none. */
final class Texts {
    private final Map<Long, String> dids = new HashMap<>();
    private final Map<String, NewReplica> replicas = new HashMap<>();

    /** As the journal does, of these. */
    List<Optional<FileText>> write(Batch batch) {
        batch.newFiles()
                .forEach(file -> dids.put(file.row().file().id(), file.input().did()));
        batch.lostReplicas().forEach(id -> replicas.keySet().removeIf(key -> key.startsWith(id + " ")));
        batch.replicas().forEach(replica -> replicas.put(replica.fileId() + " " + replica.rse(), replica));
        List<Optional<FileText>> texts = new ArrayList<>();
        batch.newAllocations().forEach(allocation -> texts.add(text(allocation)));
        return texts;
    }

    private Optional<FileText> text(AllocationRecord allocation) {
        @Nullable NewReplica replica = replicas.get(allocation.fileId() + " " + allocation.rse());
        return Optional.ofNullable(replica)
                .map(known -> new FileText(did(allocation.fileId()), known.wanPfn(), known.lanPfn()));
    }

    String did(long file) {
        return dids.getOrDefault(file, "");
    }
}
