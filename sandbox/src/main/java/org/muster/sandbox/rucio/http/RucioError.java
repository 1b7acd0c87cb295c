package org.muster.sandbox.rucio.http;

import java.util.Locale;

/**
 * A refusal in Rucio's form: clients decide by the exception class, hardly by the status. The text is the detail alone;
 * what the class means in general is said by whoever shows it.
 */
public final class RucioError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String exceptionClass;
    private final String text;

    public RucioError(int status, String exceptionClass, String text) {
        super(exceptionClass + ": " + text, null, false, false);
        this.status = status;
        this.exceptionClass = exceptionClass;
        this.text = text;
    }

    public int status() {
        return status;
    }

    public String exceptionClass() {
        return exceptionClass;
    }

    public String text() {
        return text;
    }

    /** The same refusal as another endpoint answers it: the real server is not uniform. */
    public RucioError withStatus(int otherStatus) {
        return new RucioError(otherStatus, exceptionClass, text);
    }

    public static RucioError valueError(String text) {
        return new RucioError(400, "ValueError", text);
    }

    public static RucioError keyError(String key) {
        return new RucioError(400, "KeyError", "'" + key + "' not defined");
    }

    public static RucioError typeError(String text) {
        return new RucioError(400, "TypeError", text);
    }

    public static RucioError invalidObject(String text) {
        return new RucioError(400, "InvalidObject", text);
    }

    public static RucioError cannotAuthenticate(String text) {
        return new RucioError(401, "CannotAuthenticate", text);
    }

    public static RucioError accessDenied(String text) {
        return new RucioError(401, "AccessDenied", text);
    }

    public static RucioError duplicate(String text) {
        return new RucioError(409, "Duplicate", text);
    }

    public static RucioError didNotFound(Did did) {
        return new RucioError(
                404, "DataIdentifierNotFound", String.format(Locale.ROOT, "Data identifier '%s' not found", did));
    }

    public static RucioError rseNotFound(String rse) {
        return new RucioError(
                404, "RSENotFound", String.format(Locale.ROOT, "RSE '%s' cannot be found in vo 'def'", rse));
    }

    public static RucioError accountNotFound(String account) {
        return new RucioError(404, "AccountNotFound", "Account ID '" + account + "' does not exist");
    }

    public static RucioError unsupported(String text) {
        return new RucioError(409, "UnsupportedOperation", text);
    }
}
