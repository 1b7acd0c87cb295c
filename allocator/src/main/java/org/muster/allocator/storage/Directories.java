package org.muster.allocator.storage;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The few directories in which all inputs of a stage lie. When they become too many for a token, the deepest give way to the
 * directory that they are in; never to a whole storage.
 */
public final class Directories {
    public static final int MAX = 32;

    /** Of all of them together: a token travels in a header, for which servers have eight thousand. */
    static final int MAX_CHARACTERS = 3_000;

    private Set<StoragePath> known = Set.of();

    /** Whether it was not covered before. */
    public boolean add(StoragePath directory) {
        if (known.contains(directory) || known.stream().anyMatch(each -> each.covers(directory))) {
            return false;
        }
        Set<StoragePath> more = new HashSet<>(known);
        more.add(directory);
        known = widened(more);
        return true;
    }

    private static Set<StoragePath> widened(Set<StoragePath> directories) {
        Set<StoragePath> few = withoutCovered(directories);
        while (tooMany(few)) {
            int deepest = few.stream().mapToInt(StoragePath::depth).max().orElse(1);
            if (deepest == 1) {
                return few; // as many trees as storages have
            }
            Set<StoragePath> wider = new HashSet<>();
            for (StoragePath each : few) {
                wider.add(each.depth() == deepest ? each.parent().orElse(each) : each);
            }
            few = withoutCovered(wider);
        }
        return few;
    }

    private static boolean tooMany(Set<StoragePath> directories) {
        return directories.size() > MAX
                || directories.stream().mapToInt(each -> each.value().length()).sum() > MAX_CHARACTERS;
    }

    private static Set<StoragePath> withoutCovered(Collection<StoragePath> directories) {
        Set<StoragePath> rest = new HashSet<>();
        for (StoragePath each : directories) {
            boolean covered = directories.stream().anyMatch(other -> !other.equals(each) && other.covers(each));
            if (!covered) {
                rest.add(each);
            }
        }
        return rest;
    }

    public List<StoragePath> list() {
        return List.copyOf(known);
    }
}
