package org.muster.allocator.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.ledger.rows.RowKind;

/** What PostgreSQL keeps of files, for ledgers that have none. */
final class Texts {
    private final Map<Long, String> dids = new HashMap<>();
    private final Map<String, NewReplica> replicas = new HashMap<>();

    /** As the journal does, of these. */
    List<Optional<FileText>> write(Batch batch) {
        batch.rows(RowKind.NEW_FILES)
                .forEach(row ->
                        dids.put(row.file().id(), row.input().orElseThrow().did()));
        batch.rows(RowKind.LOST_REPLICAS).forEach(id -> replicas.keySet().removeIf(key -> key.startsWith(id + " ")));
        batch.rows(RowKind.REPLICAS).forEach(replica -> replicas.put(replica.fileId() + " " + replica.rse(), replica));
        List<Optional<FileText>> texts = new ArrayList<>();
        batch.rows(RowKind.NEW_ALLOCATIONS).forEach(allocation -> texts.add(text(allocation)));
        return texts;
    }

    private Optional<FileText> text(AllocationRecord allocation) {
        Optional<NewReplica> replica = Optional.ofNullable(replicas.get(allocation.fileId() + " " + allocation.rse()));
        return FileText.of(
                did(allocation.fileId()), replica.map(NewReplica::wanPfn), replica.flatMap(NewReplica::lanPfn));
    }

    String did(long file) {
        return dids.getOrDefault(file, "");
    }
}
