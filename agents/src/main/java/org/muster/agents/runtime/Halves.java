package org.muster.agents.runtime;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Does with all of a list at once what one bad item of it can spoil. */
public final class Halves {
    private Halves() {}

    /**
     * If it fails for all it is done for each half, down to the items that it fails for alone.
     *
     * @throws RuntimeException an outage, which no half would end
     */
    public static <T> void each(List<T> items, Consumer<List<T>> work, BiConsumer<T, RuntimeException> spoilt) {
        if (items.isEmpty()) {
            return;
        }
        try {
            work.accept(items);
        } catch (RuntimeException e) {
            if (Troubles.outage(e)) {
                throw e;
            }
            if (items.size() == 1) {
                spoilt.accept(items.get(0), e);
                return;
            }
            int half = items.size() / 2;
            each(items.subList(0, half), work, spoilt);
            each(items.subList(half, items.size()), work, spoilt);
        }
    }
}
