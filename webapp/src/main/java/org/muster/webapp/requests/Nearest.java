package org.muster.webapp.requests;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Nearest {
    /** More letters apart than this is another word. */
    private static final int FARTHEST = 3;

    private Nearest() {}

    public static Optional<String> to(String word, Collection<String> known) {
        LevenshteinDistance letters = new LevenshteinDistance(Math.min(FARTHEST, word.length() / 2));
        return known.stream()
                .filter(candidate -> letters.apply(word, candidate) >= 0)
                .min(Comparator.comparingInt(candidate -> letters.apply(word, candidate)));
    }
}
