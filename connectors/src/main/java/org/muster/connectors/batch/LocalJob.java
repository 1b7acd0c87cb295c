package org.muster.connectors.batch;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;

/**
 * What is known of a local job, as it is written down in its directory.
 *
 * @param number counts jobs in the order they were made
 * @param site where it runs; any of its sites until it is started
 * @param since when it came into this condition
 */
record LocalJob(
        JobsubId job,
        long number,
        JobCondition condition,
        Set<SiteName> sites,
        SiteName site,
        int processors,
        long rssBytes,
        int wallSeconds,
        Instant since) {
    LocalJob {
        Objects.requireNonNull(job);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(site);
        Objects.requireNonNull(since);
        sites = Set.copyOf(sites);
    }

    LocalJob in(JobCondition next, SiteName where, Instant now) {
        return new LocalJob(job, number, next, sites, where, processors, rssBytes, wallSeconds, now);
    }
}
