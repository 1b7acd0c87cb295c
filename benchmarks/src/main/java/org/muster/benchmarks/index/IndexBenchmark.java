package org.muster.benchmarks.index;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Secrets;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.books.Taken;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.commands.GetFile;
import org.muster.allocator.ledger.questions.RankStages;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.JobTimes;
import org.muster.allocator.ledger.rows.ReplicaSet;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.benchmarks.grid.GridShape;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WorkflowOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The ledger alone: no HTTP, no PostgreSQL. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IndexBenchmark {
    private static final int BLOCK = 1024;
    private static final int PAIRS = 435;
    private static final String SECRET = "secret";
    private static final String LONG_SECRET = "s".repeat(BindSlot.MIN_SECRET);

    /** 2,000 stages of 512 files each: about as many as ten million files in memory have counts. */
    @State(Scope.Benchmark)
    public static class ManyStages {
        Ledger ledger = ledger(2000, 1);
        int asked;

        @Setup(Level.Iteration)
        public void fresh() {
            asked = 0;
        }
    }

    /** The same, new for each iteration: who binds takes something away. */
    @State(Scope.Benchmark)
    public static class StagesToBindTo {
        Ledger ledger = ledger(2000, 1);
        int asked;

        @Setup(Level.Iteration)
        public void fresh() {
            ledger = ledger(2000, 1);
            asked = 0;
        }
    }

    /** One stage of two million files, and a job that may have all of them. */
    @State(Scope.Benchmark)
    public static class ManyFiles {
        Ledger ledger = ledger(1, 2000);

        @Setup(Level.Iteration)
        public void fresh() {
            ledger = ledger(1, 2000);
        }
    }

    /** get-classads without its HTTP. */
    @Benchmark
    public Answer<String> ranksOfTwoThousandStages(ManyStages many) {
        return many.ledger.decide(new RankStages(GridShape.site(many.asked++), "entry"), Instant.EPOCH);
    }

    /** bind without its HTTP: the choice among two thousand stages, the job, its first file, and the rows of the batch. */
    @Benchmark
    public Taken bindToOneOfTwoThousandStages(StagesToBindTo many) {
        int number = many.asked++;
        Slot slot = new Slot(GridShape.site(number), "entry", "host", "cpu", "os", 2_000L * 1024 * 1024, 1, 80_000);
        many.ledger.decide(
                new BindSlot(
                        new JobsubId(number + ".0@slots"),
                        LONG_SECRET,
                        LONG_SECRET,
                        new SlotOffer(slot, true, Optional.empty(), Set.of()),
                        1),
                Instant.EPOCH);
        return many.ledger.take();
    }

    /** The choice of a file, its moves and the rows of its batch. */
    @Benchmark
    public Taken handOut(ManyFiles many) {
        many.ledger.decide(
                new GetFile(new Secrets(new JobsubId("1.0@bench"), SECRET)),
                Clock.systemUTC().instant());
        return many.ledger.take();
    }

    private static Ledger ledger(int stages, int blocksPerStage) {
        GridShape shape = new GridShape(stages, stages * blocksPerStage * BLOCK, Integer.MAX_VALUE);
        Loading loading = new Loading(new LedgerSettings("dev", LedgerSettings.DEFAULT_STALL_LIMIT), Witness.NONE);
        loading.inventory(shape.inventory());
        for (WorkflowOrder order : shape.orders()) {
            loading.workflow(new WorkflowRecord(
                    order,
                    LedgerStatus.OPEN,
                    true,
                    false,
                    Instant.EPOCH,
                    order.stages().stream().map(StageSettings::of).toList()));
        }
        pairs().forEach((number, rses) -> loading.replicaSet(new ReplicaSet(number, rses)));
        for (int block = 0; block < stages * blocksPerStage; block++) {
            loading.block(new Block(block, StageRef.of(1 + block / blocksPerStage, 1)));
            for (int i = 0; i < BLOCK; i++) {
                long id = (long) block * BLOCK + i + 1;
                loading.file(id, InputFileState.UNALLOCATED, 0, "", "", 1 + (int) (id % PAIRS));
            }
        }
        loading.job(job());
        loading.next(2, 1, 1);
        return new Ledger(loading.done(Instant.EPOCH));
    }

    private static Map<Integer, List<String>> pairs() {
        Map<Integer, List<String>> pairs = new TreeMap<>();
        for (int a = 0; a < GridShape.STORAGES; a++) {
            for (int b = a + 1; b < GridShape.STORAGES; b++) {
                pairs.put(
                        pairs.size() + 1,
                        List.of(
                                GridShape.storage(a).value(),
                                GridShape.storage(b).value()));
            }
        }
        return pairs;
    }

    private static JobRecord job() {
        Slot slot = new Slot(GridShape.site(1), "entry", "host", "cpu", "os", 1, 1, 1);
        JobTimes times = JobTimes.submittedAt(Instant.EPOCH).start(Instant.EPOCH);
        return new JobRecord(
                1,
                new JobsubId("1.0@bench"),
                StageRef.of(1, 1),
                JobState.PROCESSING,
                SECRET,
                SECRET,
                Optional.of(slot),
                times,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                false,
                Optional.empty(),
                Optional.empty());
    }
}
