package org.muster.agents.runtime;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.muster.domain.failure.Halving;

/** {@link Halving} as every agent does it. */
public final class Halves {
    private Halves() {}

    /** @throws RuntimeException an outage, which no half would end */
    public static <T> void each(List<T> items, Consumer<List<T>> work, BiConsumer<T, RuntimeException> spoilt) {
        Halving.each(items, work, trouble -> !Troubles.outage(trouble), spoilt);
    }
}
