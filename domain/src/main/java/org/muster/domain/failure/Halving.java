package org.muster.domain.failure;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Does with all of a list at once what one bad item of it can spoil. */
public final class Halving {
    private Halving() {}

    /**
     * If it fails for all it is done for each half, down to the items that it fails for alone.
     *
     * @param oneOfThem whether a single item may be the reason; any other failure, such as an outage, ends it all
     * @param spoilt told of each item that fails alone
     */
    public static <T> void each(
            List<T> items,
            Consumer<List<T>> work,
            Predicate<RuntimeException> oneOfThem,
            BiConsumer<T, RuntimeException> spoilt) {
        if (items.isEmpty()) {
            return;
        }
        try {
            work.accept(items);
        } catch (RuntimeException e) {
            if (!oneOfThem.test(e)) {
                throw e;
            }
            if (items.size() == 1) {
                spoilt.accept(items.get(0), e);
                return;
            }
            int half = items.size() / 2;
            each(items.subList(0, half), work, oneOfThem, spoilt);
            each(items.subList(half, items.size()), work, oneOfThem, spoilt);
        }
    }
}
