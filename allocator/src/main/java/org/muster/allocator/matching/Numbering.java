package org.muster.allocator.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dense numbers for names, in order of first sight; a name keeps its number for the life of the process. */
public final class Numbering {
    /** Number of a name that nobody has numbered. */
    public static final int UNKNOWN = -1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    public int of(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = names.size();
        names.add(name);
        numbers.put(name, number);
        return number;
    }

    public int find(String name) {
        return numbers.getOrDefault(name, UNKNOWN);
    }

    /** The name with this number, which is one of them. */
    public String name(int number) {
        return names.get(number);
    }

    /** The name with this number; none for {@link #UNKNOWN}. */
    public Optional<String> known(int number) {
        return number == UNKNOWN ? Optional.empty() : Optional.of(names.get(number));
    }

    public int size() {
        return names.size();
    }
}
