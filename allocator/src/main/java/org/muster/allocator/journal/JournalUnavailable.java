package org.muster.allocator.journal;

/** PostgreSQL did not take or did not answer. Whether a batch was committed is then unknown until it is read again. */
public final class JournalUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    JournalUnavailable(String what, Throwable cause) {
        super(what, cause);
    }

    JournalUnavailable(String what) {
        super(what);
    }
}
