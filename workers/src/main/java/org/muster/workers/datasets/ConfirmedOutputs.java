package org.muster.workers.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.catalogue.registration.StageOrigin;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowRow;

/** What the ledger says that a campaign's dataset holds. */
final class ConfirmedOutputs {
    /** Files of one dataset that are compared. */
    static final int MAX_FILES = 5_000_000;

    private final PlatformClient platform;
    private final AllocatorClient allocator;

    ConfirmedOutputs(PlatformClient platform, AllocatorClient allocator) {
        this.platform = platform;
        this.allocator = allocator;
    }

    /** @param origin how the files were made, for the dataset's metadata */
    record Found(List<OutputRow> outputs, Map<String, Object> origin) {}

    /** @param rejected of these, the ones whose outputs are to be taken out: nothing of the dataset is said to come from them */
    Found of(List<WorkflowRow> workflows, Set<WorkflowId> rejected, String dataset) {
        List<OutputRow> outputs = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        Map<String, Object> origin = new LinkedHashMap<>();
        for (WorkflowRow workflow : workflows) {
            WorkflowOrder order = platform.order(workflow.workflow());
            for (StageOrder stage : order.stages()) {
                for (OutputPattern pattern : stage.outputs()) {
                    if (pattern.destination() == OutputPattern.Destination.DATASET
                            && pattern.name().equals(Optional.of(dataset))) {
                        if (!rejected.contains(workflow.workflow())) {
                            numbers.add(workflow.workflow().number());
                            describe(origin, order, stage, pattern);
                        }
                        of(new StageRef(workflow.workflow(), stage.stage()), pattern)
                                .forEach(outputs::add);
                    }
                }
            }
        }
        origin.put("workflow_ids", numbers);
        if (outputs.size() > MAX_FILES) {
            throw new IllegalStateException("dataset " + dataset + " has more than " + MAX_FILES + " files");
        }
        return new Found(outputs, origin);
    }

    /** Those that this pattern took: another may match their names too. */
    private Stream<OutputRow> of(StageRef stage, OutputPattern pattern) {
        return Page.all(
                after -> allocator.outputs(Map.of(
                        "workflow", Integer.toString(stage.workflow().number()),
                        "stage", Integer.toString(stage.stage()),
                        "pattern", Integer.toString(pattern.patternId()),
                        "state", OutputFileState.OUTPUT.toString(),
                        "after", after,
                        "limit", Integer.toString(Page.MAX_LIMIT))),
                MAX_FILES + 1L);
    }

    private static void describe(
            Map<String, Object> origin, WorkflowOrder order, StageOrder stage, OutputPattern pattern) {
        origin.put("user", order.owner());
        order.campaign().ifPresent(name -> origin.put("campaign", name));
        origin.put("stage_id", stage.stage());
        origin.put("pattern_id", pattern.patternId());
        origin.put("file_pattern", pattern.filePattern());
        origin.putAll(StageOrigin.of(stage));
    }
}
