package org.muster.allocator.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's one thread. It drains a bounded queue and decides each command in memory; a committer writes the rows of all
 * that were decided meanwhile in one transaction, and only then are they answered. While one batch is being committed the
 * next is decided on top of it. If a commit fails, everybody in it and in the batch on top of it is told to ask again, and
 * the memory is rebuilt from PostgreSQL, which alone knows what was committed.
 */
public final class LedgerLoop implements AutoCloseable {
    /** Commands waiting; more are told to ask again. */
    public static final int MAX_QUEUED = 8192;

    /** Commands of one transaction. */
    public static final int MAX_BATCH = 1024;

    private static final Duration IDLE_WAIT = Duration.ofMillis(200);
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(LedgerLoop.class);

    private final PostgresJournal journal;
    private final Clock clock;
    private final Takeover takeover;
    private final BatchWatch watch;
    private final ArrayBlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Thread thread;
    private final Committer committer;
    private volatile boolean ready;
    private volatile boolean stopping;
    private volatile boolean idle;

    // Of the ledger's thread alone.
    private @Nullable Ledger ledger;
    private List<Pending<?>> decided = new ArrayList<>();
    private long decideNanos;
    private @Nullable DecidedBatch writing;

    public LedgerLoop(
            PostgresJournal journal, Ledger.Settings settings, Clock clock, Witness witness, BatchWatch watch) {
        this.journal = journal;
        this.clock = clock;
        this.takeover = new Takeover(journal, settings, clock, witness);
        this.watch = watch;
        this.thread = new Thread(this::run, "ledger");
        this.committer = new Committer(journal, this::wake);
    }

    public void start() {
        committer.start();
        thread.start();
    }

    /** Whether commands are being taken. */
    public boolean ready() {
        return ready && !stopping;
    }

    /** Whether it waits for another allocator to stop leading. */
    public boolean standby() {
        return takeover.standby();
    }

    /** The number of its lead; 0 if it does not lead. */
    public long epoch() {
        return journal.epoch();
    }

    public int queued() {
        return queue.size();
    }

    /** The answer comes after the commit, on the ledger's thread; {@link LedgerUnavailable} if it cannot be given. */
    public <A> CompletableFuture<A> submit(Command<A> command) {
        Pending<A> pending = new Pending<>(command);
        if (!ready()) {
            pending.refuse(whyNotReady());
        } else if (!queue.offer(pending)) {
            pending.refuse("too many requests are waiting");
        } else if (!thread.isAlive()) {
            pending.refuse("the allocator has stopped");
        } else {
            wake();
        }
        return pending.answer();
    }

    private String whyNotReady() {
        if (stopping) {
            return "the allocator is stopping";
        }
        return takeover.standby() ? "another allocator leads" : "the ledger is being loaded";
    }

    private void wake() {
        if (idle) {
            LockSupport.unpark(thread);
        }
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
        committer.stop();
        journal.resign();
    }

    private void run() {
        try {
            while (!stopping || writing != null || !decided.isEmpty() || !queue.isEmpty()) {
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
        boolean worked = settle();
        if (ledger != null && writing == null && !journal.leads()) {
            log.warn("another allocator leads now");
            abandonDecided();
        }
        if (ledger != null) {
            worked |= decide(ledger);
            worked |= handOver(ledger);
        } else if (writing == null) {
            worked = true;
            ledger = takeover.attempt();
            ready = ledger != null;
            if (!ready) {
                refuseQueued(whyNotReady());
                Thread.sleep(stopping ? 0 : takeover.pause().toMillis());
            }
        }
        if (!worked) {
            pause();
        }
    }

    private void pause() {
        idle = true;
        DecidedBatch batch = writing;
        boolean nothing = (queue.isEmpty() || ledger == null || decided.size() >= MAX_BATCH)
                && (batch == null || batch.outcome() == null);
        if (nothing) {
            LockSupport.parkNanos(this, IDLE_WAIT.toNanos());
        }
        idle = false;
    }

    /** Answers a batch whose commit is over. */
    private boolean settle() {
        DecidedBatch batch = writing;
        Committer.Outcome outcome = batch == null ? null : batch.outcome();
        if (batch == null || outcome == null) {
            return false;
        }
        writing = null;
        if (outcome.texts().isEmpty()) {
            failed(batch, outcome.problem());
            return true;
        }
        batch.taken().committed(outcome.texts().get());
        watch.committed(batch.commands().size(), batch.decideNanos(), outcome.nanos());
        if (ledger != null) {
            handOver(ledger); // before answering, so that PostgreSQL is not kept waiting
        }
        batch.commands().forEach(Pending::give);
        return true;
    }

    private void failed(DecidedBatch batch, @Nullable Throwable problem) {
        int commands = batch.commands().size() + decided.size();
        if (!journal.leads()) {
            log.warn("another allocator leads now, {} requests answered 503", commands);
        } else if (problem instanceof JournalUnavailable away) {
            log.warn("PostgreSQL went away, {} requests answered 503: {}", commands, Takeover.cause(away));
        } else {
            log.error(
                    "a batch could not be written, {} requests answered 503: {}", commands, batch.commands(), problem);
        }
        abandon(batch.commands());
        abandonDecided();
    }

    private boolean decide(Ledger current) {
        if (queue.isEmpty() || decided.size() >= MAX_BATCH) {
            return false;
        }
        long begin = System.nanoTime();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Pending<?>> fresh = new ArrayList<>();
        queue.drainTo(fresh, MAX_BATCH - decided.size());
        decided.addAll(fresh);
        try {
            for (Pending<?> pending : fresh) {
                pending.decide(current, now);
            }
        } catch (RuntimeException e) {
            // A defect. Memory may be half changed, so it goes; what is committed is whole.
            log.error("a batch of {} commands failed: {}", decided.size(), decided, e);
            abandonDecided();
        }
        decideNanos += System.nanoTime() - begin;
        return true;
    }

    /** Gives what is decided to the committer if it has nothing to do. */
    private boolean handOver(Ledger current) {
        if (writing != null || decided.isEmpty()) {
            return false;
        }
        long begin = System.nanoTime();
        DecidedBatch batch = new DecidedBatch(current.take(), decided, decideNanos + System.nanoTime() - begin);
        decided = new ArrayList<>();
        decideNanos = 0;
        if (batch.rows().isEmpty()) {
            batch.commands().forEach(Pending::give);
            watch.committed(batch.commands().size(), batch.decideNanos(), 0);
        } else {
            writing = batch;
            committer.write(batch);
        }
        return true;
    }

    private void abandonDecided() {
        abandon(decided);
        decided = new ArrayList<>();
        decideNanos = 0;
    }

    private void abandon(List<Pending<?>> commands) {
        ready = false;
        ledger = null;
        watch.failed(commands.size());
        commands.forEach(pending -> pending.refuse(whyNotReady()));
    }

    private void refuseQueued(String why) {
        List<Pending<?>> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(pending -> pending.refuse(why));
    }
}
