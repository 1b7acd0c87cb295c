package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.muster.allocator.ledger.Batch;
import org.muster.allocator.ledger.Snapshot;

/** The ledger's journal in PostgreSQL, schema {@value #SCHEMA}. */
public final class PostgresJournal {
    public static final String SCHEMA = "allocator";

    private final DataSource database;
    private boolean migrated;

    public PostgresJournal(DataSource database) {
        this.database = database;
    }

    /** Everything that is to be in memory. Brings the schema up to date first, once. */
    public Snapshot load() throws JournalUnavailable {
        try {
            migrate();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                Snapshot snapshot = new SnapshotReader(connection).read();
                connection.commit();
                return snapshot;
            }
        } catch (SQLException | FlywayException e) {
            throw new JournalUnavailable("the ledger could not be loaded", e);
        }
    }

    /** Writes all of a batch or nothing of it. */
    public void write(Batch batch) throws JournalUnavailable {
        if (batch.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                new BatchWriter(connection).write(batch);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalUnavailable("a batch was not committed", e);
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void migrate() {
        if (!migrated) {
            Flyway.configure()
                    .dataSource(database)
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .locations("classpath:db/allocator")
                    .load()
                    .migrate();
            migrated = true;
        }
    }
}
