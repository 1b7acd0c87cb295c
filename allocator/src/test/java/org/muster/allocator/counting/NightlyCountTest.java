package org.muster.allocator.counting;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.commit.BatchWatch;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.journal.Summaries;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.commands.ChangeWorkflow;
import org.muster.allocator.ledger.commands.MakeCounters;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.allocator.ledger.rows.FileSum;
import org.muster.allocator.ledger.rows.JobSum;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.testkit.clock.SettableClock;

/** Two workflows in memory and one that has left it, of which one was falsified by hand. */
class NightlyCountTest {
    private static final int FILES = 10;
    private static final int OVER = 3;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final HikariDataSource pool = Grid.emptyDatabase();
    private final LedgerLoop loop = new LedgerLoop(
            new PostgresJournal(pool, "test"),
            new LedgerSettings("dev", LedgerSettings.DEFAULT_STALL_LIMIT),
            clock,
            Witness.NONE,
            BatchWatch.NONE);
    private final NightlyCount nights = new NightlyCount(loop, new Summaries(new Tables(pool)), clock);

    @BeforeEach
    void threeWorkflows() throws Exception {
        loop.start();
        Grid.until(loop::ready);
        for (int workflow = 1; workflow <= OVER; workflow++) {
            ask(new OpenWorkflow(Orders.order(workflow, Orders.stage(1))));
            ask(new MakeCounters(StageRef.of(workflow, 1), FILES));
        }
        ask(new ChangeWorkflow(new WorkflowId(OVER), ChangeWorkflow.Change.FAIL_FILES));
        ask(new ChangeWorkflow(new WorkflowId(OVER), ChangeWorkflow.Change.CLOSE));
    }

    @AfterEach
    void stop() {
        nights.close();
        loop.close();
        pool.close();
    }

    private void ask(Command<?> command) throws Exception {
        assertThat(loop.submit(command).get(30, TimeUnit.SECONDS)).isNotNull();
    }

    private void byHand(String sql) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private NightlyCount.Counted night() {
        clock.advance(Duration.ofDays(1));
        clock.advance(Duration.between(
                clock.instant(), clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(26))));
        nights.look();
        return nights.last();
    }

    @Test
    void nothingIsToldOfSumsThatAreRight() {
        assertThat(night()).isEqualTo(new NightlyCount.Counted(OVER, 0, 0));
    }

    @Test
    void itIsToldWhichFilesBecameOthersBehindTheLedgersBack() throws Exception {
        byHand(
                "update files set state = 'failed' where file_id = (select min(file_id) from files where workflow_id = 2)");
        assertThat(night()).as("one more failed, one fewer waits").isEqualTo(new NightlyCount.Counted(OVER, 2, 0));
        loop.loadAgain();
        Grid.until(() -> !loop.ready());
        Grid.until(loop::ready);
        assertThat(night()).as("memory was read anew").isEqualTo(new NightlyCount.Counted(OVER, 0, 0));
    }

    @Test
    void itIsToldWhichKeptSumIsNotWhatItsRowsSay() throws Exception {
        byHand("update file_sums set files = files - 1 where workflow_id = " + OVER);
        assertThat(night()).isEqualTo(new NightlyCount.Counted(OVER, 1, 0));
    }

    @Test
    void aSumThatCannotBeReadIsToldAndTheOthersAreCounted() throws Exception {
        byHand("update file_sums set state = 'eaten' where workflow_id = " + OVER);
        byHand(
                "update files set state = 'failed' where file_id = (select min(file_id) from files where workflow_id = 1)");
        assertThat(night()).isEqualTo(new NightlyCount.Counted(OVER, 3, 0));
    }

    @Test
    void itIsDoneOnceANight() throws Exception {
        nights.look();
        assertThat(nights.last().workflows()).as("at noon").isZero();
        assertThat(night().workflows()).isEqualTo(OVER);
        byHand("update file_sums set files = files - 1 where workflow_id = " + OVER);
        nights.look();
        assertThat(nights.last().differences()).as("later that night").isZero();
        assertThat(night().differences()).as("the night after").isEqualTo(1);
    }

    @Test
    void whileSomebodyIsAtWorkOnlyWhatGrowsIsCompared() {
        assertThat(NamedSums.between(sums(1, 5), sums(9, 6), sums(2, 7))).isEmpty();
        assertThat(NamedSums.between(sums(1, 5), sums(9, 8), sums(2, 7)))
                .extracting(Difference::toString)
                .containsExactly("number of jobs of w1s1 finished at UK_RAL with code 0: 5 kept, 8 counted");
        assertThat(NamedSums.between(sums(1, 5), sums(9, 5), sums(1, 5)))
                .extracting(Difference::toString)
                .containsExactly("files of w1s1 unallocated: 1 kept, 9 counted");
    }

    private static Sums sums(long waiting, long finished) {
        StageRef stage = StageRef.of(1, 1);
        return new Sums(
                List.of(new FileSum(stage, InputFileState.UNALLOCATED, waiting)),
                List.of(new JobSum(stage, JobState.FINISHED, Optional.of(new SiteName("UK_RAL")), 0, finished, 0)),
                List.of());
    }
}
