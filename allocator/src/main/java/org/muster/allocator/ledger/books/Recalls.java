package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Files with a replica that is accessible for a while only, recalled from tape, in the order in which that ends. */
final class Recalls {
    private final Long2ObjectOpenHashMap<Instant> untilByFile = new Long2ObjectOpenHashMap<>();
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparing(End::until));

    private record End(Instant until, long file) {}

    void add(long file, Instant until) {
        untilByFile.put(file, until);
        ends.add(new End(until, file));
    }

    void remove(long file) {
        untilByFile.remove(file);
    }

    boolean over(long file, Instant now) {
        Instant until = untilByFile.get(file);
        return until != null && !until.isAfter(now);
    }

    /** Files whose time has ended since the last look. Those that a job has stay in {@link #over}. */
    List<Long> ended(Instant now) {
        List<Long> files = new ArrayList<>();
        End first = ends.peek();
        while (first != null && !first.until().isAfter(now)) {
            ends.remove();
            if (first.until().equals(untilByFile.get(first.file()))) {
                files.add(first.file());
            }
            first = ends.peek();
        }
        return files;
    }

    Map<Long, Instant> all() {
        return new TreeMap<>(untilByFile);
    }
}
