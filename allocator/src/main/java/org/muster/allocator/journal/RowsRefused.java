package org.muster.allocator.journal;

/** Rows of a batch cannot be written, a defect: it is not committed, and asking again would not help. */
public final class RowsRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowsRefused(Throwable cause) {
        super("the rows of a batch cannot be written", cause);
    }
}
