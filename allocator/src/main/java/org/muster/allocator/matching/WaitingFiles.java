package org.muster.allocator.matching;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The unallocated files of one stage, queued at each RSE that has a replica.
 *
 * <p>A file that leaves is not searched for in the queues: entries that no longer wait are dropped when they come to the
 * head. Each look therefore costs the logarithm of the queue and never a scan. INVARIANT: every waiting file is in the
 * queue of each of its RSEs at least once, and {@code counts} is exact.
 */
public final class WaitingFiles {
    /** Files passed over because their last attempt failed here, in one look; then the first of them is taken. */
    static final int MAX_SET_ASIDE = 32;

    /** Files whose distances make a rank. */
    static final int RANKED_FILES = 10;

    /** Queue entries read at one RSE for a rank. */
    static final int MAX_RANK_ENTRIES = 100;

    private final FileView files;
    private IntHeap[] queues = new IntHeap[0];
    private int[] counts = new int[0];

    public WaitingFiles(FileView files) {
        this.files = files;
    }

    /** A file became unallocated. */
    public void add(int slot, int[] rses) {
        for (int rse : rses) {
            reserve(rse);
            queues[rse].push(slot);
            counts[rse]++;
        }
    }

    /** A file is no longer unallocated. */
    public void remove(int[] rses) {
        for (int rse : rses) {
            counts[rse]--;
        }
    }

    public int waitingAt(int rse) {
        return rse < counts.length ? counts[rse] : 0;
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
            Match match = new Match(queues[rse].pop(), rse, reach.distance(best));
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
            IntHeap queue = current(rse);
            if (!queue.isEmpty() && queue.peek() < lowest) {
                lowest = queue.peek();
                best = i;
            }
        }
        return best;
    }

    /** Mean distance of the ten nearest waiting files; empty if none is within reach. */
    public OptionalDouble meanDistance(Reach reach) {
        Set<Integer> seen = new HashSet<>();
        long sum = 0;
        for (int i = 0; i < reach.size() && seen.size() < RANKED_FILES; i++) {
            int rse = reach.rse(i);
            if (waitingAt(rse) == 0) {
                continue;
            }
            IntHeap queue = current(rse);
            int entries = Math.min(queue.size(), MAX_RANK_ENTRIES);
            for (int entry = 0; entry < entries && seen.size() < RANKED_FILES; entry++) {
                int slot = queue.at(entry);
                if (files.waitsAt(slot, rse) && seen.add(slot)) {
                    sum += reach.distance(i);
                }
            }
        }
        return seen.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((double) sum / seen.size());
    }

    private IntHeap current(int rse) {
        IntHeap queue = queues[rse];
        while (!queue.isEmpty() && !files.waitsAt(queue.peek(), rse)) {
            queue.pop();
        }
        return queue;
    }

    private void reserve(int rse) {
        if (rse >= queues.length) {
            int old = queues.length;
            queues = Arrays.copyOf(queues, rse + 1);
            counts = Arrays.copyOf(counts, rse + 1);
            for (int i = old; i <= rse; i++) {
                queues[i] = new IntHeap();
            }
        }
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
                queues[matches[i].rse()].push(matches[i].slot());
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
