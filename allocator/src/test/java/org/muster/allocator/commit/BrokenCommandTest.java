package org.muster.allocator.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.commands.GetFile;
import org.muster.allocator.ledger.commands.MakeCounters;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.allocator.ledger.commands.ReplaceInventory;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Snapshot;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;

/** One command of a batch that breaks, and the others, which have done nothing wrong. */
class BrokenCommandTest {
    private static final LedgerSettings SETTINGS = new LedgerSettings("dev", LedgerSettings.DEFAULT_STALL_LIMIT);

    private final HikariDataSource pool = Grid.emptyDatabase();
    private final PostgresJournal journal = new PostgresJournal(pool, "test");
    private final Seen seen = new Seen();
    private final LedgerLoop loop = new LedgerLoop(journal, SETTINGS, Clock.systemUTC(), Witness.NONE, seen);

    private static final class Seen implements BatchWatch {
        final List<Integer> committed = new CopyOnWriteArrayList<>();
        final List<String> broken = new CopyOnWriteArrayList<>();

        @Override
        public void committed(int commands, long decideNanos, long commitNanos) {
            committed.add(commands);
        }

        @Override
        public void failed(int commands) {}

        @Override
        public void broke(String kind) {
            broken.add(kind);
        }
    }

    /** Has half of its work done when it breaks. */
    private record Poisoned(String job) implements Command<Answer<BindSlot.Bound>> {
        @Override
        public Answer<BindSlot.Bound> decide(Books books, Instant now) {
            bind(job, "node").decide(books, now);
            throw new IllegalStateException("a defect, thrown on purpose");
        }
    }

    private static BindSlot bind(String job, String node) {
        Slot slot = new Slot(Orders.RAL, "RAL_entry", node, "cpu", "os", 4_000_000_000L, 2, 7200);
        SlotOffer offer = new SlotOffer(slot, false, Optional.empty(), Set.of());
        return new BindSlot(
                new JobsubId(job + "@pilots"), "s".repeat(BindSlot.MIN_SECRET) + job, "script-" + job, offer, 1);
    }

    private static List<Command<Answer<BindSlot.Bound>>> good(int first, int last) {
        return Stream.iterate(first, job -> job <= last, job -> job + 1)
                .<Command<Answer<BindSlot.Bound>>>map(job -> bind("good-" + job, "node"))
                .toList();
    }

    @BeforeEach
    void work() throws Exception {
        loop.start();
        Grid.until(loop::ready);
        ask(new ReplaceInventory(Orders.inventory()));
        ask(new OpenWorkflow(Orders.order(1, Orders.stage(1))));
        ask(new MakeCounters(StageRef.of(1, 1), 20));
    }

    @AfterEach
    void stop() {
        loop.close();
        pool.close();
    }

    private <A> A ask(Command<A> command) throws Exception {
        return loop.submit(command).get(30, TimeUnit.SECONDS);
    }

    /** In one batch: the ledger is kept busy until all of them wait. */
    private List<CompletableFuture<Answer<BindSlot.Bound>>> together(List<Command<Answer<BindSlot.Bound>>> commands)
            throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Command<Boolean> busy = (books, now) -> {
            begun.countDown();
            try {
                return waiting.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        CompletableFuture<Boolean> keeping = loop.submit(busy);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<Answer<BindSlot.Bound>>> answers =
                commands.stream().map(loop::submit).toList();
        seen.committed.clear();
        waiting.countDown();
        assertThat(keeping.get(30, TimeUnit.SECONDS)).isTrue();
        return answers;
    }

    private static List<GetFile.Granted> granted(List<CompletableFuture<Answer<BindSlot.Bound>>> answers)
            throws Exception {
        List<GetFile.Granted> files = new ArrayList<>();
        for (CompletableFuture<Answer<BindSlot.Bound>> answer : answers) {
            Answer<BindSlot.Bound> bound = answer.get(30, TimeUnit.SECONDS);
            assertThat(bound).isInstanceOf(Answer.Given.class);
            files.addAll(((Answer.Given<BindSlot.Bound>) bound).value().files());
        }
        return files;
    }

    private static void assertBroke(CompletableFuture<?> answer) {
        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CommandBroke.class);
    }

    private void assertMemoryIsWhatIsCommitted() throws Exception {
        Snapshot memory = ask((books, now) -> books.snapshot());
        assertThat(memory)
                .isEqualTo(new Ledger(journal.load(new Loading(SETTINGS, Witness.NONE), Instant.now())).snapshot());
        assertThat(memory.jobs()).extracting(job -> job.jobsubId().value()).allMatch(job -> job.startsWith("good-"));
    }

    @Test
    void theOthersOfItsBatchAreGrantedAndItAloneIsAnsweredWithAnError() throws Exception {
        List<Command<Answer<BindSlot.Bound>>> batch = new ArrayList<>(good(1, 4));
        batch.add(new Poisoned("bad"));
        batch.addAll(good(5, 10));

        List<CompletableFuture<Answer<BindSlot.Bound>>> answers = new ArrayList<>(together(batch));

        assertBroke(answers.remove(4));
        assertThat(granted(answers))
                .extracting(GetFile.Granted::did)
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(seen.committed).as("the busy one, and the ten").containsExactly(1, 10);
        assertThat(seen.broken).containsExactly("Poisoned");
        assertMemoryIsWhatIsCommitted();
    }

    @Test
    void oneWhoseRowsPostgresRefusesIsFoundByDoingEachAlone() throws Exception {
        List<Command<Answer<BindSlot.Bound>>> batch = new ArrayList<>(good(1, 4));
        batch.add(bind("bad", "no\u0000de"));
        batch.addAll(good(5, 10));

        List<CompletableFuture<Answer<BindSlot.Bound>>> answers = new ArrayList<>(together(batch));

        assertBroke(answers.remove(4));
        assertThat(granted(answers))
                .extracting(GetFile.Granted::did)
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(seen.broken).containsExactly("BindSlot");
        assertMemoryIsWhatIsCommitted();
    }

    @Test
    void oneWhoseRowsCannotBePutIntoAStatementIsFoundByDoingEachAlone() throws Exception {
        Command<Answer<BindSlot.Bound>> tooLate =
                (books, now) -> bind("bad", "node").decide(books, Instant.MAX);
        List<Command<Answer<BindSlot.Bound>>> batch = new ArrayList<>(good(1, 4));
        batch.add(tooLate);
        batch.addAll(good(5, 10));

        List<CompletableFuture<Answer<BindSlot.Bound>>> answers = new ArrayList<>(together(batch));

        assertBroke(answers.remove(4));
        assertThat(granted(answers))
                .extracting(GetFile.Granted::did)
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(seen.broken).hasSize(1);
        assertMemoryIsWhatIsCommitted();
    }

    @Test
    void aBatchThatBreaksOftenIsGivenUpAndTheLedgerGoesOn() throws Exception {
        List<Command<Answer<BindSlot.Bound>>> batch = new ArrayList<>();
        for (int bad = 0; bad <= Redo.MAX_DEFECTS; bad++) {
            batch.add(new Poisoned("bad" + bad));
        }
        batch.addAll(good(1, 1));

        List<CompletableFuture<Answer<BindSlot.Bound>>> answers = together(batch);

        answers.subList(0, Redo.MAX_DEFECTS).forEach(BrokenCommandTest::assertBroke);
        for (CompletableFuture<?> left : answers.subList(Redo.MAX_DEFECTS, answers.size())) {
            assertThatThrownBy(() -> left.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerUnavailable.class);
        }
        Grid.until(loop::ready);
        assertThat(granted(together(good(2, 3)))).hasSize(2);
        assertMemoryIsWhatIsCommitted();
    }
}
