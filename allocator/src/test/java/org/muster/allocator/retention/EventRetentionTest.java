package org.muster.allocator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.commit.BatchWatch;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.journal.EventPartition;
import org.muster.allocator.journal.EventPartition.State;
import org.muster.allocator.journal.EventPartitions;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.Listings;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.commands.MakeCounters;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.EventRow;
import org.muster.testkit.clock.SettableClock;

/** A ledger with some events of November, and what becomes of them in December. */
class EventRetentionTest {
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:01Z");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final HikariDataSource pool = Grid.emptyDatabase();
    private LedgerLoop loop = ledger();
    private final EventPartitions partitions = new EventPartitions(pool);
    private EventRetention retention = new EventRetention(loop, partitions, clock);

    private LedgerLoop ledger() {
        return new LedgerLoop(
                new PostgresJournal(pool, "test"),
                new LedgerSettings("dev", LedgerSettings.DEFAULT_STALL_LIMIT),
                clock,
                Witness.NONE,
                BatchWatch.NONE);
    }

    @BeforeEach
    void aWorkflow() throws Exception {
        loop.start();
        Grid.until(loop::ready);
        execute("update event_partitions set opened_at = '2026-11-01'");
        workflow(1);
    }

    @AfterEach
    void stop() {
        retention.close();
        loop.close();
        pool.close();
    }

    private void workflow(int number) throws Exception {
        ask(new OpenWorkflow(Orders.order(number, Orders.stage(1))));
        ask(new MakeCounters(StageRef.of(number, 1), 10));
    }

    private void ask(Command<?> command) throws Exception {
        assertThat(loop.submit(command).get(30, TimeUnit.SECONDS)).isNotNull();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As after a crash: what is in PostgreSQL is all that is left. */
    private void restart() {
        retention.close();
        loop.close();
        loop = ledger();
        loop.start();
        Grid.until(loop::ready);
        retention = new EventRetention(loop, partitions, clock);
    }

    private List<State> states() throws JournalUnavailable {
        return partitions.all().stream().map(EventPartition::state).toList();
    }

    private List<Long> shown(String order) throws JournalUnavailable {
        return new Listings(new Tables(pool))
                .events(Map.of("order", order, "limit", "1000")).rows().stream()
                        .map(EventRow::eventId)
                        .toList();
    }

    private EventPartition open() throws JournalUnavailable {
        List<EventPartition> all = partitions.all();
        return all.get(all.size() - 1);
    }

    private long below(EventPartition partition) throws JournalUnavailable {
        return shown("oldest").stream().filter(id -> id < partition.firstId()).count();
    }

    @Test
    void aMonthBeginsAPartitionAndPagesShowTheEventsOfAll() throws Exception {
        retention.look();
        assertThat(states()).containsExactly(State.OPEN);
        int november = shown("oldest").size();

        clock.set(DECEMBER);
        retention.look();
        workflow(2);

        assertThat(retention.trouble()).isEmpty();
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN);
        assertThat(below(open())).isEqualTo(november);
        assertThat(shown("oldest")).hasSize(2 * november).isSorted();
        assertThat(shown("newest"))
                .isEqualTo(shown("oldest").stream()
                        .sorted((a, b) -> Long.compare(b, a))
                        .toList());
        retention.look();
        assertThat(states()).as("December goes on").containsExactly(State.CLOSED, State.OPEN);
    }

    @Test
    void aMonthWithoutEventsHasNoPartition() throws Exception {
        clock.set(DECEMBER);
        retention.look();
        clock.advance(Duration.ofDays(40));
        retention.look();
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN);
    }

    @Test
    void whoStopsAfterDecidingWhereItEndsGoesOnThere() throws Exception {
        clock.set(DECEMBER);
        partitions.cut(open());
        long decided = open().beyondId().orElseThrow();
        workflow(2);
        restart();
        workflow(3);
        retention.look();
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN);
        assertThat(open().firstId()).isEqualTo(decided);
        assertThat(below(open())).isEqualTo(shown("oldest").size());
    }

    @Test
    void whoStopsAfterProvingGoesOnThere() throws Exception {
        clock.set(DECEMBER);
        partitions.cut(open());
        partitions.prove(open());
        restart();
        retention.look();
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN);
    }

    @Test
    void whoStopsBeforeTheLedgerKnowsOfTheNewOneWritesToIt() throws Exception {
        clock.set(DECEMBER);
        partitions.cut(open());
        partitions.prove(open());
        partitions.close(open(), clock.instant());
        workflow(2);
        long before = below(open());
        assertThat(before)
                .as("this ledger was told nothing")
                .isEqualTo(shown("oldest").size());
        restart();
        workflow(3);
        assertThat(below(open())).isEqualTo(before);
        assertThat(shown("oldest").size()).isGreaterThan((int) before);
    }

    @Test
    void aLedgerThatWasLoadedBeforeIsToldAtTheNextLook() throws Exception {
        clock.set(DECEMBER);
        partitions.cut(open());
        partitions.prove(open());
        partitions.close(open(), clock.instant());
        retention.look();
        long before = below(open());
        workflow(2);
        assertThat(below(open())).isEqualTo(before);
    }

    @Test
    void eachStepIsDoneOnceHoweverManyTryIt() throws Exception {
        clock.set(DECEMBER);
        EventPartition seen = open();
        partitions.cut(seen);
        long decided = open().beyondId().orElseThrow();
        workflow(2);
        partitions.cut(seen);
        assertThat(open().beyondId()).hasValue(decided);
        EventPartition cutting = open();
        partitions.prove(cutting);
        partitions.close(cutting, clock.instant());
        partitions.close(cutting, clock.instant());
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN);
    }

    /** Pilots wait for as long as the step does, and are served. */
    @Test
    void whileSomebodyReadsForLongNothingIsCutAndItIsSaid() throws Exception {
        clock.set(DECEMBER);
        try (Connection reading = pool.getConnection()) {
            reading.setAutoCommit(false);
            reading.createStatement().execute("lock table events in access share mode");
            retention.look();
            assertThat(retention.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("lock timeout"));
            assertThat(states()).containsExactly(State.OPEN);
            workflow(2);
            reading.rollback();
        }
        retention.look();
        assertThat(states()).as("not before a pause is over").containsExactly(State.OPEN);
        clock.advance(EventRetention.PAUSE.first());
        retention.look();
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN);
        assertThat(retention.trouble()).isEmpty();
    }
}
