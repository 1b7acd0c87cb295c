package org.muster.allocator.matching;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntImmutableList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The combinations of RSEs that files are at, each kept once under a number: millions of files are at a few hundred
 * combinations. Numbers are dense, in order of first sight, and never given up.
 */
public final class ReplicaSets {
    /** Nowhere. */
    public static final int NONE = 0;

    private final Map<IntList, Integer> numbers = new HashMap<>();
    private final List<int[]> members = new ArrayList<>();

    public ReplicaSets() {
        of(new int[0]);
    }

    /** The number of these RSEs, in whatever order they are named. */
    public int of(int[] rses) {
        int[] sorted = rses.clone();
        Arrays.sort(sorted);
        Integer known = numbers.get(IntArrayList.wrap(sorted));
        if (known != null) {
            return known;
        }
        int number = members.size();
        members.add(sorted);
        numbers.put(new IntImmutableList(sorted), number);
        return number;
    }

    public int size() {
        return members.size();
    }

    public boolean contains(int number, int rse) {
        for (int member : members.get(number)) {
            if (member == rse) {
                return true;
            }
        }
        return false;
    }

    /** In ascending order. Not to be changed. */
    public int[] members(int number) {
        return members.get(number);
    }
}
