package org.muster.allocator.pilots;

/** A request that cannot be understood. The message is one line for whoever sent it. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
        super(why, null, false, false);
    }
}
