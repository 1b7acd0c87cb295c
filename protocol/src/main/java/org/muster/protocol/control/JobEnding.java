package org.muster.protocol.control;

import java.util.Optional;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;

/**
 * How many jobs of a workflow ended in one way.
 *
 * @param site none of jobs that never had a slot
 * @param code of a jobscript that failed its exit code, of a job that gave up what it gave as a reason; none of the others
 */
public record JobEnding(JobState state, Optional<SiteName> site, Optional<Integer> code, long jobs) {}
