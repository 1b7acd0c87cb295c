package org.muster.allocator.journal;

import java.util.List;
import org.muster.allocator.ledger.rows.FileChange;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.ledger.rows.RowKind;

/** The tables of input files and of their replicas. {@link FileReader} reads files. */
final class FileColumns {
    private static final Columns<FileChange> FILES = new Columns<FileChange>("files")
            .longs("file_id", row -> row.file().id())
            .then()
            .stage(row -> row.file().stage())
            .text("did", row -> row.input().orElseThrow().did())
            .longs("size_bytes", row -> row.input().orElseThrow().sizeBytes())
            .changing()
            .text("state", row -> row.file().state().toString())
            .ints("attempts", row -> row.file().attempts())
            .maybeText("rse", row -> row.file().rse())
            .maybeText("site", row -> row.file().site())
            .ints("replica_set", row -> row.file().replicaSet())
            .changingIfPresent()
            .maybeTime("allocated_at", FileChange::allocatedAt)
            .maybeTime("processed_at", FileChange::processedAt);

    /** Answers the files' names: whoever is given one is told its name. */
    static final Write<FileChange> CHANGED = FILES.updateAnswering("x.file_id, x.did", RowKind.FILES);

    private static final Columns<NewReplica> REPLICAS = new Columns<NewReplica>("replicas")
            .longs("file_id", NewReplica::fileId)
            .text("rse", NewReplica::rse)
            .then()
            .text("wan_pfn", NewReplica::wanPfn)
            .maybeText("lan_pfn", NewReplica::lanPfn)
            .maybeTime("accessible_until", NewReplica::accessibleUntil);

    private static final Write<Long> LOST_REPLICAS = new Write<>(
            RowKind.LOST_REPLICAS,
            "delete from replicas where file_id = any(?)",
            new Columns<Long>("replicas").longs("file_id", id -> id).named("file_id"));

    static final List<Write<?>> WRITES =
            List.of(FILES.insert(RowKind.NEW_FILES), CHANGED, LOST_REPLICAS, REPLICAS.insert(RowKind.REPLICAS));

    private FileColumns() {}
}
