package org.muster.webapp.intake;

import java.io.IOException;

/** Ends the reading of a body; an IOException because that is what readers of bodies expect. */
final class BodyRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BodyRefused(int status, String title) {
        super(title, null);
        this.status = status;
    }

    int status() {
        return status;
    }

    String title() {
        return String.valueOf(getMessage());
    }

    static BodyRefused tooLong(long limit) {
        return new BodyRefused(
                413, "The request's body is longer than the " + limit + " bytes that this address takes.");
    }

    static BodyRefused tooSlow() {
        return new BodyRefused(408, "The request's body came too slowly.");
    }

    static BodyRefused tooMany() {
        return new BodyRefused(503, "Too many requests are being sent at once. Try again in a moment.");
    }

    static BodyRefused encoded() {
        return new BodyRefused(415, "Send the body as it is, without Content-Encoding.");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
