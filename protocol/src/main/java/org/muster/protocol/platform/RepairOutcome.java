package org.muster.protocol.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of one repair. */
public enum RepairOutcome {
    /** Not carried out yet, or never because its list was not approved. */
    WAITING,
    /** Carried out and read back. */
    DONE,
    FAILED;

    @JsonCreator
    public static RepairOutcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
