package org.muster.allocator.matching;

/** The RSEs that one stage may read from one site, nearest first. */
public final class Reach {
    private final int site;
    private final int[] rses;
    private final int[] distances;

    Reach(int site, int[] rses, int[] distances) {
        this.site = site;
        this.rses = rses;
        this.distances = distances;
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
}
