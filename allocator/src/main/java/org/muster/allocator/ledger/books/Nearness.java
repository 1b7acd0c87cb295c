package org.muster.allocator.ledger.books;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.muster.allocator.matching.Reach;

/**
 * How near the waiting files of every stage are to one site, kept from one question to the next. What is known of a stage is
 * good until its {@linkplain StageBook#nearnessVersion version} is another: with many files at each RSE that is hours, with
 * few it is the next hand-out. In columns, because looking a stage's queues up costs more than anything that is done with them.
 */
public final class Nearness {
    /** No version that a stage begins with. */
    private static final int NEVER_LOOKED = -1;

    private final GridBook grid;
    private final List<StageBook> stages;
    private final int site;
    private final long memoryBytes;
    private final int[] versions;
    private final double[] means;

    /** Where the mean is one and not only the least that it may be. */
    private final BitSet exact = new BitSet();

    /** @param memoryBytes what a job has there */
    Nearness(GridBook grid, List<StageBook> stages, int site, long memoryBytes) {
        this.grid = grid;
        this.stages = stages;
        this.site = site;
        this.memoryBytes = memoryBytes;
        this.versions = new int[stages.size()];
        this.means = new double[stages.size()];
        Arrays.fill(versions, NEVER_LOOKED);
    }

    /** What the mean distance of a stage's ten nearest files is at least; infinite if none is within reach. */
    public double least(int place) {
        StageBook stage = stages.get(place);
        if (versions[place] != stage.nearnessVersion()) {
            versions[place] = stage.nearnessVersion();
            means[place] = stage.waiting().leastMeanDistance(reach(stage), memoryBytes);
            exact.clear(place);
        }
        return means[place];
    }

    /** The mean distance of a stage's ten nearest files; infinite if none is within reach. */
    public double mean(int place) {
        double least = least(place);
        if (!exact.get(place) && least < Double.POSITIVE_INFINITY) {
            StageBook stage = stages.get(place);
            means[place] =
                    stage.waiting().meanDistance(reach(stage), memoryBytes).orElse(Double.POSITIVE_INFINITY);
            exact.set(place);
        }
        return means[place];
    }

    private Reach reach(StageBook stage) {
        return grid.reach(stage, site);
    }
}
