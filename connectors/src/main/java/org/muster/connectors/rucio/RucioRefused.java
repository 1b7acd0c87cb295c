package org.muster.connectors.rucio;

/** Rucio answered, and the answer is no; asking again would get the same answer. */
public final class RucioRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RucioError error;
    private final int status;

    RucioRefused(RucioError error, int status, String message) {
        super(message);
        this.error = error;
        this.status = status;
    }

    public RucioError error() {
        return error;
    }

    public int status() {
        return status;
    }
}
