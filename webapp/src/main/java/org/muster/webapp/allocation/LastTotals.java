package org.muster.webapp.allocation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.StageTotals;
import org.muster.protocol.http.ApiRefused;
import org.springframework.stereotype.Component;

/** What the allocator last summed over the jobs and outputs of a workflow. Asked again only if something has ended since. */
@Component
public class LastTotals {
    private final AllocatorClient allocator;
    private final Map<WorkflowId, Told> told = new ConcurrentHashMap<>();

    LastTotals(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    private record Told(long marker, List<StageTotals> stages) {}

    /**
     * What was known before while the allocator is away.
     *
     * @param marker changes whenever a job ends or an output is confirmed; 0 before the first
     */
    public List<StageTotals> of(WorkflowId workflow, long marker) {
        Told known = told.getOrDefault(workflow, new Told(0, List.of()));
        if (known.marker() == marker) {
            return known.stages();
        }
        try {
            List<StageTotals> stages = allocator.totals(workflow);
            told.put(workflow, new Told(marker, stages));
            return stages;
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            return known.stages();
        }
    }
}
