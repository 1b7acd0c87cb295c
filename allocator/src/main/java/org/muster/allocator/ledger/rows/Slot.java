package org.muster.allocator.ledger.rows;

import org.muster.domain.site.SiteName;

/** The resource that a job runs on, as its wrapper reported it in get_jobscript. */
public record Slot(
        SiteName site,
        String entry,
        String hostname,
        String cpuinfo,
        String osRelease,
        long rssBytes,
        int processors,
        int wallSeconds) {
    /** A like one elsewhere. */
    public Slot at(SiteName other) {
        return new Slot(other, entry, hostname, cpuinfo, osRelease, rssBytes, processors, wallSeconds);
    }
}
