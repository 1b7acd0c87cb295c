package org.muster.allocator.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.ledger.Batch;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Snapshot;
import org.muster.allocator.ledger.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's one thread. It drains a bounded queue, decides each command in memory, commits the rows of all of them in one
 * transaction and only then answers. If the commit fails, everybody in the batch is told to ask again and the memory is
 * rebuilt from PostgreSQL, which alone knows what was committed.
 */
public final class LedgerLoop implements AutoCloseable {
    /** Commands waiting; more are told to ask again. */
    public static final int MAX_QUEUED = 8192;

    /** Commands of one transaction. */
    public static final int MAX_BATCH = 1024;

    private static final Duration IDLE_WAIT = Duration.ofMillis(200);
    private static final Duration FIRST_RELOAD_PAUSE = Duration.ofMillis(200);
    private static final Duration MAX_RELOAD_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(LedgerLoop.class);

    private final PostgresJournal journal;
    private final Ledger.Settings settings;
    private final Clock clock;
    private final Witness witness;
    private final BatchWatch watch;
    private final ArrayBlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Thread thread;
    private volatile boolean ready;
    private volatile boolean stopping;
    private @Nullable Ledger ledger;
    private Duration reloadPause = FIRST_RELOAD_PAUSE;

    public LedgerLoop(
            PostgresJournal journal, Ledger.Settings settings, Clock clock, Witness witness, BatchWatch watch) {
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.witness = witness;
        this.watch = watch;
        this.thread = new Thread(this::run, "ledger");
    }

    private record Pending<A>(Command<A> command, CompletableFuture<A> answer) {
        Runnable decide(Ledger ledger, Instant now) {
            A decided = ledger.decide(command, now);
            return () -> answer.complete(decided);
        }

        void refuse(String why) {
            answer.completeExceptionally(new LedgerUnavailable(why));
        }
    }

    public void start() {
        thread.start();
    }

    /** Whether commands are being taken. */
    public boolean ready() {
        return ready && !stopping;
    }

    public int queued() {
        return queue.size();
    }

    /** The answer comes after the commit, on the ledger's thread; {@link LedgerUnavailable} if it cannot be given. */
    public <A> CompletableFuture<A> submit(Command<A> command) {
        Pending<A> pending = new Pending<>(command, new CompletableFuture<>());
        if (!ready()) {
            pending.refuse(stopping ? "the allocator is stopping" : "the ledger is being loaded");
        } else if (!queue.offer(pending)) {
            pending.refuse("too many requests are waiting");
        } else if (!thread.isAlive()) {
            pending.refuse("the allocator has stopped");
        }
        return pending.answer();
    }

    /** Takes no more commands, commits and answers those it has, and ends. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(STOP_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ready = false;
            refuseQueued("the allocator has stopped");
        }
    }

    private void step() throws InterruptedException {
        Ledger current = ledger == null ? load() : ledger;
        if (current == null) {
            refuseQueued("the ledger is being loaded");
            pauseBeforeReload();
            return;
        }
        Pending<?> first = queue.poll(IDLE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            List<Pending<?>> batch = new ArrayList<>();
            batch.add(first);
            queue.drainTo(batch, MAX_BATCH - 1);
            process(batch, current);
        }
    }

    private void process(List<Pending<?>> pendings, Ledger current) {
        long begin = System.nanoTime();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Runnable> answers = new ArrayList<>(pendings.size());
        try {
            for (Pending<?> pending : pendings) {
                answers.add(pending.decide(current, now));
            }
            Batch batch = current.takeBatch();
            long decided = System.nanoTime();
            journal.write(batch);
            watch.committed(pendings.size(), decided - begin, System.nanoTime() - decided);
        } catch (JournalUnavailable e) {
            log.warn("PostgreSQL went away, {} requests answered 503: {}", pendings.size(), cause(e));
            abandon(pendings);
            return;
        } catch (RuntimeException e) {
            // A defect. Memory may be half changed, so it goes; what is committed is whole.
            log.error("a batch of {} commands failed: {}", pendings.size(), pendings, e);
            abandon(pendings);
            return;
        }
        answers.forEach(Runnable::run);
    }

    private void abandon(List<Pending<?>> batch) {
        ready = false;
        ledger = null;
        watch.failed(batch.size());
        batch.forEach(pending -> pending.refuse("the ledger is being loaded"));
    }

    private @Nullable Ledger load() {
        long begin = System.nanoTime();
        try {
            Snapshot snapshot = journal.load();
            Ledger loaded = new Ledger(snapshot, settings, witness);
            ledger = loaded;
            ready = true;
            reloadPause = FIRST_RELOAD_PAUSE;
            log.info(
                    "the ledger is loaded: {} workflows, {} files, {} jobs in {} ms",
                    snapshot.workflows().size(),
                    snapshot.files().size(),
                    snapshot.jobs().size(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            return loaded;
        } catch (JournalUnavailable e) {
            if (reloadPause.equals(FIRST_RELOAD_PAUSE)) {
                log.warn("{}: {}", e.getMessage(), cause(e));
            }
            return null;
        }
    }

    private void pauseBeforeReload() throws InterruptedException {
        Thread.sleep(stopping ? 0 : reloadPause.toMillis());
        reloadPause = reloadPause.multipliedBy(2);
        if (reloadPause.compareTo(MAX_RELOAD_PAUSE) > 0) {
            reloadPause = MAX_RELOAD_PAUSE;
        }
    }

    private void refuseQueued(String why) {
        List<Pending<?>> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(pending -> pending.refuse(why));
    }

    private static String cause(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
