package org.muster.protocol.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.WorkflowId;

/**
 * Jobs of one workflow that ended in the last hour, up to a minute more, for the sick-workflow rule. {@code well} counts started, processing,
 * outputting and finished ones.
 *
 * @param aborts of jobs that gave up, before a file was handed out or after; most frequent first
 */
public record WorkflowHealth(
        WorkflowId workflow,
        long jobscriptErrors,
        long noneProcessed,
        long well,
        Map<SiteName, Long> errorsBySite,
        Map<Integer, Long> exitCodes,
        List<Aborts> aborts) {
    /** How long ago a job may have ended to count. */
    public static final Duration WINDOW = Duration.ofHours(1);

    public WorkflowHealth {
        aborts = List.copyOf(aborts);
    }

    /**
     * Jobs that gave up for one kind of reason.
     *
     * @param code number of an event type; none if the allocator ended them itself
     * @param example why one of them did, in a sentence
     */
    public record Aborts(Optional<Integer> code, long jobs, Optional<String> example) {}

    /** Of all kinds. */
    public long aborted() {
        return aborts.stream().mapToLong(Aborts::jobs).sum();
    }
}
