package org.muster.domain.text;

import java.util.Optional;

/** What pilots, people and documents of before say nothing by. */
public final class Absent {
    private Absent() {}

    public static Optional<String> ifEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    public static Optional<String> ifEmpty(Optional<String> text) {
        return text.filter(some -> !some.isEmpty());
    }

    public static <N extends Number> Optional<N> ifZero(Optional<N> number) {
        return number.filter(some -> some.longValue() != 0);
    }
}
