package org.muster.benchmarks.whole;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.domain.identity.Role;
import org.muster.domain.input.InputSource;
import org.muster.domain.storage.Distance;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.TaskRow;
import org.muster.protocol.platform.WorkflowSubmission;

/** Workflows of counters that a requester submits and a shifter approves, until all of them run. */
final class Submissions {
    /** Whose slots alone may run them: the batch system of this machine has none, and takes no processors from what is measured. */
    static final String GROUP = Role.REQUESTER.group();

    private static final int CALLERS = 3;
    private static final int NOT_FOUND = 404;
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final long LIFETIME_SECONDS = 86_400;

    private final PlatformClient requester;
    private final PlatformClient shifter;
    private final AllocatorClient control;
    private final Latencies submitted = new Latencies();
    private final Latencies approved = new Latencies();

    Submissions(WholePlatform platform) {
        this.requester = platform.person("rita").platform();
        this.shifter = platform.person("sam").platform();
        this.control = platform.control();
    }

    Latencies submitted() {
        return submitted;
    }

    Latencies approved() {
        return approved;
    }

    /** Returns when all run and all their files are known. */
    void submit(int workflows, int filesEach) {
        List<WorkflowProgress> before = control.progress();
        AtomicInteger next = new AtomicInteger();
        AtOnce.run(CALLERS, caller -> {
            while (next.getAndIncrement() < workflows) {
                submitted.time(() -> requester.submit(submission(filesEach)));
            }
        });
        long files = files(before) + (long) workflows * filesEach;
        int all = before.size() + workflows;
        Patient.await(workflows + " workflows to run", LIMIT, () -> {
            approveAll();
            List<WorkflowProgress> now = control.progress();
            return now.size() == all && files(now) == files;
        });
    }

    private static long files(List<WorkflowProgress> workflows) {
        return workflows.stream()
                .flatMap(workflow -> workflow.stages().stream())
                .mapToLong(stage -> stage.allFiles())
                .sum();
    }

    private void approveAll() {
        for (TaskRow task : shifter.tasks(Map.of("gate", "approve-workflow")).rows()) {
            try {
                approved.time(() -> shifter.complete(
                        task.task(), Map.of("decision", "approve", "comment", "Measured.", "meeting", "None.")));
            } catch (ApiRefused e) {
                if (e.status() != NOT_FOUND) { // listed, and on its way meanwhile
                    throw e;
                }
            }
        }
    }

    private static WorkflowSubmission submission(int files) {
        StageOrder stage = new StageOrder(
                1,
                "#!/bin/sh\n# A jobscript of an ordinary length.\n" + "echo processing\n".repeat(100),
                Optional.empty(),
                1,
                2_000L * 1024 * 1024,
                80_000,
                Distance.ANYWHERE,
                StageOrder.DEFAULT_PRIORITY,
                WholeSize.FILES_OF_LARGE_JOB,
                StageOrder.DEFAULT_MAX_ATTEMPTS,
                StageOrder.DEFAULT_MAX_RUNNING_JOBS,
                List.of(),
                List.of(),
                List.of(),
                List.of(new OutputPattern(
                        1,
                        "*.root",
                        OutputPattern.Destination.DATASET,
                        Optional.of("benchmark-w$JUSTIN_WORKFLOW_ID"),
                        Optional.empty(),
                        Optional.of(LIFETIME_SECONDS))),
                Map.of(),
                Optional.empty(),
                Optional.of(GROUP));
        return new WorkflowSubmission(
                "benchmark", "usertests", new InputSource.Counters(files).toString(), List.of(stage));
    }
}
