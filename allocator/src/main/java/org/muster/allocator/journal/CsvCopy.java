package org.muster.allocator.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Rows of a query as PostgreSQL writes them as CSV, with no more than a row in memory. */
final class CsvCopy {
    /** For one statement. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private CsvCopy() {}

    enum Heading {
        WITH,
        WITHOUT
    }

    /** @return lines, without the heading */
    static long of(DataSource database, String query, Heading heading, OutputStream out)
            throws JournalUnavailable, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (" + query + ") to stdout (format csv, header " + (heading == Heading.WITH) + ")",
                            out);
        } catch (SQLException e) {
            throw new JournalUnavailable("rows could not be read for an archive", e);
        }
    }
}
