package org.muster.connectors.metacat;

/** MetaCat answered, and the answer is no; its text says why. */
public final class MetaCatRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    MetaCatRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** A query that MetaCat cannot read: its author must mend it. */
    public boolean badQuery() {
        return status == 400;
    }
}
