package org.muster.allocator.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.muster.allocator.ledger.books.Loading;
import org.muster.domain.data.InputFileState;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Streams all input files into memory with PostgreSQL's binary COPY: millions of rows, and no object for any of them.
 * Formats are those of the PostgreSQL manual, COPY, binary format.
 */
final class FileReader {
    /** What most files have in common is left out: that nobody had them yet. */
    private static final String COPY = """
            copy (select f.file_id, f.replica_set, nullif(f.state, 'unallocated'), nullif(f.attempts, 0::smallint), f.rse, f.site
                from files f join workflows w using (workflow_id) where not w.retired)
            to stdout (format binary)
            """;

    private static final int SIGNATURE_BYTES = 11;
    private static final int COLUMNS = 6;
    private static final int END = -1;
    private static final int NULL = -1;
    private static final String UNALLOCATED = "unallocated";

    /** Files without a block, of which the workflows are asked for. */
    private static final int MAX_STRAYS = 1000;

    private final Connection connection;
    private final Loading loading;
    private final List<Long> strays = new ArrayList<>();

    /** The texts of millions of rows are few: one String for each. */
    private final Map<Text, String> texts = new HashMap<>();

    private Text probe = new Text(new byte[0]);

    FileReader(Connection connection, Loading loading) {
        this.connection = connection;
        this.loading = loading;
    }

    private record Text(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(bytes, text.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    void read() throws SQLException {
        Map<String, InputFileState> states = new HashMap<>();
        for (InputFileState state : InputFileState.values()) {
            states.put(state.toString().toLowerCase(Locale.ROOT), state);
        }
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
        try {
            // PostgreSQL sends a message for each row, the first with the header before it.
            byte[] message = copy.readFromCopy();
            boolean first = true;
            while (message != null) {
                ByteBuffer row = ByteBuffer.wrap(message);
                if (first) {
                    row.position(SIGNATURE_BYTES + 4);
                    int extension = row.getInt();
                    row.position(row.position() + extension);
                    first = false;
                }
                row(row, states);
                message = copy.readFromCopy();
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new SQLException("the files could not be understood", "08P01", e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        namesOfStrays();
    }

    private void row(ByteBuffer row, Map<String, InputFileState> states) throws SQLException {
        int columns = row.getShort();
        if (columns == END) {
            return;
        }
        if (columns != COLUMNS) {
            throw new SQLException("a row of " + columns + " columns", "08P01");
        }
        row.getInt();
        long id = row.getLong();
        row.getInt();
        int replicaSet = row.getInt();
        String name = text(row, UNALLOCATED);
        InputFileState state = states.get(name);
        int attempts = row.getInt() == NULL ? 0 : row.getShort();
        String rse = text(row, "");
        String site = text(row, "");
        OptionalInt workflow = loading.workflowOf(id);
        if (workflow.isEmpty()) {
            stray(id);
        } else if (!loading.wants(workflow.getAsInt())) {
            return;
        } else if (state == null) {
            loading.trouble(workflow.getAsInt(), "file " + id + " is '" + name + "', which is no state");
        } else {
            file(workflow.getAsInt(), id, () -> loading.file(id, state, attempts, rse, site, replicaSet));
        }
    }

    private void file(int workflow, long id, Runnable loading) {
        try {
            loading.run();
        } catch (RuntimeException e) {
            this.loading.trouble(workflow, "file " + id + ": " + e.getMessage());
        }
    }

    private void stray(long id) {
        if (strays.size() < MAX_STRAYS) {
            strays.add(id);
        }
    }

    private void namesOfStrays() throws SQLException {
        if (strays.isEmpty()) {
            return;
        }
        try (PreparedStatement asking = connection.prepareStatement(
                "select file_id, workflow_id from files where file_id = any(?) order by file_id")) {
            asking.setArray(1, connection.createArrayOf("bigint", strays.toArray()));
            try (ResultSet rows = asking.executeQuery()) {
                while (rows.next()) {
                    loading.trouble(rows.getInt(2), "file " + rows.getLong(1) + " is in no block");
                }
            }
        }
    }

    private String text(ByteBuffer row, String otherwise) {
        int length = row.getInt();
        if (length == NULL) {
            return otherwise;
        }
        if (probe.bytes().length != length) {
            probe = new Text(new byte[length]);
        }
        row.get(probe.bytes());
        String known = texts.get(probe);
        if (known != null) {
            return known;
        }
        String text = new String(probe.bytes(), StandardCharsets.UTF_8);
        texts.put(new Text(probe.bytes().clone()), text);
        return text;
    }
}
