package org.muster.webapp.numbers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Page;
import org.muster.webapp.workflows.Workflow;
import org.springframework.stereotype.Component;

/** What only a walk over all jobs and outputs of a workflow tells: hours and bytes. Walked again only if something has ended since. */
@Component
class JobTotals {
    /** Pages of {@link Page#MAX_LIMIT} rows that are walked at most; more would keep the allocator from its work. */
    private static final int MAX_PAGES = 20;

    private final AllocatorClient allocator;
    private final Map<WorkflowId, Walked> walked = new ConcurrentHashMap<>();

    JobTotals(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    record Totals(double coreSeconds, long outputBytes) {
        static final Totals NONE = new Totals(0, 0);
    }

    /** @param marker changes whenever a job ends or an output is confirmed */
    private record Walked(long marker, Totals totals) {}

    /** As far as the allocator tells; what was known before while it is away. */
    Totals of(Workflow workflow, long marker) {
        Walked known = walked.get(workflow.id());
        if (known != null && known.marker() == marker) {
            return known.totals();
        }
        if (marker == 0) {
            return Totals.NONE;
        }
        try {
            Totals totals = new Totals(coreSeconds(workflow), outputBytes(workflow.id()));
            walked.put(workflow.id(), new Walked(marker, totals));
            return totals;
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            return known == null ? Totals.NONE : known.totals();
        }
    }

    private double coreSeconds(Workflow workflow) {
        double seconds = 0;
        Optional<String> after = Optional.of("");
        for (int page = 0; page < MAX_PAGES && after.isPresent(); page++) {
            Page<JobRow> jobs = allocator.jobs(query(workflow.id(), after.get()));
            for (JobRow job : jobs.rows()) {
                int stage = job.stage().stage();
                int processors = stage <= workflow.draft().stages().size()
                        ? workflow.draft().stages().get(stage - 1).processors()
                        : 1;
                seconds += job.realSeconds() * processors;
            }
            after = jobs.next();
        }
        return seconds;
    }

    private long outputBytes(WorkflowId workflow) {
        long bytes = 0;
        Optional<String> after = Optional.of("");
        for (int page = 0; page < MAX_PAGES && after.isPresent(); page++) {
            Page<OutputRow> outputs = allocator.outputs(query(workflow, after.get()));
            bytes += outputs.rows().stream()
                    .filter(output -> switch (output.state()) {
                        case OUTPUT, FINDING -> true;
                        case RECORDED, VOIDED -> false;
                    })
                    .mapToLong(OutputRow::sizeBytes)
                    .sum();
            after = outputs.next();
        }
        return bytes;
    }

    private static Map<String, String> query(WorkflowId workflow, String after) {
        return Map.of(
                "workflow", Integer.toString(workflow.number()),
                "after", after,
                "limit", Integer.toString(Page.MAX_LIMIT));
    }
}
