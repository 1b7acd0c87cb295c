package org.muster.webapp.workflows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.JobEnding;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.WorkflowOutcome;
import org.muster.webapp.allocation.KnownProgress;
import org.springframework.stereotype.Component;

/** How a workflow ended, from the allocator's numbers when it closes: what was and was not done, and why. */
@Component
class WorkflowEnd {
    /** What a shell says of a command that was killed. */
    private static final int KILLED = 137;
    /** Exit codes that the sentence names. */
    private static final int MAX_NAMED = 5;

    private final KnownProgress known;
    private final AllocatorClient allocator;

    WorkflowEnd(KnownProgress known, AllocatorClient allocator) {
        this.known = known;
        this.allocator = allocator;
    }

    WorkflowOutcome of(WorkflowId workflow) {
        return outcome(known.progress(workflow), endings(workflow));
    }

    /** Without them the outcome still tells of files; a workflow closes while the allocator is away, too. */
    private List<JobEnding> endings(WorkflowId workflow) {
        try {
            return allocator.jobEndings(workflow);
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            return List.of();
        }
    }

    static WorkflowOutcome outcome(Optional<WorkflowProgress> progress, List<JobEnding> endings) {
        List<StageProgress> stages = progress.map(WorkflowProgress::stages).orElse(List.of());
        long files = stages.stream().mapToLong(StageProgress::allFiles).sum();
        long processed = files(stages, InputFileState.PROCESSED);
        long failed = files(stages, InputFileState.FAILED);
        long notFound = files(stages, InputFileState.NOTFOUND);
        long outputs = stages.stream()
                .mapToLong(stage -> stage.outputs().getOrDefault(OutputFileState.OUTPUT, 0L))
                .sum();
        Map<Integer, Long> byCode = new TreeMap<>();
        Map<String, Long> without = new TreeMap<>();
        for (JobEnding ending : endings) {
            switch (ending.state()) {
                // A jobscript that did not fail ended with 0.
                case FINISHED, NONE_PROCESSED, JOBSCRIPT_ERROR ->
                    byCode.merge(ending.code().orElse(0), ending.jobs(), Long::sum);
                case SUBMITTED, STARTED, PROCESSING, OUTPUTTING, NOTUSED -> {
                    // These did nothing, or end without anybody waiting for them.
                }
                default -> without.merge(ending.state().toString(), ending.jobs(), Long::sum);
            }
        }
        List<String> sentences = new ArrayList<>();
        if (progress.isEmpty()) {
            sentences.add("The allocator never knew this workflow.");
        } else if (files == 0) {
            sentences.add("Nothing was done: the input query found no file.");
        } else {
            sentences.add(processed + " of " + files + " files processed" + counted(failed, " failed")
                    + counted(notFound, " not found") + "; " + outputs + " outputs kept.");
        }
        jobs(byCode, without).ifPresent(sentences::add);
        long idle = endings.stream()
                .filter(ending -> ending.state() == JobState.NONE_PROCESSED)
                .mapToLong(JobEnding::jobs)
                .sum();
        if (idle > 0) {
            sentences.add(idle + " jobs ended without an error but marked no file as processed: is"
                    + " justin-processed-dids.txt or justin-processed-pfns.txt written?");
        }
        if (byCode.containsKey(KILLED)) {
            sentences.add("Exit code " + KILLED + " means killed, mostly for more memory than was asked for.");
        }
        return new WorkflowOutcome(
                String.join(" ", sentences), files, processed, failed, notFound, outputs, byCode, without);
    }

    private static long files(List<StageProgress> stages, InputFileState state) {
        return stages.stream().mapToLong(stage -> stage.files(state)).sum();
    }

    private static String counted(long number, String what) {
        return number == 0 ? "" : ", " + number + what;
    }

    private static Optional<String> jobs(Map<Integer, Long> byCode, Map<String, Long> without) {
        List<String> parts = new ArrayList<>();
        byCode.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(MAX_NAMED)
                .forEach(code -> parts.add(code.getValue() + " with exit code " + code.getKey()));
        without.forEach((state, jobs) -> parts.add(jobs + " " + state.replace('_', ' ')));
        return parts.isEmpty() ? Optional.empty() : Optional.of("Jobs: " + String.join(", ", parts) + ".");
    }
}
