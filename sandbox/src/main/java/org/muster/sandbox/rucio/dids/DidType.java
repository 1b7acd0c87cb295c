package org.muster.sandbox.rucio.dids;

import java.util.Locale;
import java.util.Optional;

/** What a DID is; the letter is what Rucio's database and rule filters use. */
public enum DidType {
    FILE("F"),
    DATASET("D"),
    CONTAINER("C");

    private final String letter;

    DidType(String letter) {
        this.letter = letter;
    }

    public String letter() {
        return letter;
    }

    public static DidType ofLetter(String letter) {
        for (DidType type : values()) {
            if (type.letter.equals(letter)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no DID type " + letter);
    }

    /** By name or letter, in any case. */
    static Optional<DidType> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (DidType type : values()) {
            if (type.name().equals(upper) || type.letter.equals(upper)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
