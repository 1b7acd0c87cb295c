package org.muster.allocator.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.TableGrowth;

/** What is told of a ledger into which somebody writes as much as in years. */
class GrowthTest {
    private static final int ROWS = 20_000;
    private static final Duration YEAR = Duration.ofDays(365);

    private final EventsLedger ledger = new EventsLedger(Retention.FOR_EVER);

    @AfterEach
    void stop() {
        ledger.close();
    }

    private Growth growth(Retention configured) {
        return new Growth(ledger.pool, configured, ledger.clock);
    }

    private static TableGrowth events(Growth growth) throws JournalUnavailable {
        List<TableGrowth> events = growth.tables().stream()
                .filter(table -> table.table().startsWith("allocator.event"))
                .filter(table -> !table.table().equals("allocator.event_partitions"))
                .toList();
        assertThat(events).as("partitions are one table").hasSize(1);
        return events.get(0);
    }

    private void manyEvents() {
        long first = ledger.newest().firstId() + 1_000_000;
        ledger.execute("insert into events (event_id, length, time, type, workflow_id) select " + first
                + " + n, 1, now(), 101, 1 from generate_series(1, " + ROWS + ") n");
        ledger.execute("analyze events");
    }

    @Test
    void whatGrowsIsSeenByComparisonWithAnEarlierDay() throws JournalUnavailable {
        ledger.look();
        assertThat(events(growth(Retention.FOR_EVER)).rowsPerDay())
                .as("nothing to compare with")
                .isEmpty();
        ledger.after(Duration.ofDays(20));
        manyEvents();
        TableGrowth grown = events(growth(Retention.FOR_EVER));
        assertThat(grown.rows()).isGreaterThanOrEqualTo(ROWS);
        assertThat(grown.rowsPerDay().orElseThrow()).isBetween(ROWS / 20L, ROWS / 20L + 10);
        assertThat(grown.bytesPerDay().orElseThrow()).isGreaterThan(20L * ROWS / 20);
    }

    @Test
    void whatIsRememberedOfDaysHasAnEnd() throws Exception {
        ledger.look();
        ledger.after(Duration.ofDays(401));
        assertThat(growth(Retention.FOR_EVER).tables())
                .extracting(TableGrowth::table)
                .contains("allocator.table_sizes");
        assertThat(ledger.number("select count(distinct day) from table_sizes")).isEqualTo(1);
    }

    @Test
    void whatEndsItIsSaidAsItIsConfigured() throws JournalUnavailable {
        assertThat(events(growth(Retention.FOR_EVER)).end()).contains("MUSTER_KEEP_EVENTS_DAYS is not set");
        Retention aYear = new Retention(Optional.of(YEAR), Optional.empty(), Optional.of(Path.of("/archive")));
        assertThat(events(growth(aYear)).end()).contains("365 days");
    }

    @Test
    void whatWouldLeaveIsSaidBeforeAnythingDoes() throws JournalUnavailable {
        ledger.clock.set(EventsLedger.DECEMBER);
        ledger.look();
        Growth growth = growth(Retention.FOR_EVER);
        assertThat(growth.archives(Optional.empty()))
                .extracting(ArchiveRow::state, ArchiveRow::leavesAt)
                .containsExactly(tuple("closed", Optional.empty()), tuple("open", Optional.empty()));
        ArchiveRow closed = growth.archives(Optional.of(YEAR)).get(0);
        assertThat(closed.leavesAt()).contains(EventsLedger.DECEMBER.plus(YEAR));
        assertThat(closed.bytes()).isPositive();
        assertThat(closed.file()).isEmpty();
    }
}
