package org.muster.sandbox.rucio.accounts;

/** How many bytes an account may have somewhere. */
public record Limit(long bytes) {

    /** What administrators set for no bound. The real server writes it as {@code Infinity}, which is no JSON. */
    private static final long NO_BOUND = -1;

    /** Without any bytes there is no room even for an empty file. */
    public boolean leavesRoomBeside(long used) {
        return bytes == NO_BOUND || (bytes > 0 && used <= bytes);
    }

    Number asTold() {
        return remaining(0);
    }

    Number remaining(long used) {
        return bytes == NO_BOUND ? (Number) Double.POSITIVE_INFINITY : (Number) (bytes - used);
    }
}
