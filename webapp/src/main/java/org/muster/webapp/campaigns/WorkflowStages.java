package org.muster.webapp.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.control.StageOrder;
import org.muster.webapp.plans.PlanRow;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Output;
import org.muster.webapp.requests.ProductionRequest.Step;

/** The stages of one workflow of a plan, as the allocator is told them. */
record WorkflowStages(ProductionRequest request, Map<String, String> jobscripts, int maxRunningJobs) {
    private static final long MIB = 1024L * 1024;
    private static final long SECONDS_PER_DAY = 86_400;

    /** Nobody needs the outputs of a test for longer. */
    private static final long TEST_LIFETIME_SECONDS = 7 * SECONDS_PER_DAY;

    List<StageOrder> of(PlanRow row) {
        List<StageOrder> stages = new ArrayList<>();
        for (Step step : request.workflow()) {
            stages.add(stage(step, stages.size() + 1, row));
        }
        return stages;
    }

    private StageOrder stage(Step step, int number, PlanRow row) {
        return new StageOrder(
                number,
                jobscripts.getOrDefault(step.jobscript(), ""),
                Optional.empty(),
                step.processors(),
                step.rssMib() * MIB,
                step.wallSeconds(),
                step.maxDistance(),
                StageOrder.DEFAULT_PRIORITY,
                step.filesPerJob(),
                StageOrder.DEFAULT_MAX_ATTEMPTS,
                maxRunningJobs,
                List.of(),
                List.of(),
                List.of(),
                outputs(step, row.purpose()),
                environment(step, row),
                step.gpu(),
                step.group());
    }

    /** Patterns for datasets first, then those for the next stage. */
    private List<OutputPattern> outputs(Step step, WorkflowPurpose purpose) {
        List<OutputPattern> patterns = new ArrayList<>();
        for (Output output : step.outputs()) {
            output.dataset()
                    .ifPresent(name -> patterns.add(new OutputPattern(
                            patterns.size() + 1,
                            output.pattern(),
                            Destination.DATASET,
                            Optional.of(purpose == WorkflowPurpose.TEST ? DatasetsOfRequest.ofTest(name) : name),
                            output.rseExpression().filter(expression -> purpose != WorkflowPurpose.TEST),
                            lifetime(output, purpose))));
        }
        for (Output output : step.outputs()) {
            if (output.dataset().isEmpty()) {
                patterns.add(new OutputPattern(
                        patterns.size() + 1,
                        output.pattern(),
                        Destination.NEXT_STAGE,
                        Optional.empty(),
                        Optional.empty(),
                        lifetime(output, purpose)));
            }
        }
        return patterns;
    }

    private static Optional<Long> lifetime(Output output, WorkflowPurpose purpose) {
        Optional<Long> asked = output.lifetimeDays().map(days -> days * SECONDS_PER_DAY);
        if (purpose != WorkflowPurpose.TEST) {
            return asked;
        }
        return Optional.of(
                asked.map(life -> Math.min(life, TEST_LIFETIME_SECONDS)).orElse(TEST_LIFETIME_SECONDS));
    }

    private Map<String, String> environment(Step step, PlanRow row) {
        Map<String, String> environment = new TreeMap<>(step.environment());
        environment.putAll(request.sample(row.sample()).environment());
        environment.put("SAMPLE", row.sample());
        row.eventsPerJob().ifPresent(events -> environment.put("EVENTS_PER_JOB", Integer.toString(events)));
        environment.put("COUNTER_OFFSET", Long.toString(row.slice().skip()));
        environment.put("FILES_PER_JOB", Integer.toString(step.filesPerJob()));
        environment.putIfAbsent("CONFIGURATION", step.configuration());
        environment.putIfAbsent("CODE_REPOSITORY", request.code().repository());
        environment.putIfAbsent("CODE_TAG", request.code().tag());
        return environment;
    }
}
