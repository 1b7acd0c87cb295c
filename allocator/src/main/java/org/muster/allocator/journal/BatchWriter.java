package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rows.RowKind;
import org.postgresql.PGConnection;

/**
 * Writes one batch in one transaction with one statement for each kind of change, whatever its size, and all statements in
 * one message to PostgreSQL. If it fails the caller gives up the connection, which ends the transaction if it is still open.
 */
final class BatchWriter {
    private static final List<Write<?>> IN_ORDER = Stream.of(
                    WorkflowColumns.WRITES,
                    FileColumns.WRITES,
                    JobColumns.WRITES,
                    AllocationColumns.WRITES,
                    OutputColumns.WRITES,
                    LogColumns.WRITES,
                    SumColumns.WRITES,
                    EventColumns.WRITES)
            .flatMap(List::stream)
            .toList();

    /** In the same message as everything else, so that a batch is one round trip. */
    private static final String BEGIN = "begin;";

    private static final String COMMIT = ";commit";

    /** Beginning and renewing the lead. */
    private static final int BEFORE_PARTS = 2;

    private final Connection connection;
    private final PGConnection arrays;
    private final long epoch;

    /** @param epoch whose leader writes */
    BatchWriter(Connection connection, long epoch) throws SQLException {
        this.connection = connection;
        this.arrays = connection.unwrap(PGConnection.class);
        this.epoch = epoch;
    }

    private record Part<R>(Write<R> write, List<R> rows) {
        /** @param last parameter that is bound already: statements sent together share the numbering */
        int bind(PGConnection connection, PreparedStatement statement, int last) throws SQLException {
            int parameter = last;
            for (Column<R> column : write.columns()) {
                Object values = column.array().apply(rows);
                statement.setArray(++parameter, connection.createArrayOf(column.type().element, values));
            }
            return parameter;
        }
    }

    /**
     * Answers what PostgreSQL keeps of the files just allocated, in the order of the new allocations.
     *
     * @throws RowsRefused if a row cannot even be put into a statement: nothing was sent
     */
    List<Optional<FileText>> write(Batch batch) throws SQLException {
        List<Part<?>> parts = parts(batch);
        AllocatedTexts texts = new AllocatedTexts(batch);
        String sql = parts.stream()
                .map(part -> part.write().sql())
                .collect(Collectors.joining(";", BEGIN + Lease.RENEW + ";", COMMIT));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parts);
            statement.execute();
            for (int skipped = 0; skipped < BEFORE_PARTS; skipped++) {
                statement.getMoreResults();
            }
            for (Part<?> part : parts) {
                ResultSet rows = statement.getResultSet();
                if (rows != null) {
                    texts.answered(part.write(), rows);
                }
                statement.getMoreResults();
            }
        }
        return texts.inOrder();
    }

    private static List<Part<?>> parts(Batch batch) {
        List<Part<?>> parts = new ArrayList<>();
        Set<RowKind<?>> unknown = new HashSet<>(batch.kinds());
        for (Write<?> write : IN_ORDER) {
            add(parts, write, batch);
            unknown.remove(write.kind());
        }
        if (!unknown.isEmpty()) {
            throw new RowsRefused(new IllegalStateException("nothing writes " + unknown));
        }
        return parts;
    }

    private static <R> void add(List<Part<?>> parts, Write<R> write, Batch batch) {
        List<R> rows = batch.rows(write.kind());
        if (!rows.isEmpty()) {
            parts.add(new Part<>(write, rows));
        }
    }

    private void bind(PreparedStatement statement, List<Part<?>> parts) throws SQLException {
        int parameter = 1;
        statement.setLong(parameter, epoch);
        try {
            for (Part<?> part : parts) {
                parameter = part.bind(arrays, statement, parameter);
            }
        } catch (RuntimeException e) {
            throw new RowsRefused(e);
        }
    }
}
