package org.muster.domain.campaign;

/** What changes whether a slice may be started. */
public enum SliceMove {
    HOLD,
    UNHOLD,
    /** When there is room for it, or because somebody wants it now. */
    START
}
