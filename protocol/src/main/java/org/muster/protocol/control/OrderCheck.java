package org.muster.protocol.control;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.domain.data.FilePattern;
import org.muster.domain.data.OutputDataset;
import org.muster.domain.data.ScratchAddress;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.workflow.ContainerImage;
import org.muster.domain.workflow.Jobscript;
import org.muster.domain.workflow.StageVariables;
import org.muster.domain.workflow.VariableName;
import org.muster.domain.workflow.WorkflowLimits;

/**
 * Every problem of an order that can be told without knowing the installation. The door of the platform and the allocator both
 * ask here, so that what one accepts the other opens.
 */
public final class OrderCheck {
    private final String scope;
    private final Problems problems;

    private OrderCheck(String scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    public static List<Problem> of(WorkflowOrder order) {
        Problems problems = new Problems();
        if (!Did.isScope(order.scope())) {
            problems.add("scope", "'" + order.scope() + "' is no scope", "letters, digits, '.', '_' and '-'");
        }
        WorkflowLimits.MQL.check(order.mql(), "mql", problems);
        stages(order.stages(), order.scope(), problems);
        return problems.list();
    }

    /** Notes every problem of the stages of a workflow that writes into this scope. */
    public static void stages(List<StageOrder> stages, String scope, Problems problems) {
        WorkflowLimits.STAGES.checkCount(stages.size(), "stages", problems);
        OrderCheck check = new OrderCheck(scope, problems);
        for (int i = 0; i < stages.size(); i++) {
            check.stage("stages[" + i + "].", stages.get(i), i + 1, stages.size());
        }
    }

    /** Notes what is wrong with asking again, were it asked for now. */
    public static void refinding(Refinding refinding, Instant now, Problems problems) {
        WorkflowLimits.REFIND_SECONDS.check(refinding.intervalSeconds(), "refinding.interval_seconds", problems);
        Duration left = refinding.until().isAfter(now.plus(WorkflowLimits.LONGEST_REFINDING))
                ? WorkflowLimits.LONGEST_REFINDING.plusDays(1)
                : Duration.between(now, refinding.until());
        if (left.isNegative() || left.compareTo(WorkflowLimits.LONGEST_REFINDING) > 0) {
            problems.add(
                    "refinding.until",
                    "is not in the next " + WorkflowLimits.LONGEST_REFINDING.toDays() + " days",
                    "a later day, and one that is not so far");
        }
    }

    private void stage(String at, StageOrder stage, int number, int count) {
        require(stage.stage() == number, at + "stage", "is out of order", "number the stages 1, 2, 3, ...");
        Jobscript.problems(stage.jobscript(), at + "jobscript", "").forEach(problems::add);
        stage.jobscriptImage()
                .flatMap(ContainerImage::objection)
                .ifPresent(what -> problems.add(at + "jobscript_image", what, "such as el9:latest"));
        WorkflowLimits.PROCESSORS.check(stage.processors(), at + "processors", problems);
        WorkflowLimits.RSS_BYTES.check(stage.rssBytes(), at + "rss_bytes", problems);
        WorkflowLimits.WALL_SECONDS.check(stage.wallSeconds(), at + "wall_seconds", problems);
        WorkflowLimits.MAX_DISTANCE.check(stage.maxDistance().value(), at + "max_distance", problems);
        WorkflowLimits.PRIORITY.check(stage.priority(), at + "priority", problems);
        WorkflowLimits.FILES_PER_JOB.check(stage.maxFilesPerJob(), at + "max_files_per_job", problems);
        WorkflowLimits.ATTEMPTS.check(stage.maxAttempts(), at + "max_attempts", problems);
        WorkflowLimits.RUNNING_JOBS.check(stage.maxRunningJobs(), at + "max_running_jobs", problems);
        WorkflowLimits.PLACES.checkCount(stage.sites().size(), at + "sites", problems);
        WorkflowLimits.PLACES.checkCount(stage.inputRses().size(), at + "input_rses", problems);
        WorkflowLimits.PLACES.checkCount(stage.outputRses().size(), at + "output_rses", problems);
        stage.gpu().ifPresent(gpu -> {
            WorkflowLimits.GPUS.check(gpu.count(), at + "gpu.count", problems);
            WorkflowLimits.GPU_MEMORY_BYTES.check(gpu.memoryBytes(), at + "gpu.memory_bytes", problems);
        });
        require(
                stage.group().map(StageOrder::isGroup).orElse(true),
                at + "group",
                "is no name of a group",
                "as tokens name it, such as /experiment/production, or nothing");
        environment(at + "environment", stage);
        outputs(at + "outputs", stage, number == count);
    }

    private void environment(String at, StageOrder stage) {
        WorkflowLimits.VARIABLES.checkCount(stage.environment().size(), at, problems);
        StageVariables variables = variables(stage);
        stage.environment().forEach((name, value) -> {
            require(VariableName.isOne(name), at, "'" + name + "' is no name of a variable", VariableName.FORM);
            WorkflowLimits.ENVIRONMENT_VALUE.check(value, at + "." + name, problems);
            known(at + "." + name, value, variables);
        });
    }

    private void known(String at, String text, StageVariables variables) {
        variables
                .unknown(text)
                .forEach(name -> problems.add(
                        at, "$" + name + " is not filled in", "one of " + String.join(", ", variables.known())));
    }

    private void outputs(String at, StageOrder stage, boolean last) {
        List<OutputPattern> outputs = stage.outputs();
        WorkflowLimits.OUTPUTS.checkCount(outputs.size(), at, problems);
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < outputs.size(); i++) {
            OutputPattern output = outputs.get(i);
            String each = at + "[" + i + "].";
            WorkflowLimits.PATTERN_ID.check(output.patternId(), each + "pattern_id", problems);
            require(
                    ids.add(output.patternId()),
                    each + "pattern_id",
                    "is there twice",
                    "number the patterns 1, 2, 3, ...");
            FilePattern.objection(output.filePattern())
                    .ifPresent(what -> problems.add(each + "file_pattern", what, FilePattern.FORM));
            output.rseExpression()
                    .ifPresent(expression ->
                            WorkflowLimits.RSE_EXPRESSION.check(expression, each + "rse_expression", problems));
            output.lifetimeSeconds()
                    .ifPresent(seconds ->
                            WorkflowLimits.LIFETIME_SECONDS.check(seconds, each + "lifetime_seconds", problems));
            destination(each, output, variables(stage), last);
        }
    }

    private void destination(String at, OutputPattern output, StageVariables variables, boolean last) {
        if (output.destination() == OutputPattern.Destination.NEXT_STAGE) {
            require(!last, at + "destination", "is a stage that does not exist", "dataset");
            require(output.name().isEmpty(), at + "name", "is of no use for the next stage", "leave it empty");
            return;
        }
        String asked = output.name().orElse("");
        List<String> unknown = variables.unknown(asked);
        if (!unknown.isEmpty()) {
            known(at + "name", asked, variables);
            return;
        }
        String name = variables.filled(asked);
        try {
            if (output.destination() == OutputPattern.Destination.URL) {
                ScratchAddress.parse(name);
            } else {
                OutputDataset.parse(name, Did.isScope(scope) ? scope : "scope");
            }
        } catch (IllegalArgumentException e) {
            problems.add(at + "name", String.valueOf(e.getMessage()), "a dataset NAME or SCOPE:NAME, or an address");
        }
    }

    private StageVariables variables(StageOrder stage) {
        return StageVariables.longest(Math.max(1, Math.min(stage.stage(), (int) WorkflowLimits.STAGES.most())), scope);
    }

    private void require(boolean holds, String field, String message, String fix) {
        if (!holds) {
            problems.add(field, message, fix);
        }
    }
}
