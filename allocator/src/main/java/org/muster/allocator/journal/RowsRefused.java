package org.muster.allocator.journal;

/** PostgreSQL holds the rows of a batch for wrong, a defect: it is not committed, and asking again would not help. */
public final class RowsRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowsRefused(Throwable cause) {
        super("PostgreSQL refuses the rows of a batch", cause);
    }
}
