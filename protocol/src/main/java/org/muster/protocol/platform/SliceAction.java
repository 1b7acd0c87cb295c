package org.muster.protocol.platform;

import java.util.Locale;

/** What people do to a slice of a full production that waits for its start. */
public enum SliceAction {
    /** It is not started before somebody lets it go. */
    HOLD,
    UNHOLD,
    /** At once, out of its turn. */
    START,
    /** One band forward. */
    FORWARD,
    /** One band back. */
    BACK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
