package org.muster.allocator.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/**
 * A workflow's order as its row keeps it, in words of its own: whatever becomes of the API, what was written stays readable.
 * What is added here has to be optional, because rows of before lack it.
 */
record StoredOrder(
        int workflow,
        Optional<String> campaign,
        String owner,
        String scope,
        String quotaName,
        String mql,
        Optional<StoredRefinding> refinding,
        List<StoredStage> stages) {
    StoredOrder {
        stages = List.copyOf(stages);
    }

    record StoredRefinding(int intervalSeconds, Instant until) {}

    record StoredStage(
            int stage,
            String jobscript,
            Optional<String> jobscriptImage,
            int processors,
            long rssBytes,
            int wallSeconds,
            int maxDistance,
            int priority,
            int maxFilesPerJob,
            int maxAttempts,
            int maxRunningJobs,
            List<String> sites,
            List<String> inputRses,
            List<String> outputRses,
            List<StoredPattern> outputs,
            Map<String, String> environment,
            Optional<StoredGpu> gpu,
            Optional<String> group) {
        StoredStage {
            sites = List.copyOf(sites);
            inputRses = List.copyOf(inputRses);
            outputRses = List.copyOf(outputRses);
            outputs = List.copyOf(outputs);
            environment = Map.copyOf(environment);
        }

        private static StoredStage of(StageOrder stage) {
            return new StoredStage(
                    stage.stage(),
                    stage.jobscript(),
                    stage.jobscriptImage(),
                    stage.processors(),
                    stage.rssBytes(),
                    stage.wallSeconds(),
                    stage.maxDistance().value(),
                    stage.priority(),
                    stage.maxFilesPerJob(),
                    stage.maxAttempts(),
                    stage.maxRunningJobs(),
                    stage.sites().stream().map(SiteName::value).toList(),
                    stage.inputRses().stream().map(RseName::value).toList(),
                    stage.outputRses().stream().map(RseName::value).toList(),
                    stage.outputs().stream().map(StoredPattern::of).toList(),
                    stage.environment(),
                    stage.gpu().map(gpu -> new StoredGpu(gpu.count(), gpu.memoryBytes(), gpu.computeCapability())),
                    stage.group());
        }

        private StageOrder order() {
            return new StageOrder(
                    stage,
                    jobscript,
                    jobscriptImage,
                    processors,
                    rssBytes,
                    wallSeconds,
                    new Distance(maxDistance),
                    priority,
                    maxFilesPerJob,
                    maxAttempts,
                    maxRunningJobs,
                    sites.stream().map(SiteName::new).toList(),
                    inputRses.stream().map(RseName::new).toList(),
                    outputRses.stream().map(RseName::new).toList(),
                    outputs.stream().map(StoredPattern::pattern).toList(),
                    environment,
                    gpu.map(need -> new GpuNeed(need.count(), need.memoryBytes(), need.computeCapability())),
                    group);
        }
    }

    record StoredGpu(int count, long memoryBytes, String computeCapability) {}

    /** @param lifetimeSeconds of an output that Rucio does not keep for ever */
    record StoredPattern(
            int patternId,
            String filePattern,
            String destination,
            Optional<String> name,
            Optional<String> rseExpression,
            Optional<Long> lifetimeSeconds) {
        private static StoredPattern of(OutputPattern pattern) {
            return new StoredPattern(
                    pattern.patternId(),
                    pattern.filePattern(),
                    pattern.destination().name(),
                    pattern.name(),
                    pattern.rseExpression(),
                    pattern.lifetimeSeconds());
        }

        private OutputPattern pattern() {
            return new OutputPattern(
                    patternId,
                    filePattern,
                    OutputPattern.Destination.valueOf(destination),
                    name,
                    rseExpression,
                    lifetimeSeconds);
        }
    }

    static StoredOrder of(WorkflowOrder order) {
        return new StoredOrder(
                order.workflow().number(),
                order.campaign(),
                order.owner(),
                order.scope(),
                order.quotaName(),
                order.mql(),
                order.refinding().map(again -> new StoredRefinding(again.intervalSeconds(), again.until())),
                order.stages().stream().map(StoredStage::of).toList());
    }

    WorkflowOrder order() {
        return new WorkflowOrder(
                new WorkflowId(workflow),
                campaign,
                owner,
                scope,
                quotaName,
                mql,
                refinding.map(again -> new Refinding(again.intervalSeconds(), again.until())),
                stages.stream().map(StoredStage::order).toList());
    }
}
