package org.muster.allocator.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.commit.FlakyDatabase.Failure;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.commands.MakeCounters;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.IntakeResult;
import org.muster.protocol.control.WorkflowProgress;

/** What happens when PostgreSQL goes away between deciding and answering. */
class LedgerLoopTest {
    private final HikariDataSource pool = Grid.emptyDatabase();
    private final FlakyDatabase database = new FlakyDatabase(pool);
    private LedgerLoop loop = newLoop();

    private LedgerLoop newLoop() {
        return new LedgerLoop(
                new PostgresJournal(database, "test"),
                new LedgerSettings("dev", LedgerSettings.DEFAULT_STALL_LIMIT),
                Clock.systemUTC(),
                Witness.NONE,
                BatchWatch.NONE);
    }

    @BeforeEach
    void start() throws Exception {
        loop.start();
        Grid.until(loop::ready);
        ask(new OpenWorkflow(Orders.order(1, Orders.stage(1))));
    }

    @AfterEach
    void stop() {
        loop.close();
        pool.close();
    }

    private <A> A ask(Command<A> command) throws InterruptedException, ExecutionException, TimeoutException {
        return loop.submit(command).get(30, TimeUnit.SECONDS);
    }

    private long counters() throws Exception {
        WorkflowProgress progress =
                ask(Ask.progress(List.of(new WorkflowId(1)))).get(0);
        return progress.stages().get(0).files(InputFileState.UNALLOCATED);
    }

    private void assertUnavailable(CompletableFuture<?> answer) {
        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void aCommitThatFailedLeavesNothingHalfDone() throws Exception {
        database.failure = Failure.BEFORE_COMMIT;
        assertUnavailable(loop.submit(new MakeCounters(StageRef.of(1, 1), 10)));
        Grid.until(loop::ready);
        assertThat(counters()).isZero();
        ask(new MakeCounters(StageRef.of(1, 1), 10));
        assertThat(counters()).isEqualTo(10);
    }

    @Test
    void aCommitInDoubtIsLookedUpInPostgres() throws Exception {
        database.failure = Failure.AFTER_COMMIT;
        assertUnavailable(loop.submit(new MakeCounters(StageRef.of(1, 1), 10)));
        Grid.until(loop::ready);
        assertThat(counters()).as("it had been committed").isEqualTo(10);
        assertThat(ask(new MakeCounters(StageRef.of(1, 1), 10)))
                .isInstanceOfSatisfying(
                        Answer.Given.class, given -> assertThat(given.value()).isEqualTo(new IntakeResult(0, 10)));
    }

    @Test
    void anOutageIsAnsweredAtOnceAndEnds() throws Exception {
        database.failure = Failure.NO_CONNECTION;
        assertUnavailable(loop.submit(new MakeCounters(StageRef.of(1, 1), 10)));
        assertThat(loop.ready()).isFalse();
        assertUnavailable(loop.submit(Ask.progress()));
        database.failure = Failure.NONE;
        Grid.until(loop::ready);
        assertThat(counters()).isZero();
    }

    @Test
    void aDefectInOneCommandLeavesTheLedgerWhole() throws Exception {
        Command<String> defect = (books, now) -> {
            new MakeCounters(StageRef.of(1, 1), 5).decide(books, now);
            throw new IllegalStateException("a defect, thrown on purpose");
        };
        assertThatThrownBy(() -> ask(defect)).hasCauseInstanceOf(CommandBroke.class);
        Grid.until(loop::ready);
        assertThat(counters()).isZero();
    }

    @Test
    void aTakeoverThatBreaksIsAttemptedAgain() throws Exception {
        String key = text("select jwk from storage_keys");
        long epoch = loop.epoch();
        breakTakeovers();
        assertUnavailable(loop.submit(Ask.progress()));

        rows("update storage_keys set jwk = '" + key + "' returning 0");
        Grid.until(loop::ready);
        ask(new MakeCounters(StageRef.of(1, 1), 10));
        assertThat(counters()).isEqualTo(10);
        assertThat(rows("select epoch from leadership"))
                .as("one leads, with the lease it has")
                .isEqualTo(loop.epoch())
                .isGreaterThanOrEqualTo(epoch);
    }

    @Test
    void whoseTakeoverBreaksDoesNotLeadBesideAnother() throws Exception {
        String key = text("select jwk from storage_keys");
        breakTakeovers();
        anotherLeads();
        rows("update storage_keys set jwk = '" + key + "' returning 0");
        Grid.until(loop::standby);
        assertThat(loop.ready()).isFalse();
        assertThat(loop.epoch()).isZero();
    }

    @Test
    void aRenewalThatBreaksIsFollowedByATakeover() throws Exception {
        database.failure = Failure.DEFECT;
        Grid.until(() -> !loop.ready());
        assertUnavailable(loop.submit(Ask.progress()));
        database.failure = Failure.NONE;
        Grid.until(loop::ready);
        assertThat(counters()).isZero();
        assertThat(rows("select epoch from leadership")).isEqualTo(loop.epoch());
    }

    /** As if it had been paused for so long that another took its place. */
    @Test
    void whoDoesNotLeadAnyMoreWritesNothing() throws Exception {
        long epoch = loop.epoch();
        anotherLeads();
        assertUnavailable(loop.submit(new MakeCounters(StageRef.of(1, 1), 10)));
        Grid.until(loop::standby);
        assertThat(loop.ready()).isFalse();
        assertUnavailable(loop.submit(Ask.progress()));
        assertThat(rows("select count(*) from files")).isZero();

        rows("update leadership set expires_at = 'epoch' returning 0");
        Grid.until(loop::ready);
        assertThat(loop.epoch()).isEqualTo(epoch + 2);
        assertThat(counters()).isZero();
    }

    @Test
    void whoHasNothingToWriteNoticesThatAnotherLeads() throws Exception {
        anotherLeads();
        Grid.until(loop::standby);
        assertThat(loop.epoch()).isZero();
    }

    /** As one would that was stopped in the middle of sending a batch, and for good. */
    @Test
    void aLeaderThatHoldsTheLeaseLongAfterItsEndIsEnded() throws Exception {
        loop.close();
        try (Connection stuck = pool.getConnection();
                Statement statement = stuck.createStatement()) {
            stuck.setAutoCommit(false);
            statement.execute("update leadership set expires_at = clock_timestamp() + interval '1 hour'");
            loop = newLoop();
            loop.start();
            Grid.until(loop::ready);
            assertThatThrownBy(() -> statement.execute("select 1")).hasMessageContaining("terminating connection");
            stuck.abort(Runnable::run);
        }
    }

    private void anotherLeads() throws Exception {
        rows("update leadership set epoch = epoch + 1, leader = 'another',"
                + " expires_at = clock_timestamp() + interval '1 hour' returning epoch");
    }

    /** Until one has been attempted again: each asks for two connections, a renewal before them for one. */
    private void breakTakeovers() throws Exception {
        rows("update storage_keys set jwk = 'junk' returning 0");
        int before = database.connections.get();
        loop.loadAgain();
        Grid.until(() -> database.connections.get() >= before + 6);
        assertThat(loop.ready()).isFalse();
    }

    private String text(String sql) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private long rows(String sql) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void stoppingAnswersWhatWasTaken() throws Exception {
        List<CompletableFuture<?>> answers =
                List.of(loop.submit(new MakeCounters(StageRef.of(1, 1), 3)), loop.submit(Ask.progress()));
        loop.close();
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertUnavailable(loop.submit(Ask.progress()));
        loop = newLoop();
        loop.start();
        Grid.until(loop::ready);
        assertThat(counters()).isEqualTo(3);
    }
}
