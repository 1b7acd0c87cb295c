package org.muster.allocator.journal;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.FileText;

/** Names and addresses of the files that a batch allocates, put together from what its statements answer. */
final class AllocatedTexts {
    private final List<AllocationRecord> allocations;
    private final Long2ObjectOpenHashMap<String> names = new Long2ObjectOpenHashMap<>();
    private final List<Optional<FileText>> texts = new ArrayList<>();

    AllocatedTexts(Batch batch) {
        this.allocations = batch.newAllocations();
        if (!allocations.isEmpty()) {
            batch.newFiles()
                    .forEach(file ->
                            names.put(file.row().file().id(), file.input().did()));
        }
    }

    /** Of files that were there before the batch. */
    void names(ResultSet rows) throws SQLException {
        while (!allocations.isEmpty() && rows.next()) {
            names.put(rows.getLong(1), rows.getString(2));
        }
    }

    /** In the order of the allocations, after the names. */
    void addresses(ResultSet rows) throws SQLException {
        while (rows.next()) {
            texts.add(text(allocations.get(texts.size()).fileId(), rows));
        }
    }

    /** A file that was allocated, given back and lost in one batch has no address any more. */
    private Optional<FileText> text(long file, ResultSet row) throws SQLException {
        @Nullable String name = names.get(file);
        @Nullable String wan = row.getString(1);
        return name == null || wan == null ? Optional.empty() : Optional.of(new FileText(name, wan, row.getString(2)));
    }

    List<Optional<FileText>> inOrder() {
        return texts;
    }
}
