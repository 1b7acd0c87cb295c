package org.muster.cli.session;

/** There is no login that could be used; the message says what to do. */
public final class NotSignedIn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotSignedIn(String message) {
        super(message);
    }
}
