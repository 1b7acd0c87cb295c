package org.muster.allocator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.muster.allocator.commit.BatchWatch;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.journal.EventPartition;
import org.muster.allocator.journal.EventPartitions;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.Listings;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.commands.MakeCounters;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.EventRow;
import org.muster.testkit.clock.SettableClock;

/** A ledger whose first partition of events began with November, at whose end there is what is configured. */
final class EventsLedger implements AutoCloseable {
    static final Instant NOVEMBER = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:01Z");

    final SettableClock clock = new SettableClock(NOVEMBER);
    final HikariDataSource pool = Grid.emptyDatabase();
    final EventPartitions partitions = new EventPartitions(pool);
    private final Retention configured;
    private long spareBytes;
    private LedgerLoop loop;
    private RetentionLoop retention;

    EventsLedger(Retention configured) {
        this.configured = configured;
        start();
        execute("update event_partitions set opened_at = '2026-11-01'");
        workflow(1);
    }

    private void start() {
        loop = new LedgerLoop(
                new PostgresJournal(pool, "test"),
                new LedgerSettings("dev", LedgerSettings.DEFAULT_STALL_LIMIT),
                clock,
                Witness.NONE,
                BatchWatch.NONE);
        loop.start();
        Grid.until(loop::ready);
        retention = new RetentionLoop(loop, pool, configured, spareBytes, clock);
    }

    private void stop() {
        retention.close();
        loop.close();
    }

    /** As after a crash: what is in PostgreSQL is all that is left. */
    void restart() {
        stop();
        start();
    }

    /** Of the disk, which has only so much. */
    void spare(long bytes) {
        spareBytes = bytes;
        restart();
    }

    List<String> troubles() {
        return retention.troubles();
    }

    void look() {
        retention.look();
    }

    /** After the pause that a failure makes. */
    void lookAgain() {
        clock.advance(RetentionStep.PAUSE.longest());
        retention.look();
    }

    void after(Duration time) {
        clock.advance(time);
        retention.look();
    }

    /** Adds some events. */
    void workflow(int number) {
        ask(new OpenWorkflow(Orders.order(number, Orders.stage(1))));
        ask(new MakeCounters(StageRef.of(number, 1), 10));
    }

    private <T> void ask(Command<Answer<T>> command) {
        assertThat(loop.submit(command).join()).isInstanceOf(Answer.Given.class);
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<EventPartition> all() {
        try {
            return partitions.all();
        } catch (JournalUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    List<EventPartition.State> states() {
        return all().stream().map(EventPartition::state).toList();
    }

    EventPartition first() {
        return all().get(0);
    }

    EventPartition newest() {
        return all().get(all().size() - 1);
    }

    List<EventRow> shown(String order) {
        try {
            return new Listings(new Tables(pool))
                    .events(Map.of("order", order, "limit", "1000"))
                    .rows();
        } catch (JournalUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    List<Long> ids() {
        return shown("oldest").stream().map(EventRow::eventId).toList();
    }

    /** Events that are shown of all partitions but the newest. */
    long beforeNewest() {
        long first = newest().firstId();
        return ids().stream().filter(id -> id < first).count();
    }

    @Override
    public void close() {
        stop();
        pool.close();
    }
}
