package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.storage.Distance;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.StageOrder;
import org.muster.webapp.requests.ProductionRequest.Output;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.requests.ProductionRequest.Storage;

/** Reads the steps of the workflow. */
final class StepReader {
    /** justIN's default for reading over the network. */
    private static final Distance DEFAULT_DISTANCE = new Distance(30);

    private static final long BYTES_PER_MIB = 1024L * 1024;

    static final String EVENTS_PER_JOB = "events_per_job";

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
        if (!WorkflowLimits.STAGES.holds(steps.size())) {
            top.problem("workflow", "has " + steps.size() + " steps", WorkflowLimits.STAGES + " steps");
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
        Optional<Integer> eventsPerJob = Optional.empty();
        if (number > 1 && section.has(EVENTS_PER_JOB)) {
            section.problem(EVENTS_PER_JOB, "is for the first step only", "leave it out");
        } else if (section.has(EVENTS_PER_JOB)) {
            eventsPerJob = Optional.of(section.small(EVENTS_PER_JOB, RequestLimits.EVENTS_PER_JOB));
        }
        int processors = section.small("processors", WorkflowLimits.PROCESSORS);
        int rss = section.small("rss_mib", WorkflowLimits.RSS_MIB);
        int wall = section.small("wall_seconds", WorkflowLimits.WALL_SECONDS);
        Optional<GpuNeed> gpu = gpu(section);
        Optional<String> group = section.maybeText("group");
        group.ifPresent(text -> Names.group(section, "group", text));
        Distance distance =
                new Distance(section.small("max_distance", WorkflowLimits.MAX_DISTANCE, DEFAULT_DISTANCE.value()));
        int filesPerJob = section.small(
                "files_per_job", WorkflowLimits.FILES_PER_JOB, number == 1 ? 1 : StageOrder.DEFAULT_MAX_FILES_PER_JOB);
        Map<String, String> environment = Names.environment(section);
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
        int count = section.small("count", WorkflowLimits.GPUS);
        long memory = section.small("memory_mib", WorkflowLimits.GPU_MEMORY_MIB, 0) * BYTES_PER_MIB;
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
        if (!WorkflowLimits.OUTPUTS.holds(outputs.size())) {
            step.problem("outputs", "are " + outputs.size(), WorkflowLimits.OUTPUTS + " outputs");
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
        Optional<Integer> lifetime =
                Absent.ifZero(Optional.of(section.small("lifetime_days", WorkflowLimits.LIFETIME_DAYS, 0)));
        Optional<String> expression = section.maybeText("rse_expression");
        expression
                .flatMap(WorkflowLimits.RSE_EXPRESSION::objection)
                .ifPresent(what -> section.problem("rse_expression", what, "write " + WorkflowLimits.RSE_EXPRESSION));
        long size = section.number("file_size_bytes", RequestLimits.FILE_BYTES);
        Storage storage = section.says("tape") ? Storage.DISK_AND_TAPE : Storage.DISK;
        section.noMore();
        return new Output(pattern, dataset, lifetime, expression, size, storage);
    }
}
