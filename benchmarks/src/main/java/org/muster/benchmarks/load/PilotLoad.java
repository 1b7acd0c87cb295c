package org.muster.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.muster.benchmarks.grid.GridShape;

/** Many connections at once, each a pilot after the other, for a given time or number of files. It stops by itself. */
public final class PilotLoad {
    /** Names of {@link LoadTally}'s counts. */
    public static final String FILES = "files";

    public static final String NO_FILE = "no file";
    public static final String JOBS = "jobs";

    private static final int CONNECT_SECONDS = 30;

    private final int port;
    private final int connections;
    private final Duration time;
    private final long mostFiles;

    /** @param mostFiles when so many were asked for {@link #getFiles} and {@link #getFilesAt} end before their time */
    public PilotLoad(int port, int connections, Duration time, long mostFiles) {
        this.port = port;
        this.connections = connections;
        this.time = time;
        this.mostFiles = mostFiles;
    }

    private interface Work {
        /** Until the time is over. */
        void run(KeepAlive connection, LoadTally tally, long end) throws IOException;
    }

    /** Jobs that ask for one file after the other, as fast as they are answered. */
    public LoadTally getFiles(List<PilotJob> jobs) {
        List<List<PilotJob>> shares = shares(jobs);
        AtomicLong asked = new AtomicLong();
        return run(number -> (connection, tally, end) -> {
            List<PilotJob> mine = shares.get(number);
            for (int i = 0; System.nanoTime() < end && asked.getAndIncrement() < mostFiles; i++) {
                ask(connection, mine.get(i % mine.size()), tally, System.nanoTime());
            }
        });
    }

    /** The same at a rate for all connections together; latency counts from when a request was due. */
    public LoadTally getFilesAt(double perSecond, List<PilotJob> jobs) {
        List<List<PilotJob>> shares = shares(jobs);
        AtomicLong asked = new AtomicLong();
        long nanosBetween = (long) (1e9 * connections / perSecond);
        return run(number -> (connection, tally, end) -> {
            List<PilotJob> mine = shares.get(number);
            long due = System.nanoTime() + nanosBetween * number / connections;
            for (int i = 0; due < end && asked.getAndIncrement() < mostFiles; i++) {
                LockSupport.parkNanos(due - System.nanoTime());
                ask(connection, mine.get(i % mine.size()), tally, due);
                due += nanosBetween;
            }
        });
    }

    private static void ask(KeepAlive connection, PilotJob job, LoadTally tally, long begin) throws IOException {
        PilotJob.Request request = job.getFile();
        int status = connection.post(request.path(), request.body()).status();
        tally.took(System.nanoTime() - begin);
        tally.count(status == 200 ? FILES : status == 404 ? NO_FILE : "status " + status);
    }

    /** Whole lives of jobs: jobscript, one file, heartbeat, record, confirm. Ends early when the jobs are used up. */
    public LoadTally lives(ConcurrentLinkedQueue<PilotJob> jobs) {
        return run(number -> (connection, tally, end) -> {
            PilotJob job = jobs.poll();
            while (job != null && System.nanoTime() < end) {
                live(connection, job, tally);
                job = jobs.poll();
            }
        });
    }

    private static void live(KeepAlive connection, PilotJob job, LoadTally tally) throws IOException {
        KeepAlive.Reply start = send(connection, job.getJobscript(), tally);
        if (start.status() != 200) {
            tally.count("get_jobscript " + start.status());
            return;
        }
        job.started(start.text());
        KeepAlive.Reply file = send(connection, job.getFile(), tally);
        if (file.status() != 200) {
            tally.count(file.status() == 404 ? NO_FILE : "get_file " + file.status());
            return;
        }
        tally.count(FILES);
        String did = file.text().substring(0, file.text().indexOf(' '));
        String output = "out-" + job.id().value().replace('@', '-') + ".root";
        expect(send(connection, job.heartbeat(), tally), "send_heartbeat", tally);
        expect(send(connection, job.record('"' + did + '"', output), tally), "record_results", tally);
        expect(send(connection, job.confirm(output, GridShape.storage(0).value()), tally), "confirm_results", tally);
        tally.count(JOBS);
    }

    /** Whole lives of jobs of pilots that bind late: bind, record, confirm. Ends early when the slots are used up. */
    public LoadTally boundLives(LateSlots slots) {
        return run(number -> (connection, tally, end) -> {
            boolean more = true;
            while (more && System.nanoTime() < end) {
                more = boundLife(connection, slots, tally);
            }
        });
    }

    private static boolean boundLife(KeepAlive connection, LateSlots slots, LoadTally tally) throws IOException {
        Optional<LateSlots.Slot> free = slots.next();
        if (free.isEmpty()) {
            return false;
        }
        LateSlots.Slot slot = free.get();
        long begin = System.nanoTime();
        KeepAlive.Reply reply = slot.bind(connection);
        tally.took(System.nanoTime() - begin);
        if (reply.status() != 200) {
            tally.count(reply.status() == 404 ? NO_FILE : "bind " + reply.status());
            return reply.status() != 404;
        }
        LateSlots.Bound job = slot.bound(reply.text());
        tally.count(FILES, job.files());
        expect(send(connection, job.record(), tally), "record_results", tally);
        expect(send(connection, job.confirm(), tally), "confirm_results", tally);
        tally.count(JOBS);
        return true;
    }

    private static void expect(KeepAlive.Reply reply, String method, LoadTally tally) {
        if (reply.status() != 200) {
            tally.count(method + " " + reply);
        }
    }

    private static KeepAlive.Reply send(KeepAlive connection, PilotJob.Request request, LoadTally tally)
            throws IOException {
        long begin = System.nanoTime();
        KeepAlive.Reply reply = connection.post(request.path(), request.body());
        tally.took(System.nanoTime() - begin);
        return reply;
    }

    private List<List<PilotJob>> shares(List<PilotJob> jobs) {
        List<List<PilotJob>> shares = new ArrayList<>();
        for (int number = 0; number < connections; number++) {
            List<PilotJob> share = new ArrayList<>();
            for (int i = number; i < Math.max(jobs.size(), connections); i += connections) {
                share.add(jobs.get(i % jobs.size()));
            }
            shares.add(share);
        }
        return shares;
    }

    private interface Share {
        Work of(int connection);
    }

    /** The time begins when all are connected. */
    private LoadTally run(Share share) {
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        CyclicBarrier allConnected = new CyclicBarrier(connections);
        try {
            List<CompletableFuture<LoadTally>> running = new ArrayList<>();
            for (int number = 0; number < connections; number++) {
                Work work = share.of(number);
                running.add(CompletableFuture.supplyAsync(() -> one(work, allConnected), pool));
            }
            LoadTally all = new LoadTally();
            running.forEach(tally -> all.add(tally.join()));
            return all;
        } finally {
            pool.shutdown();
        }
    }

    private LoadTally one(Work work, CyclicBarrier allConnected) {
        LoadTally tally = new LoadTally();
        try (KeepAlive connection = new KeepAlive(port)) {
            allConnected.await(CONNECT_SECONDS, TimeUnit.SECONDS);
            long begin = System.nanoTime();
            work.run(connection, tally, begin + time.toNanos());
            tally.lasted(System.nanoTime() - begin);
        } catch (IOException e) {
            throw new UncheckedIOException("a connection broke", e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not all connections were made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return tally;
    }
}
