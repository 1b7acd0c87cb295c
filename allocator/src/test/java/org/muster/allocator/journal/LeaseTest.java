package org.muster.allocator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;

/** What becomes of a leader that holds the row of leadership and goes no further. */
class LeaseTest {
    private static final String BUSY = "select pg_advisory_lock(1)";
    private static final int TRIES = 4;

    /** Each waits half a second for the row. */
    private static final int MOST_TRIES = 10;

    private final HikariDataSource pool = Grid.emptyDatabase();
    private final Lease first = new Lease("first");
    private final Lease second = new Lease("second");
    private Connection leading;

    @BeforeEach
    void theFirstIsInsideABatchAndItsLeaseHasRunOut() throws Exception {
        PostgresJournal makesTheTables = new PostgresJournal(pool, "before");
        makesTheTables.lead();
        makesTheTables.resign();
        leading = pool.getConnection();
        assertThat(first.take(leading)).isTrue();
        try (Statement statement = leading.createStatement();
                PreparedStatement renew = leading.prepareStatement(Lease.RENEW)) {
            statement.execute("update leadership set expires_at = clock_timestamp() - interval '1 second'");
            leading.commit();
            renew.setLong(1, first.epoch());
            renew.execute();
        }
    }

    @AfterEach
    void close() throws SQLException {
        leading.close();
        pool.close();
    }

    private boolean secondTakes() {
        try (Connection connection = pool.getConnection()) {
            return second.take(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoStoppedInTheMiddleOfABatchHoldsUpTheNextForAMoment() {
        assertThat(IntStream.range(0, MOST_TRIES).anyMatch(i -> secondTakes())).isTrue();
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(aliveStill()).isFalse();
    }

    @Test
    void aBatchThatPostgresqlIsBusyWithIsNotEnded() throws SQLException {
        try (Connection inTheWay = pool.getConnection();
                Statement lock = inTheWay.createStatement()) {
            lock.execute(BUSY);
            CompletableFuture<Boolean> batch = CompletableFuture.supplyAsync(this::waitAndCommit);
            for (int i = 0; i < TRIES; i++) {
                assertThat(secondTakes()).isFalse();
            }
            lock.execute("select pg_advisory_unlock_all()");
            assertThat(batch.join()).isTrue();
            assertThat(secondTakes()).as("its lease is renewed").isFalse();
        }
    }

    private boolean waitAndCommit() {
        try (Statement statement = leading.createStatement()) {
            statement.execute(BUSY);
            leading.commit();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean aliveStill() {
        try (Statement statement = leading.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }
}
