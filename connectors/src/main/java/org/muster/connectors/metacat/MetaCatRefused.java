package org.muster.connectors.metacat;

/** MetaCat answered, and the answer is no; its text says why. */
public final class MetaCatRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MetaCatError error;
    private final int status;

    MetaCatRefused(int status, String text) {
        super("MetaCat refused (" + status + "): " + text.strip());
        this.status = status;
        this.error = MetaCatError.of(status, text);
    }

    public MetaCatError error() {
        return error;
    }

    public int status() {
        return status;
    }

    /** A query that MetaCat cannot read: its author must mend it. */
    public boolean badQuery() {
        return error == MetaCatError.BAD_QUERY;
    }
}
