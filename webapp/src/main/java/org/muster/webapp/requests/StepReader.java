package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.storage.Distance;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.StageOrder;
import org.muster.webapp.requests.ProductionRequest.Output;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.requests.ProductionRequest.Storage;

/** Reads the steps of the workflow. */
final class StepReader {
    /** justIN's default for reading over the network. */
    private static final Distance DEFAULT_DISTANCE = new Distance(30);

    private static final int MOST_EVENTS_PER_JOB = 100_000_000;
    private static final int MOST_PROCESSORS = 64;
    private static final int MOST_RSS_MIB = 1_000_000;
    private static final int LEAST_WALL_SECONDS = 60;
    private static final int MOST_WALL_SECONDS = 4 * 86_400;
    private static final int MOST_GPU_MEMORY_MIB = 1_000_000;
    private static final int MOST_FILES_PER_JOB = 1_000;
    private static final int MOST_LIFETIME_DAYS = 3_650;
    private static final long MOST_FILE_BYTES = 1_000_000_000_000L;

    private static final long BYTES_PER_MIB = 1024L * 1024;

    private final Jobscripts jobscripts;
    private final Set<String> names = new HashSet<>();

    StepReader(Jobscripts jobscripts) {
        this.jobscripts = jobscripts;
    }

    List<Step> read(Section top) {
        List<Section> sections = top.sections("workflow");
        List<Step> steps = new ArrayList<>();
        for (Section section : sections) {
            steps.add(step(section, steps.size() + 1, sections.size()));
        }
        return steps;
    }

    private Step step(Section section, int number, int count) {
        String name = section.text("step");
        Names.word(section, "step", name);
        if (!name.isEmpty() && !names.add(name)) {
            section.problem("step", "is the name of another step too", "give each step its own name");
        }
        String jobscript = section.text("jobscript");
        jobscripts.check(section, jobscript);
        String configuration = section.text("configuration");
        int eventsPerJob = 0;
        if (number == 1) {
            eventsPerJob = section.small("events_per_job", 1, MOST_EVENTS_PER_JOB);
        } else if (section.has("events_per_job")) {
            section.problem("events_per_job", "is for the first step only", "leave it out");
        }
        int processors = section.small("processors", 1, MOST_PROCESSORS);
        int rss = section.small("rss_mib", 1, MOST_RSS_MIB);
        int wall = section.small("wall_seconds", LEAST_WALL_SECONDS, MOST_WALL_SECONDS);
        Optional<GpuNeed> gpu = gpu(section);
        String group = section.text("group", "");
        Names.group(section, "group", group);
        Distance distance = new Distance(section.small("max_distance", 0, 100, DEFAULT_DISTANCE.value()));
        int filesPerJob = section.small(
                "files_per_job", 1, MOST_FILES_PER_JOB, number == 1 ? 1 : StageOrder.DEFAULT_MAX_FILES_PER_JOB);
        Map<String, String> environment = section.map("environment");
        environment.keySet().forEach(key -> Names.variable(section, "environment", key));
        List<Output> outputs = outputs(section, number == count);
        section.noMore();
        return new Step(
                name,
                jobscript,
                configuration,
                eventsPerJob,
                processors,
                rss,
                wall,
                gpu,
                group,
                distance,
                filesPerJob,
                environment,
                outputs);
    }

    private static Optional<GpuNeed> gpu(Section step) {
        if (!step.has("gpu")) {
            return Optional.empty();
        }
        Section section = step.section("gpu");
        int count = section.small("count", 1, StageOrder.MAX_GPUS);
        long memory = section.small("memory_mib", 1, MOST_GPU_MEMORY_MIB, 0) * BYTES_PER_MIB;
        String capability = section.text("compute_capability", GpuNeed.ANY_CAPABILITY);
        section.noMore();
        if (!GpuNeed.isCapability(capability)) {
            section.problem(
                    "compute_capability", "cannot be \"" + capability + "\"", "write major.minor, such as \"7.5\"");
            return Optional.empty();
        }
        return Optional.of(new GpuNeed(count, memory, capability));
    }

    private static List<Output> outputs(Section step, boolean last) {
        List<Output> outputs = new ArrayList<>();
        for (Section section : step.sections("outputs")) {
            outputs.add(output(section, last));
        }
        if (!outputs.isEmpty()
                && !last
                && outputs.stream().allMatch(output -> output.dataset().isPresent())) {
            step.problem("outputs", "give the next step nothing to do", "add \"next_stage: true\" to one of them");
        }
        return outputs;
    }

    private static Output output(Section section, boolean last) {
        String pattern = section.text("pattern");
        Names.files(section, "pattern", pattern);
        boolean next = section.says("next_stage");
        Optional<String> dataset = Optional.empty();
        if (section.has("dataset")) {
            String name = section.text("dataset");
            Names.dataset(section, "dataset", name);
            dataset = Optional.of(name);
        }
        if (next == dataset.isPresent()) {
            section.problem(
                    next ? "dataset" : "pattern",
                    next ? "and next_stage exclude each other" : "goes nowhere",
                    "write either \"dataset: name\" or \"next_stage: true\"");
        }
        if (next && last) {
            section.problem("next_stage", "is not possible in the last step", "write \"dataset: name\" instead");
        }
        int lifetime = section.small("lifetime_days", 1, MOST_LIFETIME_DAYS, 0);
        String expression = section.text("rse_expression", "");
        long size = section.number("file_size_bytes", 1, MOST_FILE_BYTES);
        Storage storage = section.says("tape") ? Storage.DISK_AND_TAPE : Storage.DISK;
        section.noMore();
        return new Output(pattern, dataset, lifetime, expression, size, storage);
    }
}
