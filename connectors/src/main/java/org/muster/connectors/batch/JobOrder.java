package org.muster.connectors.batch;

import java.util.Set;
import java.util.function.Function;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;

/**
 * What to run, and what it needs.
 *
 * @param wrapper text of the wrapper of each job, with the secret of that job in it
 * @param sites where it may run
 */
public record JobOrder(
        StageRef stage,
        Function<JobsubId, String> wrapper,
        Set<SiteName> sites,
        int processors,
        long rssBytes,
        int wallSeconds) {
    public JobOrder {
        sites = Set.copyOf(sites);
        if (sites.isEmpty()) {
            throw new IllegalArgumentException("a job for no site never starts");
        }
    }

    @Override
    public String toString() {
        return "JobOrder[" + stage + ", sites " + sites + "]";
    }
}
