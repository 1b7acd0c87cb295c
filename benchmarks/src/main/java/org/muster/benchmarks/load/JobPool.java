package org.muster.benchmarks.load;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.processes.Allocator;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.NewJob;

/** Makes jobs known to the allocator in bulk, as the job factory does, spread over stages and sites. */
public final class JobPool {
    private static final int PER_CALL = 500;

    /** No divisor of the number of sites: the jobs of a stage are spread over all of them. */
    private static final int SITE_STEP = 37;

    private final IntFunction<StageRef> stages;
    private final String name;
    private final AllocatorClient control;
    private final AtomicInteger made = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();

    /**
     * Of all stages in turn.
     *
     * @param name part of every job id, different for every run on one database
     */
    public JobPool(GridShape shape, String name, Allocator allocator) {
        this(number -> StageRef.of(1 + number % shape.stages(), 1), name, allocator);
    }

    /** Of one stage. */
    public JobPool(StageRef stage, String name, Allocator allocator) {
        this(number -> stage, name, allocator);
    }

    private JobPool(IntFunction<StageRef> stages, String name, Allocator allocator) {
        this.stages = stages;
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
                        stages.apply(number),
                        GridShape.site(number * SITE_STEP).value(),
                        clock));
            }
            control.register(some.stream()
                    .map(job -> new NewJob(job.id(), job.stage(), job.secret()))
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
