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
import org.muster.allocator.ledger.rows.RowKind;

/** Names and addresses of the files that a batch allocates, put together from what its statements answer. */
final class AllocatedTexts {
    private final List<AllocationRecord> allocations;
    private final Long2ObjectOpenHashMap<String> names = new Long2ObjectOpenHashMap<>();
    private final List<Optional<FileText>> texts = new ArrayList<>();

    AllocatedTexts(Batch batch) {
        this.allocations = batch.rows(RowKind.NEW_ALLOCATIONS);
        if (!allocations.isEmpty()) {
            batch.rows(RowKind.NEW_FILES)
                    .forEach(row ->
                            row.input().ifPresent(input -> names.put(row.file().id(), input.did())));
        }
    }

    /** The names of files that were there before the batch come before the addresses. */
    void answered(Write<?> write, ResultSet rows) throws SQLException {
        if (write.equals(FileColumns.CHANGED)) {
            names(rows);
        } else if (write.equals(AllocationColumns.ADDRESSES)) {
            addresses(rows);
        }
    }

    private void names(ResultSet rows) throws SQLException {
        while (!allocations.isEmpty() && rows.next()) {
            names.put(rows.getLong(1), rows.getString(2));
        }
    }

    /** In the order of the allocations. */
    private void addresses(ResultSet rows) throws SQLException {
        while (rows.next()) {
            texts.add(text(allocations.get(texts.size()).fileId(), rows));
        }
    }

    /** A file that was allocated, given back and lost in one batch has no address any more. */
    private Optional<FileText> text(long file, ResultSet row) throws SQLException {
        @Nullable String name = names.get(file);
        return name == null
                ? Optional.empty()
                : FileText.of(name, Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2)));
    }

    List<Optional<FileText>> inOrder() {
        return texts;
    }
}
