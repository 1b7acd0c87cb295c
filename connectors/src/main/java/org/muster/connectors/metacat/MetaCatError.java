package org.muster.connectors.metacat;

import java.util.Locale;

/** What MetaCat's status and text together say went wrong; a status alone means several things. */
public enum MetaCatError {
    /** A query that cannot be read or carried out: its author must mend it. */
    BAD_QUERY,
    BAD_ARGUMENT,
    /** No token, or one that is not accepted. */
    NOT_AUTHENTICATED,
    NOT_PERMITTED,
    NOT_FOUND,
    ALREADY_EXISTS,
    /** A parent that is not declared, or another broken reference. */
    INTEGRITY,
    /** Of a file or its metadata. */
    INVALID_METADATA,
    /** An unhandled error of the server, which some faulty requests also cause. */
    SERVER,
    OTHER;

    static MetaCatError of(int status, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400 -> lower.contains("mql") ? BAD_QUERY : BAD_ARGUMENT;
            case 401 -> NOT_AUTHENTICATED;
            // Some methods say 403 for a missing token.
            case 403 ->
                lower.contains("authentication required") || lower.contains("client authentication failed")
                        ? NOT_AUTHENTICATED
                        : NOT_PERMITTED;
            case 404 -> NOT_FOUND;
            case 409 -> lower.contains("already exist") ? ALREADY_EXISTS : INTEGRITY;
            case 488 -> INVALID_METADATA;
            case 500 -> SERVER;
            default -> OTHER;
        };
    }
}
