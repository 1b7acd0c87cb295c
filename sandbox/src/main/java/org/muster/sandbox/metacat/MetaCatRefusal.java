package org.muster.sandbox.metacat;

/** A refusal in MetaCat's form: a status and a short text, or JSON where the real server gives some. */
final class MetaCatRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String contentType;

    private MetaCatRefusal(int status, String contentType, String body) {
        super(body, null, false, false);
        this.status = status;
        this.contentType = contentType;
    }

    static MetaCatRefusal text(int status, String text) {
        return new MetaCatRefusal(status, "text/plain; charset=utf-8", text);
    }

    static MetaCatRefusal json(int status, Object body) {
        return new MetaCatRefusal(status, "application/json", MetaCatJson.write(body));
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    String body() {
        return String.valueOf(getMessage());
    }
}
