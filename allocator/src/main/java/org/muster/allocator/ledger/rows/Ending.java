package org.muster.allocator.ledger.rows;

import java.util.Optional;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;

/**
 * One way in which jobs end.
 *
 * @param site none of one that never had a slot
 * @param code of a jobscript that failed its exit code, of a job that gave up what it gave as a reason; 0 of the others
 */
public record Ending(JobState state, Optional<SiteName> site, int code) {
    public Ending {
        if (!state.terminal()) {
            throw new IllegalArgumentException("a job that is " + state + " has not ended");
        }
    }
}
