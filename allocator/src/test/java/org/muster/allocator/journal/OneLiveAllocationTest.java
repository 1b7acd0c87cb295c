package org.muster.allocator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.RowKind;

/** PostgreSQL itself refuses a file to a second job, whatever a defective ledger decides. */
class OneLiveAllocationTest {
    private static final long FILE = 7;
    private static final Instant BEGUN = Instant.parse("2026-11-01T00:00:00Z");

    private final HikariDataSource pool = Grid.emptyDatabase();
    private final PostgresJournal journal = new PostgresJournal(pool, "test");

    @BeforeEach
    void lead() throws Exception {
        assertThat(journal.lead()).isTrue();
        begin(live(1));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static AllocationRecord live(int attempt) {
        return new AllocationRecord(
                FILE, attempt, 100 + attempt, 1, "RSE", "SITE", BEGUN, Optional.empty(), AllocationEnd.LIVE);
    }

    private static AllocationRecord ended(int attempt) {
        return new AllocationRecord(
                FILE,
                attempt,
                100 + attempt,
                1,
                "RSE",
                "SITE",
                BEGUN,
                Optional.of(BEGUN.plusSeconds(1)),
                AllocationEnd.EXPIRED);
    }

    private void begin(AllocationRecord... begun) throws JournalUnavailable {
        write(List.of(), List.of(begun));
    }

    private void write(List<AllocationRecord> ended, List<AllocationRecord> begun) throws JournalUnavailable {
        Batch batch = new Batch();
        batch.addAll(RowKind.ENDED_ALLOCATIONS, ended);
        batch.addAll(RowKind.NEW_ALLOCATIONS, begun);
        journal.write(batch);
    }

    private List<String> endings() throws Exception {
        List<String> endings = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select attempt, ending from allocations order by attempt")) {
            while (rows.next()) {
                endings.add(rows.getInt(1) + " " + rows.getString(2));
            }
        }
        return endings;
    }

    @Test
    void anAttemptBesideALiveOneIsRefused() throws Exception {
        assertThatThrownBy(() -> begin(live(2)))
                .isInstanceOf(JournalUnavailable.class)
                .hasStackTraceContaining("attempt 2 at file 7 begins before the one before it has ended");
        assertThatThrownBy(() -> begin(live(1))).hasStackTraceContaining("duplicate key");
        assertThat(endings()).containsExactly("1 live");
    }

    @Test
    void anAttemptThatLeavesOneOutIsRefused() throws Exception {
        write(List.of(ended(1)), List.of());
        assertThatThrownBy(() -> begin(live(3))).isInstanceOf(JournalUnavailable.class);
        assertThat(endings()).containsExactly("1 expired");
    }

    @Test
    void anAttemptAfterTheEndOfTheOneBeforeIsTaken() throws Exception {
        write(List.of(ended(1)), List.of(live(2)));
        assertThat(endings()).containsExactly("1 expired", "2 live");
    }

    @Test
    void attemptsThatFollowEachOtherInOneBatchAreTaken() throws Exception {
        write(List.of(ended(1)), List.of(ended(2), live(3)));
        assertThat(endings()).containsExactly("1 expired", "2 expired", "3 live");
        assertThatThrownBy(() -> write(List.of(ended(3)), List.of(live(4), live(5))))
                .isInstanceOf(JournalUnavailable.class);
        assertThat(endings()).containsExactly("1 expired", "2 expired", "3 live");
    }
}
