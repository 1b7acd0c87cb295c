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
    static final Duration LENGTH = Duration.ofSeconds(4);

    /** The first statement of a batch; it changes one row, or none if another leads. */
    static final String RENEW = "update leadership set expires_at = clock_timestamp() + interval '" + LENGTH.toMillis()
            + " milliseconds' where epoch = ?";

    private static final String TAKE = "update leadership set epoch = epoch + 1, leader = ?, expires_at = "
            + "clock_timestamp() + interval '" + LENGTH.toMillis()
            + " milliseconds' where expires_at < clock_timestamp() returning epoch";

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
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Keeps it while there is nothing to write. */
    void renew(Connection connection) throws SQLException {
        if (!changed(connection, RENEW)) {
            lost();
        }
    }

    /** Lets the next one take it at once. */
    void letGo(Connection connection) throws SQLException {
        changed(connection, LET_GO);
        lost();
    }

    private boolean changed(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, epoch);
            return statement.executeUpdate() == 1;
        }
    }
}
