package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.muster.allocator.matching.FileView;
import org.muster.allocator.matching.Match;
import org.muster.allocator.matching.Reach;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.allocator.matching.WaitingFiles;

/**
 * The waiting files of a stage. One whose attempt ran out of memory waits apart, for jobs that have more than the stage asked
 * for; such jobs take those first, because few others can.
 */
public final class WaitingByMemory {
    /** How much more memory a file gets after it did not have enough. */
    public static final int STEP = 2;

    private final StageFiles files;
    private final IntOpenHashSet hungry = new IntOpenHashSet();
    private final WaitingFiles ordinary;
    private final WaitingFiles apart;
    private final long moreBytes;

    /** @param rssBytes what a job of the stage asks for */
    WaitingByMemory(StageFiles files, ReplicaSets sets, long rssBytes) {
        this.files = files;
        this.moreBytes = rssBytes * STEP;
        this.ordinary = new WaitingFiles(new Part(false), sets);
        this.apart = new WaitingFiles(new Part(true), sets);
    }

    /** From its next attempt on it needs more memory. Not said of a file that waits. */
    void needsMore(int slot) {
        hungry.add(slot);
    }

    /** Memory for those. */
    public long moreBytes() {
        return moreBytes;
    }

    public boolean hungry(int slot) {
        return !hungry.isEmpty() && hungry.contains(slot);
    }

    IntOpenHashSet hungry() {
        return hungry;
    }

    /** Answers whether the mean distance from somewhere may be another now. */
    boolean add(int slot, int set) {
        return part(slot).add(slot, set);
    }

    /** Answers the same. */
    boolean remove(int slot, int set) {
        return part(slot).remove(set);
    }

    private WaitingFiles part(int slot) {
        return hungry(slot) ? apart : ordinary;
    }

    /** For a job with so much memory. */
    public Optional<Match> nearest(Reach reach, long rssBytes) {
        if (!hungry.isEmpty() && rssBytes >= moreBytes) {
            Optional<Match> match = apart.nearest(reach);
            if (match.isPresent()) {
                return match;
            }
        }
        return ordinary.nearest(reach);
    }

    public boolean anyWithin(Reach reach, long rssBytes) {
        return ordinary.anyWithin(reach) || (!hungry.isEmpty() && rssBytes >= moreBytes && apart.anyWithin(reach));
    }

    /** As for a job with so much memory. */
    public OptionalDouble meanDistance(Reach reach, long rssBytes) {
        OptionalDouble mean = ordinary.meanDistance(reach);
        return mean.isPresent() || hungry.isEmpty() || rssBytes < moreBytes ? mean : apart.meanDistance(reach);
    }

    /** What that mean is at least; infinite if no file is within reach. */
    public double leastMeanDistance(Reach reach, long rssBytes) {
        double least = ordinary.leastMeanDistance(reach);
        return least < Double.POSITIVE_INFINITY || hungry.isEmpty() || rssBytes < moreBytes
                ? least
                : apart.leastMeanDistance(reach);
    }

    public long countWhere(Predicate<int[]> members) {
        return countWhere(members, Long.MAX_VALUE);
    }

    public long countWhere(Predicate<int[]> members, long rssBytes) {
        return ordinary.countWhere(members)
                + (hungry.isEmpty() || rssBytes < moreBytes ? 0 : apart.countWhere(members));
    }

    /** What the next job should ask for: more only when nothing waits that does with less. */
    public long wantedBytes() {
        return !hungry.isEmpty() && ordinary.size() == 0 && apart.size() > 0 ? moreBytes : moreBytes / STEP;
    }

    public boolean fits(int slot, long rssBytes) {
        return rssBytes >= moreBytes || !hungry(slot);
    }

    /** Files that wait for a job with so much memory. */
    public long fitting(long rssBytes) {
        return ordinary.size() + (rssBytes >= moreBytes ? apart.size() : 0);
    }

    /** The files of one part; an entry left behind in the other part's queues is dropped there. */
    private final class Part implements FileView {
        private final boolean apartFromOthers;

        Part(boolean apartFromOthers) {
            this.apartFromOthers = apartFromOthers;
        }

        @Override
        public boolean waitsAt(int slot, int rse) {
            return files.waitsAt(slot, rse) && hungry(slot) == apartFromOthers;
        }

        @Override
        public int lastSite(int slot) {
            return files.lastSite(slot);
        }

        @Override
        public int lastRse(int slot) {
            return files.lastRse(slot);
        }
    }
}
