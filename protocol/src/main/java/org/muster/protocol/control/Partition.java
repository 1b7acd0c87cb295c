package org.muster.protocol.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** A part of a stage's work that can be kept apart from the rest: what runs at a site or on a node, or is read from an RSE. */
public record Partition(Kind kind, String name) {
    /** Characters of a name at most. */
    private static final int MAX_NAME = 255;

    public enum Kind {
        SITE,
        RSE,
        /** One worker node, by the host name that its jobs report. */
        NODE;

        @JsonCreator
        public static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.toString().equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "a partition is a site, rse or node, not '" + text + "'; a slice is quarantined in its campaign");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Partition {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name: 1 to " + MAX_NAME + " characters");
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
