package org.muster.allocator.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.journal.RowsRefused;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Taken;
import org.muster.allocator.ledger.books.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's one thread. It drains a bounded queue, decides each command in memory, writes the rows of all of them in one
 * transaction, and only then answers. Those who ask meanwhile make the next batch, so batches grow with the load. If a commit
 * fails, everybody in it is told to ask again, and the memory is rebuilt from PostgreSQL, which alone knows what was
 * committed. If one command breaks, so is the memory, and the others are done again without it.
 */
public final class LedgerLoop implements AutoCloseable {
    /** Commands waiting; more are told to ask again. */
    public static final int MAX_QUEUED = 8192;

    /** Commands of one transaction. */
    public static final int MAX_BATCH = 1024;

    /** A lead is renewed this often, by a batch or without one. */
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private static final Duration IDLE_WAIT = Duration.ofMillis(200);
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLoop.class);

    private final PostgresJournal journal;
    private final Clock clock;
    private final Takeover takeover;
    private final BatchWatch watch;
    private final ArrayBlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Thread thread;
    private volatile boolean ready;
    private volatile boolean stopping;
    private volatile boolean again;
    private volatile Map<Integer, String> setAside = Map.of();

    // Of the ledger's thread alone.
    private @Nullable Ledger ledger;
    private final Redo redo = new Redo();
    private long renewedNanos;

    public LedgerLoop(
            PostgresJournal journal, LedgerSettings settings, Clock clock, Witness witness, BatchWatch watch) {
        this.journal = journal;
        this.clock = clock;
        this.takeover = new Takeover(journal, settings, clock, witness);
        this.watch = watch;
        this.thread = new Thread(this::run, "ledger");
    }

    public void start() {
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

    /** Workflows that could not be read when the ledger was last loaded, and why. */
    public Map<Integer, String> setAside() {
        return setAside;
    }

    /** Builds the memory anew from what PostgreSQL holds now. */
    public void loadAgain() {
        again = true;
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
        }
        return pending.answer();
    }

    private String whyNotReady() {
        if (stopping) {
            return "the allocator is stopping";
        }
        return takeover.standby() ? "another allocator leads" : "the ledger is being loaded";
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
        journal.resign();
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty() || !redo.isEmpty()) {
                Ledger current = ledger;
                if (current == null) {
                    takeOver();
                } else {
                    step(current);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ready = false;
            refuseQueued("the allocator has stopped");
        }
    }

    private void takeOver() throws InterruptedException {
        again = false;
        ledger = takeover.attempt();
        if (ledger != null) {
            setAside = ledger.setAside();
        }
        renewedNanos = System.nanoTime();
        ready = ledger != null;
        if (!ready) {
            refuseQueued(whyNotReady());
            Thread.sleep(stopping ? 0 : takeover.pause().toMillis());
        }
    }

    private void step(Ledger current) throws InterruptedException {
        List<Pending<?>> commands = next();
        if (!commands.isEmpty()) {
            serve(commands, current);
        }
        if (System.nanoTime() - renewedNanos >= RENEWAL.toNanos()) {
            keepLead();
        }
        if (again) {
            forget();
        }
        if (ledger != null && !journal.leads()) {
            LOG.warn("another allocator leads now");
            forget();
        }
    }

    /** Who cannot say why the lease was not renewed answers nobody until it is. */
    private void keepLead() {
        renewedNanos = System.nanoTime();
        try {
            journal.keepLead();
        } catch (RuntimeException e) {
            LOG.error("the lease was not renewed: the ledger is loaded again", e);
            forget();
        }
    }

    private List<Pending<?>> next() throws InterruptedException {
        if (!redo.isEmpty()) {
            return redo.next();
        }
        redo.begin();
        Pending<?> first = queue.poll(IDLE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Pending<?>> commands = new ArrayList<>();
        commands.add(first);
        queue.drainTo(commands, MAX_BATCH - 1);
        return commands;
    }

    private void serve(List<Pending<?>> commands, Ledger current) {
        long begin = System.nanoTime();
        Taken taken;
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            for (Pending<?> pending : commands) {
                pending.decide(current, now);
            }
            taken = current.take();
        } catch (RuntimeException e) {
            isolate(commands, e);
            return;
        }
        commit(commands, taken, System.nanoTime() - begin);
    }

    private void commit(List<Pending<?>> commands, Taken taken, long decideNanos) {
        try {
            long decided = System.nanoTime();
            if (!taken.batch().isEmpty()) {
                taken.committed(journal.write(taken.batch()));
                renewedNanos = decided;
            }
            watch.committed(commands.size(), decideNanos, System.nanoTime() - decided);
            commands.forEach(Pending::give);
        } catch (JournalUnavailable e) {
            LOG.warn("{}, {} requests answered 503: {}", e.getMessage(), commands.size(), Takeover.cause(e));
            abandon(commands);
        } catch (RowsRefused e) {
            isolate(commands, e);
        } catch (RuntimeException e) {
            // A defect, and nobody knows whether the batch is committed.
            LOG.error("a batch of {} commands failed", commands.size(), e);
            abandon(commands);
        }
    }

    /** Nothing is committed. Memory may be half changed, so it goes; the one that broke is not done again. */
    private void isolate(List<Pending<?>> commands, RuntimeException defect) {
        Optional<Pending<?>> culprit = Redo.culprit(commands);
        String kind = culprit.map(Pending::kind).orElse("one of a batch");
        LOG.error("a command broke, {}: the ledger is loaded again for the others", kind, defect);
        culprit.ifPresent(broken -> {
            watch.broke(broken.kind());
            broken.broke();
        });
        abandon(redo.after(commands, culprit));
    }

    private void abandon(List<Pending<?>> commands) {
        forget();
        watch.failed(commands.size());
        commands.forEach(pending -> pending.refuse(whyNotReady()));
    }

    private void forget() {
        ready = false;
        ledger = null;
    }

    private void refuseQueued(String why) {
        List<Pending<?>> waiting = redo.drain();
        queue.drainTo(waiting);
        waiting.forEach(pending -> pending.refuse(why));
    }
}
