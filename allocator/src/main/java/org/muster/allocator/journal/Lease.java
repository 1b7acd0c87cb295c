package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The right to write the ledger, which at most one allocator has. Each time it changes hands a new epoch begins, and every
 * batch renews the lease of its epoch in its own transaction: whoever was paused and comes back with an old one writes
 * nothing. PostgreSQL's clock decides, so the clocks of hosts do not matter.
 */
final class Lease {
    /** Unrenewed for this long it may be taken by another. Longer than any batch takes. */
    static final Duration LENGTH = Duration.ofSeconds(3);

    /** The first statement of a batch; it fails if another leads, and with it the whole batch. */
    static final String RENEW = "call renew_lead(?, interval '" + LENGTH.toMillis() + " milliseconds')";

    /** As the procedure says it. */
    private static final String ANOTHER_LEADS = "MU001";

    private static final String TAKE = "update leadership set epoch = epoch + 1, leader = ?, expires_at = "
            + "clock_timestamp() + interval '" + LENGTH.toMillis()
            + " milliseconds' where expires_at < clock_timestamp() returning epoch";

    /** A leader that stopped in the middle of sending a batch holds the row; its lease run out, so long without a word is enough. */
    private static final Duration SILENT = Duration.ofSeconds(1);

    /** Nothing that PostgreSQL itself does with a batch takes longer after the end of its lease. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    private static final String END_STUCK = "select pg_terminate_backend(l.pid) from leadership x join pg_locks l "
            + "on l.locktype = 'transactionid' and l.transactionid = x.xmax and l.granted "
            + "join pg_stat_activity a on a.pid = l.pid "
            + "where x.expires_at < clock_timestamp() - interval '" + STUCK.toMillis() + " milliseconds' "
            + "or x.expires_at < clock_timestamp() and a.wait_event_type = 'Client' "
            + "and a.state_change < clock_timestamp() - interval '" + SILENT.toMillis() + " milliseconds'";

    private static final String LET_GO = "update leadership set expires_at = 'epoch' where epoch = ?";

    /** A leader's batch holds the row until it is committed; who waits asks again later. */
    private static final String NO_QUEUE = "set local lock_timeout = '500ms'";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final long NONE = 0;

    private final String holder;
    private volatile long epoch = NONE;

    /** @param holder for people: which process this is */
    Lease(String holder) {
        this.holder = holder;
    }

    boolean held() {
        return epoch != NONE;
    }

    long epoch() {
        return epoch;
    }

    void lost() {
        epoch = NONE;
    }

    /** Begins a new epoch if nobody leads. */
    boolean take(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement patience = connection.createStatement();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            patience.execute(NO_QUEUE);
            take.setString(1, holder);
            long begun;
            try (ResultSet taken = take.executeQuery()) {
                begun = taken.next() ? taken.getLong(1) : NONE;
            }
            connection.commit();
            epoch = begun;
            return held();
        } catch (SQLException e) {
            connection.rollback();
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            endStuck(connection);
            return false;
        }
    }

    private static void endStuck(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(END_STUCK);
        }
        connection.commit();
    }

    /** Keeps it while there is nothing to write. */
    void renew(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setLong(1, epoch);
            statement.execute();
        } catch (SQLException e) {
            if (!refused(e)) {
                throw e;
            }
            lost();
        }
    }

    /** Lets the next one take it at once. */
    void letGo(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LET_GO)) {
            statement.setLong(1, epoch);
            statement.executeUpdate();
        }
        lost();
    }

    /** Whether a statement failed because another leads. */
    static boolean refused(SQLException problem) {
        return ANOTHER_LEADS.equals(problem.getSQLState());
    }
}
