package org.muster.protocol.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of one line of a proposal. */
public enum LineOutcome {
    /** Not carried out yet, or never because its proposal was not approved. */
    WAITING,
    /** Carried out and, where that is possible, read back. */
    DONE,
    FAILED;

    @JsonCreator
    public static LineOutcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
