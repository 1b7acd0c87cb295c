package org.muster.allocator.commit;

/** The command was not taken, or whether it was is unknown: ask again. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(String why) {
        super(why, null, false, false);
    }
}
