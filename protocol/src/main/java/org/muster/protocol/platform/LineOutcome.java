package org.muster.protocol.platform;

import java.util.Locale;

/** What became of one line of a proposal. */
public enum LineOutcome {
    /** Not carried out yet, or never because its proposal was not approved. */
    WAITING,
    /** Carried out and, where that is possible, read back. */
    DONE,
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
