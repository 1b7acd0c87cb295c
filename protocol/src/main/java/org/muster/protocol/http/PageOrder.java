package org.muster.protocol.http;

import java.util.Locale;
import java.util.Map;

/** From which end a long table is read: the parameter {@code order}. {@code after} is behind what was shown, in this order. */
public enum PageOrder {
    OLDEST,
    NEWEST;

    public static final String NAME = "order";

    /** Oldest first if nothing is said. */
    public static PageOrder of(Map<String, String> parameters) {
        String text = parameters.getOrDefault(NAME, "");
        try {
            return text.isEmpty() ? OLDEST : valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("order is oldest or newest, not '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
