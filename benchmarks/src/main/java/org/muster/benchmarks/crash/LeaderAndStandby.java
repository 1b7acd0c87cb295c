package org.muster.benchmarks.crash;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.muster.benchmarks.processes.Allocator;

/** Two allocators on one database, one of which leads. */
final class LeaderAndStandby implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Allocator.Launch launch;
    private volatile Allocator leader;
    private Allocator standby;

    LeaderAndStandby(Allocator.Launch launch) {
        this.launch = launch;
        this.leader = launch.start().awaitReady();
        this.standby = launch.start().awaitAnswers();
    }

    Allocator leader() {
        return leader;
    }

    /** Returns when the other leads, with how long nobody did. */
    Duration killLeader() throws InterruptedException {
        long begin = System.nanoTime();
        leader.kill();
        Duration gap = awaitLead(standby, begin);
        leader = standby;
        standby = launch.start().awaitAnswers();
        return gap;
    }

    /** The same for a leader that comes back when another leads already. */
    Duration pauseLeader() throws InterruptedException {
        long begin = System.nanoTime();
        Allocator old = leader;
        old.pause();
        try {
            Duration gap = awaitLead(standby, begin);
            leader = standby;
            standby = old;
            return gap;
        } finally {
            old.resume();
        }
    }

    /** After PostgreSQL was away either may lead. */
    Duration awaitAnyLead(long begin) throws InterruptedException {
        while (!leader.ready() && !standby.ready()) {
            poll(begin);
        }
        if (!leader.ready()) {
            Allocator before = leader;
            leader = standby;
            standby = before;
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Duration awaitLead(Allocator next, long begin) throws InterruptedException {
        while (!next.ready()) {
            poll(begin);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void poll(long begin) throws InterruptedException {
        if (System.nanoTime() - begin > LIMIT.toNanos()) {
            throw new IllegalStateException("nobody leads for " + LIMIT);
        }
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }

    @Override
    public void close() {
        standby.close();
        leader.close();
    }
}
