package org.muster.webapp.allocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.StageTotals;
import org.muster.protocol.http.ApiRefused;
import org.springframework.stereotype.Component;

/** What the allocator last summed over the jobs and outputs of a workflow. Asked again only if something has ended since. */
@Component
public class LastTotals {
    /** Of which the sums are kept; the others are summed again when a page asks. */
    private static final int MAX_WORKFLOWS = 10_000;

    private final AllocatorClient allocator;
    private final Cache<WorkflowId, Told> told =
            Caffeine.newBuilder().maximumSize(MAX_WORKFLOWS).build();

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
        Told known = Optional.ofNullable(told.getIfPresent(workflow)).orElseGet(() -> new Told(0, List.of()));
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
