package org.muster.benchmarks.registration;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.muster.benchmarks.load.KeepAlive;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.processes.Allocator;
import org.muster.domain.job.JobsubId;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/** Monte Carlo workflows and jobs that confirm outputs of theirs, a hundred each. */
final class Producer {
    static final String SCOPE = "usertests";

    private static final int OUTPUTS_OF_A_JOB = 100;
    private static final String QUOTA = "muster";
    /** Of the sandbox, with a storage of its own each. */
    static final List<String> SITES = List.of("UK_North", "UK_South");

    private static final List<String> STORAGES = List.of("UK_NORTH_DISK", "UK_SOUTH_DISK");

    private final Allocator allocator;
    private final AllocatorClient control;
    private final Clock clock = Clock.systemUTC();
    private int lastWorkflow;

    Producer(Allocator allocator) {
        this.allocator = allocator;
        this.control = allocator.control();
    }

    void produce(OutputLoad load) throws IOException {
        for (int i = 0; i < load.workflows(); i++) {
            workflow(++lastWorkflow, load.outputsEach());
        }
    }

    private void workflow(int number, int outputs) throws IOException {
        int jobs = (outputs + OUTPUTS_OF_A_JOB - 1) / OUTPUTS_OF_A_JOB;
        StageRef stage = StageRef.of(number, 1);
        control.open(order(number));
        control.counters(stage, jobs);
        control.inputsFound(stage.workflow());
        List<PilotJob> pilots = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            pilots.add(new PilotJob(
                    new JobsubId(number + "." + i + "@benchmark"), stage, SITES.get(i % SITES.size()), clock));
        }
        control.register(pilots.stream()
                .map(job -> new NewJob(job.id(), stage, job.secret()))
                .toList());
        try (KeepAlive connection = new KeepAlive(allocator.port())) {
            for (int i = 0; i < jobs; i++) {
                int from = i * OUTPUTS_OF_A_JOB;
                List<String> names = IntStream.range(from, Math.min(outputs, from + OUTPUTS_OF_A_JOB))
                        .mapToObj(output -> String.format(Locale.ROOT, "benchmark-w%d-%06d.root", number, output))
                        .toList();
                live(pilots.get(i), names, STORAGES.get(i % STORAGES.size()), connection);
            }
        }
    }

    private static void live(PilotJob job, List<String> outputs, String storage, KeepAlive connection)
            throws IOException {
        job.started(send(job.getJobscript(), connection));
        String file = send(job.getFile(), connection);
        String did = '"' + file.substring(0, file.indexOf(' ')) + '"';
        send(job.record(did, outputs), connection);
        send(job.confirm(outputs, storage), connection);
    }

    private static String send(PilotJob.Request request, KeepAlive connection) throws IOException {
        KeepAlive.Reply reply = connection.post(request.path(), request.body());
        if (reply.status() != 200) {
            throw new IllegalStateException(request.path() + " was answered " + reply);
        }
        return reply.text();
    }

    private static WorkflowOrder order(int number) {
        OutputPattern outputs = new OutputPattern(
                1,
                "*.root",
                OutputPattern.Destination.DATASET,
                Optional.of("benchmark-w" + number),
                Optional.empty(),
                Optional.of(86_400L));
        StageOrder stage = new StageOrder(
                1,
                "#!/bin/sh\n",
                Optional.empty(),
                1,
                2_000L * 1024 * 1024,
                80_000,
                Distance.ANYWHERE,
                StageOrder.DEFAULT_PRIORITY,
                1,
                1,
                StageOrder.DEFAULT_MAX_RUNNING_JOBS,
                List.of(),
                List.of(),
                List.of(),
                List.of(outputs),
                Map.of());
        return new WorkflowOrder(
                new WorkflowId(number),
                Optional.empty(),
                "bench@example.org",
                SCOPE,
                QUOTA,
                "monte-carlo 1",
                List.of(stage));
    }
}
