package org.muster.benchmarks.load;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.processes.Allocator;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.NewJob;

/** Makes jobs known to the allocator in bulk, as the job factory does, spread over stages and sites. */
public final class JobPool {
    private static final int PER_CALL = 500;

    private final GridShape shape;
    private final String name;
    private final AllocatorClient control;
    private final AtomicInteger made = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();

    /** @param name part of every job id, different for every run on one database */
    public JobPool(GridShape shape, String name, Allocator allocator) {
        this.shape = shape;
        this.name = name;
        this.control = allocator.control();
    }

    public List<PilotJob> register(int count) {
        List<PilotJob> jobs = new ArrayList<>(count);
        while (jobs.size() < count) {
            List<PilotJob> some = new ArrayList<>();
            for (int i = 0; i < Math.min(PER_CALL, count - jobs.size()); i++) {
                int number = made.incrementAndGet();
                some.add(new PilotJob(
                        new JobsubId(number + ".0@" + name),
                        StageRef.of(1 + number % shape.stages(), 1),
                        GridShape.site(number / shape.stages() + number).value(),
                        clock));
            }
            control.register(some.stream()
                    .map(job -> new NewJob(job.id(), job.stage(), PilotJob.SECRET))
                    .toList());
            jobs.addAll(some);
        }
        return jobs;
    }

    /** Jobs that have asked for their jobscript and may ask for files. */
    public List<PilotJob> start(int count, KeepAlive connection) throws IOException {
        List<PilotJob> jobs = register(count);
        for (PilotJob job : jobs) {
            PilotJob.Request request = job.getJobscript();
            KeepAlive.Reply reply = connection.post(request.path(), request.body());
            if (reply.status() != 200) {
                throw new IllegalStateException("get_jobscript was answered " + reply);
            }
            job.started(reply.text());
        }
        return jobs;
    }
}
