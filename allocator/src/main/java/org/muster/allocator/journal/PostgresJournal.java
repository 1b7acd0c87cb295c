package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.muster.allocator.ledger.Batch;
import org.muster.allocator.ledger.FileText;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Loading;

/** The ledger's journal in PostgreSQL, schema {@value #SCHEMA}. */
public final class PostgresJournal {
    public static final String SCHEMA = "allocator";

    /** For one answer of PostgreSQL while the ledger is loaded: it may have to count millions of rows first. */
    private static final Duration LOAD_LIMIT = Duration.ofMinutes(5);

    private final DataSource database;
    private boolean migrated;

    public PostgresJournal(DataSource database) {
        this.database = database;
    }

    /** A ledger with everything that is to be in memory. Brings the schema up to date first, once. */
    public Ledger load(Loading loading, Instant now) throws JournalUnavailable {
        try {
            migrate();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setNetworkTimeout(Runnable::run, (int) LOAD_LIMIT.toMillis());
                try {
                    Ledger ledger = new LedgerReader(connection, loading).read(now);
                    connection.commit();
                    return ledger;
                } catch (SQLException | RuntimeException e) {
                    rollback(connection, e);
                    throw e;
                }
            }
        } catch (SQLException | FlywayException e) {
            throw new JournalUnavailable("the ledger could not be loaded", e);
        }
    }

    /** Writes all of a batch or nothing of it, and answers the texts of its new allocations, in their order. */
    public List<Optional<FileText>> write(Batch batch) throws JournalUnavailable {
        if (batch.isEmpty()) {
            return List.of();
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Optional<FileText>> texts = new BatchWriter(connection).write(batch);
                connection.commit();
                return texts;
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
