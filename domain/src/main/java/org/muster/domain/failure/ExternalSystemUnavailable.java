package org.muster.domain.failure;

/** An outside system did not answer, or answered that it cannot now. Never an empty answer: the caller tries again later. */
public final class ExternalSystemUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String system;

    public ExternalSystemUnavailable(String system, String what) {
        super(system + ": " + what);
        this.system = system;
    }

    public ExternalSystemUnavailable(String system, String what, Throwable cause) {
        super(system + ": " + what, cause);
        this.system = system;
    }

    public String system() {
        return system;
    }
}
