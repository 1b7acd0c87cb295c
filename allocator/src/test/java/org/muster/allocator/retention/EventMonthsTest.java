package org.muster.allocator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.journal.EventPartition;
import org.muster.allocator.journal.EventPartition.State;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.protocol.control.EventRow;

/** A ledger with some events of November, and what becomes of them in December. */
class EventMonthsTest {
    private final EventsLedger ledger = new EventsLedger(Retention.FOR_EVER);

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void december() {
        ledger.clock.set(EventsLedger.DECEMBER);
    }

    private void cut() throws JournalUnavailable {
        ledger.partitions.cut(ledger.newest());
    }

    private void cutAndProve() throws JournalUnavailable {
        cut();
        ledger.partitions.prove(ledger.newest());
    }

    private void cutAndClose() throws JournalUnavailable {
        cutAndProve();
        ledger.partitions.close(ledger.newest(), ledger.clock.instant());
    }

    @Test
    void aMonthBeginsAPartitionAndPagesShowTheEventsOfAll() {
        ledger.look();
        assertThat(ledger.states()).containsExactly(State.OPEN);
        int november = ledger.ids().size();

        december();
        ledger.look();
        ledger.workflow(2);

        assertThat(ledger.troubles()).isEmpty();
        assertThat(ledger.states()).containsExactly(State.CLOSED, State.OPEN);
        assertThat(ledger.beforeNewest()).isEqualTo(november);
        assertThat(ledger.ids()).hasSize(2 * november).isSorted();
        assertThat(ledger.shown("newest"))
                .extracting(EventRow::eventId)
                .isEqualTo(
                        ledger.ids().stream().sorted(Comparator.reverseOrder()).toList());
        ledger.look();
        assertThat(ledger.states()).as("December goes on").containsExactly(State.CLOSED, State.OPEN);
    }

    @Test
    void aMonthWithoutEventsHasNoPartition() {
        december();
        ledger.look();
        ledger.after(Duration.ofDays(40));
        assertThat(ledger.states()).containsExactly(State.CLOSED, State.OPEN);
    }

    @Test
    void whoStopsAfterDecidingWhereItEndsGoesOnThere() throws JournalUnavailable {
        december();
        cut();
        long decided = ledger.newest().beyondId().orElseThrow();
        ledger.workflow(2);
        ledger.restart();
        ledger.workflow(3);
        ledger.look();
        assertThat(ledger.states()).containsExactly(State.CLOSED, State.OPEN);
        assertThat(ledger.newest().firstId()).isEqualTo(decided);
        assertThat(ledger.beforeNewest()).isEqualTo(ledger.ids().size());
    }

    @Test
    void whoStopsAfterProvingGoesOnThere() throws JournalUnavailable {
        december();
        cutAndProve();
        ledger.restart();
        ledger.look();
        assertThat(ledger.states()).containsExactly(State.CLOSED, State.OPEN);
    }

    @Test
    void whoStopsBeforeTheLedgerKnowsOfTheNewOneWritesToIt() throws JournalUnavailable {
        december();
        cutAndClose();
        ledger.workflow(2);
        long before = ledger.beforeNewest();
        assertThat(before)
                .as("this ledger was told nothing")
                .isEqualTo(ledger.ids().size());
        ledger.restart();
        ledger.workflow(3);
        assertThat(ledger.beforeNewest()).isEqualTo(before);
        assertThat(ledger.ids().size()).isGreaterThan((int) before);
    }

    @Test
    void aLedgerThatWasLoadedBeforeIsToldAtTheNextLook() throws JournalUnavailable {
        december();
        cutAndClose();
        ledger.look();
        long before = ledger.beforeNewest();
        ledger.workflow(2);
        assertThat(ledger.beforeNewest()).isEqualTo(before);
        assertThat(ledger.ids().size()).isGreaterThan((int) before);
    }

    @Test
    void eachStepIsDoneOnceHoweverManyTryIt() throws JournalUnavailable {
        december();
        EventPartition seen = ledger.newest();
        cut();
        long decided = ledger.newest().beyondId().orElseThrow();
        ledger.workflow(2);
        ledger.partitions.cut(seen);
        assertThat(ledger.newest().beyondId()).hasValue(decided);
        EventPartition cutting = ledger.newest();
        ledger.partitions.prove(cutting);
        ledger.partitions.close(cutting, ledger.clock.instant());
        ledger.partitions.close(cutting, ledger.clock.instant());
        assertThat(ledger.states()).containsExactly(State.CLOSED, State.OPEN);
    }

    /** Pilots wait for as long as the step does, and are served. */
    @Test
    void whileSomebodyReadsForLongNothingIsCutAndItIsSaid() throws Exception {
        december();
        try (Connection reading = ledger.pool.getConnection()) {
            reading.setAutoCommit(false);
            reading.createStatement().execute("lock table events in access share mode");
            ledger.look();
            assertThat(ledger.troubles()).anySatisfy(why -> assertThat(why).contains("lock timeout"));
            assertThat(ledger.states()).containsExactly(State.OPEN);
            ledger.workflow(2);
            reading.rollback();
        }
        ledger.look();
        assertThat(ledger.states()).as("not before a pause is over").containsExactly(State.OPEN);
        ledger.lookAgain();
        assertThat(ledger.states()).containsExactly(State.CLOSED, State.OPEN);
        assertThat(ledger.troubles()).isEmpty();
    }
}
