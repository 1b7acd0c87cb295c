package org.muster.protocol.control;

import java.util.List;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;

/**
 * What might be changed about a stage or the grid; nothing is changed by asking.
 *
 * @param sites the stage's site list; an empty list means every site
 * @param down sites taken to be in downtime
 * @param processors of a job, as are memory and wall time
 */
public record Supposition(
        Optional<Distance> maxDistance,
        Optional<List<SiteName>> sites,
        Optional<Integer> priority,
        List<SiteName> down,
        Optional<Integer> processors,
        Optional<Long> rssBytes,
        Optional<Integer> wallSeconds) {
    public Supposition {
        down = List.copyOf(down);
    }

    /** With jobs as they are. */
    public Supposition(
            Optional<Distance> maxDistance,
            Optional<List<SiteName>> sites,
            Optional<Integer> priority,
            List<SiteName> down) {
        this(maxDistance, sites, priority, down, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
