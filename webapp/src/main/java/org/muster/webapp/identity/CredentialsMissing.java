package org.muster.webapp.identity;

/** The built-in identity provider cannot start; the message says what to do in one line. */
final class CredentialsMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CredentialsMissing(String message) {
        super(message);
    }

    CredentialsMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
