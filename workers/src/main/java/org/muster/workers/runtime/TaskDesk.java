package org.muster.workers.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.muster.processes.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the tasks of one topic from fetching to report: a few run at once, the others wait their turn or for something outside.
 * What is held stays locked. Each topic has a desk of its own, so that neither a crowd nor a system that hangs keeps the tasks of
 * others from being done. Waiting for a moment happens here and not in the engine, whose history would grow by a row with every
 * look, and whose long polls do not see that a lock has run out; what may take hours is a message in the model.
 */
final class TaskDesk {
    /** Tasks of a topic that run at once; most of their time goes by in calls to others. */
    private static final int THREADS = 4;

    private static final long IDLE_SECONDS = 60;

    /**
     * Tasks of a topic held at once. For one more, the one that has waited longest since it was looked at comes again when its
     * lock runs out.
     */
    static final int MAX_HELD = 50;

    private static final Logger LOG = LoggerFactory.getLogger(TaskDesk.class);

    private final TaskHandler handler;
    private final RuntimeSettings settings;
    private final Clock clock;
    private final StuckTasks stuck;
    private final ScheduledExecutorService timer;
    private final ConcurrentMap<String, HeldTask> held = new ConcurrentHashMap<>();
    /** Of these, the ones that nobody looks at now; the one that was looked at first, first. */
    private final Queue<HeldTask> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean crowded = new AtomicBoolean();
    private final AtomicLong leftToEngine = new AtomicLong();
    private final ConcurrentMap<String, ScheduledFuture<?>> extensions = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor hands =
            new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());

    /** @param timer is shared by all desks; it extends locks and ends pauses */
    TaskDesk(
            TaskHandler handler,
            RuntimeSettings settings,
            Clock clock,
            StuckTasks stuck,
            ScheduledExecutorService timer) {
        this.handler = handler;
        this.settings = settings;
        this.clock = clock;
        this.stuck = stuck;
        this.timer = timer;
        hands.allowCoreThreadTimeOut(true);
    }

    Topic topic() {
        return handler.topic();
    }

    /** Takes a task on, unless it is held already because its lock ran out meanwhile. */
    void take(ExternalTask task, ExternalTaskService engine) {
        HeldTask taken = new HeldTask(task, engine, handler, settings, clock, stuck);
        if (held.containsKey(taken.id()) || !room()) {
            return;
        }
        held.put(taken.id(), taken);
        long third = Math.max(1, settings.lock().toMillis() / 3);
        extensions.put(taken.id(), timer.scheduleAtFixedRate(taken::extend, third, third, TimeUnit.MILLISECONDS));
        start(taken);
    }

    /** Tasks that wait for something long keep no others from being done: they take turns. */
    private boolean room() {
        if (held.size() < MAX_HELD) {
            return true;
        }
        if (crowded.compareAndSet(false, true)) {
            LOG.warn("{} has more than {} tasks at once: those that wait take turns", topic(), MAX_HELD);
        }
        leftToEngine.incrementAndGet();
        HeldTask longest = waiting.poll();
        if (longest == null) {
            return false;
        }
        release(longest);
        return true;
    }

    int size() {
        return held.size();
    }

    /** Turns that were given to others, or to nobody. */
    long leftToEngine() {
        return leftToEngine.get();
    }

    boolean crowded() {
        return crowded.get();
    }

    /** Begins nothing any more. */
    void close() {
        hands.shutdown();
    }

    /** After {@link #close}: waits for the tasks that are running, and gives everything else back. */
    void giveBack(Duration patience) throws InterruptedException {
        hands.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        held.values().forEach(HeldTask::giveBack);
    }

    private void start(HeldTask task) {
        try {
            hands.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            release(task);
        }
    }

    private void run(HeldTask task) {
        HeldTask.Next next = HeldTask.Next.OVER;
        try {
            next = task.run();
        } finally {
            if (next == HeldTask.Next.OVER) {
                release(task);
            }
        }
        if (next == HeldTask.Next.AGAIN) {
            wait(task);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody cancels a single look
    private void wait(HeldTask task) {
        waiting.add(task);
        try {
            timer.schedule(
                    () -> {
                        if (waiting.remove(task)) {
                            start(task);
                        }
                    },
                    settings.waitingPause().toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // We are stopping: the task is given back there.
        }
    }

    private void release(HeldTask task) {
        ScheduledFuture<?> extension = extensions.remove(task.id());
        if (extension != null) {
            extension.cancel(false);
        }
        held.remove(task.id());
        if (held.size() <= MAX_HELD / 2 && crowded.compareAndSet(true, false)) {
            LOG.info("All tasks of {} have room again", topic());
        }
    }
}
