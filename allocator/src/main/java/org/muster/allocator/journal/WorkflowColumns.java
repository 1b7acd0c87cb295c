package org.muster.allocator.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.ReplicaSet;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.ledger.rows.StageRecord;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.allocator.storage.StoragePath;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.Json;

/** The tables of what there are few of: the inventory, workflows, blocks of file ids, replica sets, directories. */
final class WorkflowColumns {
    /** ASCII only, so that no text of a user can be one that PostgreSQL's encoding refuses. */
    private static final ObjectWriter DOCUMENTS = Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final Columns<Inventory> INVENTORY = new Columns<Inventory>("inventory")
            .ints("id", row -> 1)
            .changing()
            .text("document", WorkflowColumns::document);

    private static final Columns<WorkflowRecord> WORKFLOWS = new Columns<WorkflowRecord>("workflows")
            .ints("workflow_id", row -> row.order().workflow().number())
            .then()
            .time("opened_at", WorkflowRecord::openedAt)
            .text("document", row -> document(StoredOrder.of(row.order())))
            .changing()
            .text("status", row -> row.status().name())
            .flag("inputs_found", WorkflowRecord::inputsFound)
            .flag("retired", WorkflowRecord::retired)
            // Its sums are written with it.
            .flag("summed", WorkflowRecord::retired)
            .text(
                    "settings",
                    row -> document(
                            row.settings().stream().map(StoredSettings::of).toList()));

    private static final Columns<StageRecord> STAGES = new Columns<StageRecord>("stages")
            .stage(StageRecord::stage)
            .then()
            .ints("max_attempts", StageRecord::maxAttempts);

    private static final Columns<Block> BLOCKS =
            new Columns<Block>("file_blocks").ints("block", Block::number).stage(Block::stage);

    private static final Columns<ReplicaSet> REPLICA_SETS = new Columns<ReplicaSet>("replica_sets")
            .ints("number", ReplicaSet::number)
            .text("rses", row -> String.join(" ", row.rses()));

    private static final Columns<StageDirectory> DIRECTORIES = new Columns<StageDirectory>("stage_directories")
            .stage(StageDirectory::stage)
            .text("directory", row -> row.directory().value());

    static final List<Write<?>> WRITES = List.of(
            INVENTORY.insertOrUpdate(RowKind.INVENTORY),
            WORKFLOWS.insertOrUpdate(RowKind.WORKFLOWS),
            STAGES.insertUnlessThere(RowKind.STAGES),
            BLOCKS.insert(RowKind.BLOCKS),
            REPLICA_SETS.insert(RowKind.REPLICA_SETS),
            DIRECTORIES.insertUnlessThere(RowKind.DIRECTORIES));

    private WorkflowColumns() {}

    static Inventory inventory(ResultSet row) throws SQLException {
        return read(row.getString("document"), Inventory.class);
    }

    static WorkflowRecord workflow(ResultSet row) throws SQLException {
        WorkflowOrder order = read(row.getString("document"), StoredOrder.class).order();
        if (order.workflow().number() != row.getInt("workflow_id")) {
            throw new SQLException("the order is that of " + order.workflow());
        }
        return new WorkflowRecord(
                order,
                LedgerStatus.valueOf(row.getString("status")),
                row.getBoolean("inputs_found"),
                row.getBoolean("retired"),
                Cells.time(row, "opened_at"),
                Stream.of(read(row.getString("settings"), StoredSettings[].class))
                        .map(StoredSettings::settings)
                        .toList());
    }

    static Block block(ResultSet row) throws SQLException {
        return new Block(row.getInt("block"), Cells.stage(row));
    }

    static ReplicaSet replicaSet(ResultSet row) throws SQLException {
        return new ReplicaSet(
                row.getInt("number"), List.of(row.getString("rses").split(" ", -1)));
    }

    static StageDirectory directory(ResultSet row) throws SQLException {
        return new StageDirectory(Cells.stage(row), new StoragePath(row.getString("directory")));
    }

    private static String document(Object value) {
        try {
            return DOCUMENTS.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON: " + value.getClass(), e);
        }
    }

    private static <T> T read(String document, Class<T> type) throws SQLException {
        try {
            return Json.mapper().readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new SQLException(
                    "a stored " + type.getSimpleName() + " is not readable: " + e.getOriginalMessage(), e);
        }
    }
}
