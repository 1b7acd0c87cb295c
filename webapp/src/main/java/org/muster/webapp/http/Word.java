package org.muster.webapp.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words that an address may have in one place. */
public final class Word {
    private Word() {}

    /** @throws IllegalArgumentException which names the words there are */
    public static <E extends Enum<E>> E of(Class<E> words, String text) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of "
                        + List.of(words.getEnumConstants()).stream()
                                .map(word -> word.name().toLowerCase(Locale.ROOT))
                                .toList()
                        + "."));
    }
}
