package org.muster.allocator.http;

import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of all bodies that are being read or worked on. What fits into {@link #FREE} is not counted, so that the requests
 * of which there are thousands, get_file and heartbeats, come through whatever others send; they are as many as connections.
 */
public final class Bodies {
    /** Of each body. */
    static final int FREE = 8 * 1024;

    /** All strangers together may take a half, those of one address half of that. */
    private static final int HALF = 2;

    private final long limit;
    private final Map<String, Long> byAddress = new HashMap<>();
    private long taken;
    private long takenByStrangers;

    public Bodies(long limit) {
        this.limit = limit;
    }

    /** For somebody who has shown a token. */
    synchronized boolean take(long bytes) {
        if (taken + bytes > limit) {
            return false;
        }
        taken += bytes;
        return true;
    }

    synchronized boolean take(String stranger, long bytes) {
        long strangers = takenByStrangers + bytes;
        long its = byAddress.getOrDefault(stranger, 0L) + bytes;
        if (strangers > limit / HALF || its > limit / HALF / HALF || !take(bytes)) {
            return false;
        }
        takenByStrangers = strangers;
        byAddress.put(stranger, its);
        return true;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    synchronized void giveBack(String stranger, long bytes) {
        giveBack(bytes);
        takenByStrangers -= bytes;
        byAddress.computeIfPresent(stranger, (who, its) -> its > bytes ? its - bytes : null);
    }

    public synchronized long taken() {
        return taken;
    }
}
