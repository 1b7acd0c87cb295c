package org.muster.protocol.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.StageVariables;
import org.muster.domain.workflow.WorkflowLimits;

/**
 * One stage of a {@link WorkflowOrder}.
 *
 * @param jobscript full text of the shell script
 * @param jobscriptImage container image, unless it runs in the wrapper's own environment
 * @param maxDistance a file is matched only at this distance or nearer
 * @param priority 1 to 99, higher first
 * @param maxFilesPerJob files one job may be handed
 * @param maxAttempts allocations of one file before it is failed
 * @param maxRunningJobs jobs of this stage that may be live at once
 * @param sites where it may run; empty for everywhere
 * @param inputRses where its inputs may be read; empty for everywhere
 * @param outputRses where its outputs go first; empty for no preference
 * @param outputs what is kept of what the jobscript writes, numbered from 1
 * @param environment variables of the jobscript
 * @param gpu what its jobs need of GPUs, if they need any
 * @param group whose slots alone may run it, as tokens name groups, unless everybody's may
 */
public record StageOrder(
        int stage,
        String jobscript,
        Optional<String> jobscriptImage,
        int processors,
        long rssBytes,
        int wallSeconds,
        Distance maxDistance,
        int priority,
        int maxFilesPerJob,
        int maxAttempts,
        int maxRunningJobs,
        List<SiteName> sites,
        List<RseName> inputRses,
        List<RseName> outputRses,
        List<OutputPattern> outputs,
        Map<String, String> environment,
        Optional<GpuNeed> gpu,
        Optional<String> group) {
    /** justIN's caps, and its defaults. */
    public static final int DEFAULT_PRIORITY = 50;

    public static final int DEFAULT_MAX_FILES_PER_JOB = 20;
    public static final int DEFAULT_MAX_ATTEMPTS = 6;
    public static final int DEFAULT_MAX_RUNNING_JOBS = 2000;

    /** GPUs of one job at most. */
    public static final int MAX_GPUS = (int) WorkflowLimits.GPUS.most();

    private static final Pattern GROUP = Pattern.compile("/?[A-Za-z0-9][A-Za-z0-9._/=-]{0,149}");

    /** Empty texts are what people send for none, and what was stored for it. */
    public StageOrder {
        jobscriptImage = Absent.ifEmpty(jobscriptImage);
        group = Absent.ifEmpty(group);
        sites = List.copyOf(sites);
        inputRses = List.copyOf(inputRses);
        outputRses = List.copyOf(outputRses);
        outputs = List.copyOf(outputs);
        environment = Map.copyOf(environment);
    }

    /** The same with another container image. */
    public StageOrder withImage(Optional<String> image) {
        return new StageOrder(
                stage,
                jobscript,
                image,
                processors,
                rssBytes,
                wallSeconds,
                maxDistance,
                priority,
                maxFilesPerJob,
                maxAttempts,
                maxRunningJobs,
                sites,
                inputRses,
                outputRses,
                outputs,
                environment,
                gpu,
                group);
    }

    /** What the allocator is told of it: with everything filled in that stands for something. */
    public StageOrder filled(StageVariables variables) {
        Map<String, String> filled = new HashMap<>();
        environment.forEach((name, value) -> filled.put(name, variables.filled(value)));
        return new StageOrder(
                stage,
                jobscript,
                jobscriptImage,
                processors,
                rssBytes,
                wallSeconds,
                maxDistance,
                priority,
                maxFilesPerJob,
                maxAttempts,
                maxRunningJobs,
                sites,
                inputRses,
                outputRses,
                outputs.stream().map(output -> output.filled(variables)).toList(),
                filled,
                gpu,
                group);
    }

    /** Whether a text can be a group's name in a token. */
    public static boolean isGroup(String name) {
        return GROUP.matcher(name).matches();
    }

    /** For the slots of everybody, with or without a GPU. */
    public StageOrder(
            int stage,
            String jobscript,
            Optional<String> jobscriptImage,
            int processors,
            long rssBytes,
            int wallSeconds,
            Distance maxDistance,
            int priority,
            int maxFilesPerJob,
            int maxAttempts,
            int maxRunningJobs,
            List<SiteName> sites,
            List<RseName> inputRses,
            List<RseName> outputRses,
            List<OutputPattern> outputs,
            Map<String, String> environment) {
        this(
                stage,
                jobscript,
                jobscriptImage,
                processors,
                rssBytes,
                wallSeconds,
                maxDistance,
                priority,
                maxFilesPerJob,
                maxAttempts,
                maxRunningJobs,
                sites,
                inputRses,
                outputRses,
                outputs,
                environment,
                Optional.empty(),
                Optional.empty());
    }
}
