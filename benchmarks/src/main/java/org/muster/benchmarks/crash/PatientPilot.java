package org.muster.benchmarks.crash;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.load.KeepAlive;
import org.muster.benchmarks.load.PilotJob;

/** Runs one job after the other and asks again whenever the allocator is away, as wrapper jobs do. */
final class PatientPilot implements Runnable {
    private static final int GIVE_UP_ONE_IN = 10;
    private static final int FILES_AT_MOST = 3;
    private static final long BETWEEN_ATTEMPTS_MILLIS = 100;
    private static final KeepAlive.Reply UNANSWERED =
            new KeepAlive.Reply(503, "it was over before there was an answer");

    private final IntSupplier port;
    private final ConcurrentLinkedQueue<PilotJob> jobs;
    private final BooleanSupplier over;
    private final Seen seen;
    private final Random random;
    private @Nullable KeepAlive connection;

    PatientPilot(IntSupplier port, ConcurrentLinkedQueue<PilotJob> jobs, BooleanSupplier over, Seen seen, long seed) {
        this.port = port;
        this.jobs = jobs;
        this.over = over;
        this.seen = seen;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            PilotJob job = jobs.poll();
            while (job != null && !over.getAsBoolean()) {
                live(job);
                job = jobs.poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Anything but 200 ends it: a lost reply may have been a grant, which is then given back. */
    private void live(PilotJob job) throws InterruptedException {
        KeepAlive.Reply start = ask(job::getJobscript);
        if (start.status() != 200) {
            return;
        }
        job.started(start.text());
        StringBuilder dids = new StringBuilder();
        int wanted = 1 + random.nextInt(FILES_AT_MOST);
        for (int i = 0; i < wanted; i++) {
            KeepAlive.Reply file = ask(job::getFile);
            if (file.status() == 200) {
                String did = file.text().substring(0, file.text().indexOf(' '));
                seen.granted(did, job.name());
                dids.append(dids.isEmpty() ? "" : ",").append('"').append(did).append('"');
            }
        }
        if (dids.isEmpty() || random.nextInt(GIVE_UP_ONE_IN) == 0) {
            return; // it dies without a word
        }
        String output = "out-" + job.name().replace('@', '-') + ".root";
        KeepAlive.Reply recorded = ask(() -> job.record(dids.toString(), output));
        if (recorded.status() != 200) {
            refused("record_results", job, recorded);
            return;
        }
        KeepAlive.Reply confirmed =
                ask(() -> job.confirm(output, GridShape.storage(0).value()));
        if (confirmed.status() != 200) {
            refused("confirm_results", job, confirmed);
            return;
        }
        for (String did : dids.toString().split(",", -1)) {
            seen.processed(did.substring(1, did.length() - 1), job.name());
        }
    }

    private void refused(String method, PilotJob job, KeepAlive.Reply reply) {
        if (!reply.equals(UNANSWERED)) {
            seen.contradiction(method + " of " + job.name() + " was answered " + reply);
        }
    }

    private KeepAlive.Reply ask(Supplier<PilotJob.Request> request) throws InterruptedException {
        while (!over.getAsBoolean()) {
            try {
                KeepAlive open = connection == null ? new KeepAlive(port.getAsInt()) : connection;
                connection = open;
                PilotJob.Request now = request.get();
                KeepAlive.Reply reply = open.post(now.path(), now.body());
                if (reply.status() != 503) {
                    return reply;
                }
                connection = null; // another may lead
                open.close();
            } catch (IOException e) {
                connection = null;
            }
            seen.interrupted();
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS_MILLIS);
        }
        return UNANSWERED;
    }
}
