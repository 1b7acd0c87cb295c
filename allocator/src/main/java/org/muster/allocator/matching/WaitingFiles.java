package org.muster.allocator.matching;

import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntMaps;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntHeapPriorityQueue;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.muster.domain.storage.Distance;

/**
 * The unallocated files of one stage, queued at each RSE that has a replica.
 *
 * <p>A file that leaves is not searched for in the queues: entries that no longer wait are dropped when they come to the
 * head. Each look therefore costs the logarithm of the queue and never a scan. INVARIANT: every waiting file is in the
 * queue of each of its RSEs at least once, and the counts are exact.
 */
public final class WaitingFiles {
    /** Files passed over because their last attempt failed here, in one look; then the first of them is taken. */
    static final int MAX_SET_ASIDE = 32;

    /** Files whose distances make a rank. */
    static final int RANKED_FILES = 10;

    private final FileView files;
    private final ReplicaSets sets;
    private @Nullable IntHeapPriorityQueue[] queues = new IntHeapPriorityQueue[0];
    private int[] counts = new int[0];
    private final Int2IntOpenHashMap bySet = new Int2IntOpenHashMap();

    /** That a file has been at. */
    private int mostRses = 1;

    public WaitingFiles(FileView files, ReplicaSets sets) {
        this.files = files;
        this.sets = sets;
    }

    /** A file became unallocated. Answers whether it may count in the mean distance from somewhere. */
    public boolean add(int slot, int set) {
        int[] members = sets.members(set);
        boolean few = false;
        for (int rse : members) {
            queue(rse).enqueue(slot);
            few |= counts[rse]++ < RANKED_FILES;
        }
        mostRses = Math.max(mostRses, members.length);
        bySet.addTo(set, 1);
        return few;
    }

    /**
     * A file is no longer unallocated. Answers whether it may have counted in the mean distance from somewhere: not if ten
     * others are left at each of its RSEs, because then no file further than it counts either.
     */
    public boolean remove(int set) {
        boolean few = false;
        for (int rse : sets.members(set)) {
            few |= --counts[rse] < RANKED_FILES;
        }
        if (bySet.addTo(set, -1) == 1) {
            bySet.remove(set);
        }
        if (bySet.isEmpty()) {
            // Whatever is still queued has gone: a stage that is through gives its memory back.
            queues = new IntHeapPriorityQueue[0];
            counts = new int[0];
            bySet.trim();
        }
        return few;
    }

    public int waitingAt(int rse) {
        return rse < counts.length ? counts[rse] : 0;
    }

    public long size() {
        return countWhere(members -> true);
    }

    /** Waiting files whose RSEs satisfy a condition, each counted once. Costs a look at every combination of RSEs, not at files. */
    public long countWhere(Predicate<int[]> members) {
        long count = 0;
        for (Int2IntMap.Entry entry : bySet.int2IntEntrySet()) {
            if (members.test(sets.members(entry.getIntKey()))) {
                count += entry.getIntValue();
            }
        }
        return count;
    }

    /** Whether any waiting file can be read from there. */
    public boolean anyWithin(Reach reach) {
        for (int i = 0; i < reach.size(); i++) {
            if (waitingAt(reach.rse(i)) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The file at the nearest RSE and there the lowest; one whose last attempt failed here only if there is no other. */
    public Optional<Match> nearest(Reach reach) {
        SetAside setAside = new SetAside();
        Optional<Match> found = Optional.empty();
        int begin = 0;
        while (begin < reach.size() && found.isEmpty() && !setAside.full()) {
            int end = begin;
            while (end < reach.size() && reach.distance(end) == reach.distance(begin)) {
                end++;
            }
            found = lowest(reach, begin, end, setAside);
            begin = end;
        }
        setAside.giveBack();
        return found.isPresent() ? found : setAside.best(reach);
    }

    private Optional<Match> lowest(Reach reach, int begin, int end, SetAside setAside) {
        while (!setAside.full()) {
            int best = lowestHead(reach, begin, end);
            if (best < 0) {
                return Optional.empty();
            }
            int rse = reach.rse(best);
            Match match = new Match(queue(rse).dequeueInt(), rse, reach.distance(best));
            if (files.lastSite(match.slot()) != reach.site() && files.lastRse(match.slot()) != rse) {
                return Optional.of(match);
            }
            setAside.add(match);
        }
        return Optional.empty();
    }

    private int lowestHead(Reach reach, int begin, int end) {
        int best = -1;
        int lowest = Integer.MAX_VALUE;
        for (int i = begin; i < end; i++) {
            int rse = reach.rse(i);
            if (waitingAt(rse) == 0) {
                continue;
            }
            IntHeapPriorityQueue queue = current(rse);
            if (!queue.isEmpty() && queue.firstInt() < lowest) {
                lowest = queue.firstInt();
                best = i;
            }
        }
        return best;
    }

    /** Mean distance of the ten nearest waiting files, from the counts alone; empty if none is within reach. */
    public OptionalDouble meanDistance(Reach reach) {
        for (int i = 0; i < reach.size(); i++) {
            int waiting = waitingAt(reach.rse(i));
            if (waiting >= RANKED_FILES) {
                return OptionalDouble.of(reach.distance(i));
            }
            if (waiting > 0) {
                return meanOfFew(reach);
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * What the mean distance of the ten nearest is at least; infinite if none is within reach. Cheap,
     * whereas the mean of few files looks at every combination of RSEs.
     *
     * <p>As if no file were at two RSEs, so the nearest distances are never too large; as many of them as files are certainly
     * there.
     */
    public double leastMeanDistance(Reach reach) {
        int certain = certainWithin(reach);
        int seen = 0;
        int sum = 0;
        for (int i = 0; seen < certain; i++) {
            int taken = Math.min(waitingAt(reach.rse(i)), certain - seen);
            seen += taken;
            sum += taken * reach.distance(i);
        }
        return seen == 0 ? Double.POSITIVE_INFINITY : (double) sum / seen;
    }

    /** Files within reach of which there are so many at least, ten at most: each may be counted at all of its RSEs. */
    private int certainWithin(Reach reach) {
        int atOne = 0;
        int atAll = 0;
        for (int i = 0; i < reach.size() && atOne < RANKED_FILES && atAll < RANKED_FILES * mostRses; i++) {
            int waiting = waitingAt(reach.rse(i));
            atOne = Math.max(atOne, waiting);
            atAll += waiting;
        }
        return atAll == 0 ? 0 : Math.min(RANKED_FILES, Math.max(atOne, (atAll + mostRses - 1) / mostRses));
    }

    /** Fewer than ten wait at the nearest RSE that has any. */
    private OptionalDouble meanOfFew(Reach reach) {
        int[] filesAt = new int[Distance.NEVER.value()];
        for (Int2IntMap.Entry entry : Int2IntMaps.fastIterable(bySet)) {
            int distance = reach.nearest(entry.getIntKey(), sets);
            if (distance < filesAt.length) {
                filesAt[distance] += entry.getIntValue();
            }
        }
        int seen = 0;
        int sum = 0;
        for (int distance = 0; distance < filesAt.length && seen < RANKED_FILES; distance++) {
            int taken = Math.min(filesAt[distance], RANKED_FILES - seen);
            seen += taken;
            sum += taken * distance;
        }
        return seen == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / seen);
    }

    private IntHeapPriorityQueue current(int rse) {
        IntHeapPriorityQueue queue = queue(rse);
        while (!queue.isEmpty() && !files.waitsAt(queue.firstInt(), rse)) {
            queue.dequeueInt();
        }
        return queue;
    }

    private IntHeapPriorityQueue queue(int rse) {
        if (rse >= queues.length) {
            queues = Arrays.copyOf(queues, rse + 1);
            counts = Arrays.copyOf(counts, rse + 1);
        }
        IntHeapPriorityQueue queue = queues[rse];
        if (queue == null) {
            queue = new IntHeapPriorityQueue();
            queues[rse] = queue;
        }
        return queue;
    }

    /** What one look passed over. */
    private final class SetAside {
        private final Match[] matches = new Match[MAX_SET_ASIDE];
        private int size;

        void add(Match match) {
            matches[size++] = match;
        }

        boolean full() {
            return size == MAX_SET_ASIDE;
        }

        void giveBack() {
            for (int i = 0; i < size; i++) {
                queue(matches[i].rse()).enqueue(matches[i].slot());
            }
        }

        /** The least bad: first another site, then another RSE, then whatever came first. */
        Optional<Match> best(Reach reach) {
            for (int i = 0; i < size; i++) {
                if (files.lastSite(matches[i].slot()) != reach.site()) {
                    return Optional.of(matches[i]);
                }
            }
            for (int i = 0; i < size; i++) {
                if (files.lastRse(matches[i].slot()) != matches[i].rse()) {
                    return Optional.of(matches[i]);
                }
            }
            return size == 0 ? Optional.empty() : Optional.of(matches[0]);
        }
    }
}
