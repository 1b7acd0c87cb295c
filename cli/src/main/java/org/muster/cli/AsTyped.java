package org.muster.cli;

import java.util.Optional;
import java.util.stream.Stream;

/** Java puts U+FFFD in the place of what the terminal's character set does not have: such a word is not what was typed. */
final class AsTyped {
    private static final String LOST = "\uFFFD";

    private AsTyped() {}

    /** Why the words of a command line cannot be taken as they are. */
    static Optional<String> complaint(String... words) {
        return Stream.of(words)
                .filter(word -> word.contains(LOST))
                .findFirst()
                .map(
                        word -> "'" + word + "' holds characters that did not arrive as typed, and nothing was done."
                                + " Muster reads UTF-8: set LC_ALL=C.UTF-8 (or a locale of yours that ends in .UTF-8) and type it again.");
    }
}
