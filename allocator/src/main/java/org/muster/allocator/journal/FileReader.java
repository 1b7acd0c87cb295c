package org.muster.allocator.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.muster.allocator.ledger.Loading;
import org.muster.domain.data.InputFileState;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Streams all input files into memory with PostgreSQL's binary COPY: millions of rows, and no object for any of them.
 * Formats are those of the PostgreSQL manual, COPY, binary format.
 */
final class FileReader {
    private static final String COPY = """
            copy (select f.file_id, f.attempts, f.replica_set, f.state, f.rse, f.site, strpos(f.did, ':') = 0
                from files f join workflows w using (workflow_id) where not w.retired)
            to stdout (format binary)
            """;

    private static final int SIGNATURE_BYTES = 11;
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int COLUMNS = 7;
    private static final int END = -1;

    private final Connection connection;
    private final Loading loading;

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
        try (DataInputStream rows = new DataInputStream(new BufferedInputStream(
                new PGCopyInputStream(connection.unwrap(PGConnection.class), COPY), BUFFER_BYTES))) {
            rows.skipNBytes(SIGNATURE_BYTES + 4);
            rows.skipNBytes(rows.readInt());
            int columns = rows.readShort();
            while (columns != END) {
                if (columns != COLUMNS) {
                    throw new IOException("a row of " + columns + " columns");
                }
                row(rows, states);
                columns = rows.readShort();
            }
        } catch (IOException e) {
            throw new SQLException("the files could not be read", "08006", e);
        }
    }

    private void row(DataInputStream rows, Map<String, InputFileState> states) throws IOException {
        rows.readInt();
        long id = rows.readLong();
        rows.readInt();
        int attempts = rows.readShort();
        rows.readInt();
        int replicaSet = rows.readInt();
        InputFileState state = states.get(text(rows));
        if (state == null) {
            throw new IOException("file " + id + " is in no state that there is");
        }
        String rse = text(rows);
        String site = text(rows);
        loading.file(id, state, attempts, rse, site, replicaSet);
        rows.readInt();
        if (rows.readBoolean()) {
            loading.counter(id);
        }
    }

    private String text(DataInputStream rows) throws IOException {
        int length = rows.readInt();
        if (probe.bytes().length != length) {
            probe = new Text(new byte[length]);
        }
        rows.readFully(probe.bytes());
        String known = texts.get(probe);
        if (known != null) {
            return known;
        }
        String text = new String(probe.bytes(), StandardCharsets.UTF_8);
        texts.put(new Text(probe.bytes().clone()), text);
        return text;
    }
}
