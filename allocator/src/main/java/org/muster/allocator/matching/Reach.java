package org.muster.allocator.matching;

import java.util.Arrays;
import org.muster.domain.storage.Distance;

/** The RSEs that one stage may read from one site, nearest first. */
public final class Reach {
    private final int site;
    private final int[] rses;
    private final int[] distances;
    private final int[] byRse;

    /** One more than the distance; 0 of combinations that nobody has asked about. */
    private byte[] bySet = new byte[0];

    Reach(int site, int[] rses, int[] distances) {
        this.site = site;
        this.rses = rses;
        this.distances = distances;
        this.byRse = new int[Arrays.stream(rses).max().orElse(-1) + 1];
        Arrays.fill(byRse, Distance.NEVER.value());
        for (int i = 0; i < rses.length; i++) {
            byRse[rses[i]] = distances[i];
        }
    }

    int site() {
        return site;
    }

    int size() {
        return rses.length;
    }

    int rse(int position) {
        return rses[position];
    }

    int distance(int position) {
        return distances[position];
    }

    /** {@link Distance#NEVER} if it is not within reach. */
    public int distanceOf(int rse) {
        return nearest(new int[] {rse});
    }

    /** Whether any of these RSEs is within reach. */
    public boolean any(int[] members) {
        return nearest(members) < Distance.NEVER.value();
    }

    /** As {@link #nearest(int[])} of a combination, which is looked at once: ranks ask about the same few hundred all the time. */
    int nearest(int set, ReplicaSets sets) {
        if (set >= bySet.length) {
            bySet = Arrays.copyOf(bySet, sets.size());
        }
        if (bySet[set] == 0) {
            bySet[set] = (byte) (nearest(sets.members(set)) + 1);
        }
        return bySet[set] - 1;
    }

    /** Distance of the nearest of these RSEs; {@link Distance#NEVER} if none is within reach. */
    int nearest(int[] members) {
        int nearest = Distance.NEVER.value();
        for (int rse : members) {
            if (rse < byRse.length && byRse[rse] < nearest) {
                nearest = byRse[rse];
            }
        }
        return nearest;
    }
}
