package org.muster.allocator.ledger.rows;

import java.util.Optional;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;

/**
 * How many jobs of a stage are in a state; of those that have ended, by each {@link Ending}.
 *
 * @param realMillis that their jobscripts took, once they have ended
 */
public record JobSum(StageRef stage, JobState state, Optional<SiteName> site, int code, long jobs, long realMillis) {
    /** Of jobs that have not ended. */
    public static JobSum unended(StageRef stage, JobState state, long jobs) {
        return new JobSum(stage, state, Optional.empty(), 0, jobs, 0);
    }

    public static JobSum of(StageRef stage, Ending ending, long jobs, long realMillis) {
        return new JobSum(stage, ending.state(), ending.site(), ending.code(), jobs, realMillis);
    }

    /** Of jobs that have ended. */
    public Ending ending() {
        return new Ending(state, site, code);
    }
}
