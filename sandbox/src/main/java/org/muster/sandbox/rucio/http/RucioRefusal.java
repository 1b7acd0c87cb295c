package org.muster.sandbox.rucio.http;

import java.util.Locale;

/**
 * A refusal in Rucio's form: clients decide by the exception class, hardly by the status. The text is the detail alone;
 * what the class means in general is said by whoever shows it.
 */
public final class RucioRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String exceptionClass;
    private final String text;

    public RucioRefusal(int status, String exceptionClass, String text) {
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
    public RucioRefusal withStatus(int otherStatus) {
        return new RucioRefusal(otherStatus, exceptionClass, text);
    }

    public static RucioRefusal valueError(String text) {
        return new RucioRefusal(400, "ValueError", text);
    }

    public static RucioRefusal keyError(String key) {
        return new RucioRefusal(400, "KeyError", "'" + key + "' not defined");
    }

    public static RucioRefusal typeError(String text) {
        return new RucioRefusal(400, "TypeError", text);
    }

    public static RucioRefusal invalidObject(String text) {
        return new RucioRefusal(400, "InvalidObject", text);
    }

    public static RucioRefusal cannotAuthenticate(String text) {
        return new RucioRefusal(401, "CannotAuthenticate", text);
    }

    public static RucioRefusal accessDenied(String text) {
        return new RucioRefusal(401, "AccessDenied", text);
    }

    public static RucioRefusal duplicate(String text) {
        return new RucioRefusal(409, "Duplicate", text);
    }

    public static RucioRefusal didNotFound(UncheckedDid did) {
        return new RucioRefusal(
                404, "DataIdentifierNotFound", String.format(Locale.ROOT, "Data identifier '%s' not found", did));
    }

    public static RucioRefusal rseNotFound(String rse) {
        return new RucioRefusal(
                404, "RSENotFound", String.format(Locale.ROOT, "RSE '%s' cannot be found in vo 'def'", rse));
    }

    public static RucioRefusal accountNotFound(String account) {
        return new RucioRefusal(404, "AccountNotFound", "Account ID '" + account + "' does not exist");
    }

    public static RucioRefusal unsupported(String text) {
        return new RucioRefusal(409, "UnsupportedOperation", text);
    }
}
