package org.muster.webapp.intake;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all bodies that are in memory together. */
final class BodyBudget {
    /** What is read from a body takes a few times its length: an eighth of the heap for bodies leaves room for that. */
    private static final int SHARE_OF_HEAP = 8;

    private final long bytes;
    private final AtomicLong used = new AtomicLong();

    BodyBudget(long bytes) {
        this.bytes = bytes;
    }

    static BodyBudget ofHeap() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Whether so much more fits; nothing is taken if it does not. */
    boolean take(long more) {
        if (used.addAndGet(more) <= bytes) {
            return true;
        }
        used.addAndGet(-more);
        return false;
    }

    void giveBack(long taken) {
        used.addAndGet(-taken);
    }

    long used() {
        return used.get();
    }
}
