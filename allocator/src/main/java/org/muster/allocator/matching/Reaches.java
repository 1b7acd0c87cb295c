package org.muster.allocator.matching;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.muster.domain.storage.Distance;

/** What stages with the same maximum distance and the same input RSEs may read, from each site: worked out once for all. */
public final class Reaches {
    private final Which which;
    private @Nullable Reach[] bySite = new Reach[0];

    /**
     * What makes two stages alike.
     *
     * @param rses numbers of the RSEs that are allowed; empty for all
     * @param except numbers of RSEs that are not
     */
    public record Which(Distance maximum, Set<Integer> rses, Set<Integer> except) {
        boolean permits(int rse) {
            return (rses.isEmpty() || rses.contains(rse)) && !except.contains(rse);
        }
    }

    public Reaches(Which which) {
        this.which = which;
    }

    public Reach of(int site, Geography geography, int counters) {
        if (site >= bySite.length) {
            bySite = Arrays.copyOf(bySite, site + 1);
        }
        Reach known = bySite[site];
        if (known == null) {
            known = geography.reach(site, which, counters);
            bySite[site] = known;
        }
        return known;
    }

    /** Sites, RSEs or distances are others now. */
    public void forget() {
        bySite = new Reach[0];
    }
}
