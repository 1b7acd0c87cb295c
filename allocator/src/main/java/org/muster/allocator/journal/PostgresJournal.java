package org.muster.allocator.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.storage.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger's journal in PostgreSQL, schema {@value #SCHEMA}. */
public final class PostgresJournal {
    public static final String SCHEMA = "allocator";

    /** For one answer of PostgreSQL while the ledger is loaded: it may have to count millions of rows first. */
    private static final Duration LOAD_LIMIT = Duration.ofMinutes(5);

    /** By the transactions that wrote the rows. */
    private static final String FINGERPRINT = """
            select coalesce(sum(hashtextextended(version, 0))::numeric % 9223372036854775807, 0)::bigint from (
                select 'w' || xmin::text || ctid::text from workflows where workflow_id = any(?)
                union all select 'b' || xmin::text || ctid::text from file_blocks where workflow_id = any(?)
                union all select 'j' || xmin::text || ctid::text from jobs where workflow_id = any(?)
                union all select 'o' || xmin::text || ctid::text from outputs where workflow_id = any(?)
                union all select 'a' || a.xmin::text || a.ctid::text from allocations a join jobs j using (job_id)
                    where j.workflow_id = any(?)
                union all select 'f' || f.xmin::text || f.ctid::text from file_blocks b join files f
                    on f.file_id > b.block * 1024::bigint and f.file_id <= (b.block + 1) * 1024::bigint
                    where b.workflow_id = any(?)) as versions(version)
            """;

    private static final int FINGERPRINT_PARAMETERS = 6;

    private static final Set<String> REFUSALS = Set.of("22", "23", "54");
    private static final Logger LOG = LoggerFactory.getLogger(PostgresJournal.class);

    private final DataSource database;
    private final Lease lease;
    private boolean migrated;
    private volatile @Nullable SigningKey storageKey;

    /** @param holder for people: which process writes here */
    public PostgresJournal(DataSource database, String holder) {
        this.database = database;
        this.lease = new Lease(holder);
    }

    /** Leads from now on, if it does not already and nobody else does. Brings the schema up to date first, once. */
    public boolean lead() throws JournalUnavailable {
        try {
            migrate();
            if (!lease.held()) {
                try (Connection connection = database.getConnection()) {
                    return lease.take(connection);
                }
            }
            renewLead();
            return lease.held();
        } catch (SQLException | FlywayException e) {
            throw new JournalUnavailable("the ledger's lease could not be taken", e);
        }
    }

    /** As far as it knows. Who is wrong about this cannot write. */
    public boolean leads() {
        return lease.held();
    }

    /** The number of the present lead, 0 without. */
    public long epoch() {
        return lease.epoch();
    }

    /** Keeps the lead while there is nothing to write. PostgreSQL being away is no reason to give it up. */
    public void keepLead() {
        if (lease.held()) {
            try {
                renewLead();
            } catch (SQLException e) {
                LOG.debug("the lease was not renewed", e);
            }
        }
    }

    private void renewLead() throws SQLException {
        try (Connection connection = database.getConnection()) {
            lease.renew(connection);
        }
    }

    /** Lets another lead at once. */
    public void resign() {
        if (lease.held()) {
            try (Connection connection = database.getConnection()) {
                lease.letGo(connection);
            } catch (SQLException e) {
                LOG.warn("the lease was not given up; it ends by itself in {}", Lease.LENGTH, e);
            }
        }
    }

    /** Everything that is to be in the memory of a ledger, for the leader. */
    public Loading load(Loading loading, Instant now) throws JournalUnavailable {
        try {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setNetworkTimeout(Runnable::run, (int) LOAD_LIMIT.toMillis());
                try {
                    Loading loaded = read(connection, loading, now);
                    storageKey = StorageKeys.kept(connection);
                    connection.commit();
                    return loaded;
                } catch (SQLException | RuntimeException e) {
                    rollback(connection, e);
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw new JournalUnavailable("the ledger could not be loaded", e);
        }
    }

    /** Which signs storage tokens; there once the ledger has been loaded. */
    public Optional<SigningKey> storageKey() {
        return Optional.ofNullable(storageKey);
    }

    private static Loading read(Connection connection, Loading loading, Instant now) throws SQLException {
        Loading attempt = loading;
        new LedgerReader(connection, attempt).read(now);
        while (attempt.troubled()) {
            attempt = attempt.again();
            new LedgerReader(connection, attempt).read(now);
        }
        return attempt.done(now);
    }

    /** Of all rows of these workflows; another one when anybody has changed any. */
    public long fingerprint(Collection<Integer> workflows) throws JournalUnavailable {
        try (Connection connection = database.getConnection();
                PreparedStatement asking = connection.prepareStatement(FINGERPRINT)) {
            Array ids = connection.createArrayOf("int", workflows.toArray());
            for (int i = 1; i <= FINGERPRINT_PARAMETERS; i++) {
                asking.setArray(i, ids);
            }
            try (ResultSet row = asking.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new JournalUnavailable("the rows of workflows could not be looked at", e);
        }
    }

    /** Writes all of a batch or nothing of it ({@link RowsRefused}), and answers the texts of its new allocations, in their order. */
    public List<Optional<FileText>> write(Batch batch) throws JournalUnavailable {
        if (batch.isEmpty()) {
            return List.of();
        }
        try (Connection connection = database.getConnection()) {
            try {
                return new BatchWriter(connection, lease.epoch()).write(batch);
            } catch (SQLException | RuntimeException e) {
                connection.abort(Runnable::run); // its transaction may be open
                throw e;
            }
        } catch (SQLException e) {
            if (Lease.refused(e)) {
                lease.lost();
                throw new JournalUnavailable("another allocator leads", e);
            }
            if (refused(e)) {
                throw new RowsRefused(e);
            }
            throw new JournalUnavailable("a batch was not committed", e);
        }
    }

    /** SQLSTATE classes: data exception, integrity constraint violation, program limit exceeded. */
    private static boolean refused(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        return REFUSALS.stream().anyMatch(state::startsWith);
    }

    static void rollback(Connection connection, Exception cause) {
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
                    // Indexes are made concurrently, which waits for every open transaction: its own lock is to be
                    // none.
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .load()
                    .migrate();
            migrated = true;
        }
    }
}
