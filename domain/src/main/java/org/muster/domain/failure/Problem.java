package org.muster.domain.failure;

import java.util.Optional;

/**
 * One mistake in something a person or a program sent.
 *
 * @param field where, as a path such as {@code workflow[0].rss_mib}; empty for the whole document
 * @param line line in the document they sent, from 1, if there is one
 * @param message what is wrong, in the sender's words
 * @param fix what to write instead
 */
public record Problem(String field, Optional<Integer> line, String message, String fix) {
    public static Problem at(String field, String message, String fix) {
        return new Problem(field, Optional.empty(), message, fix);
    }

    @Override
    public String toString() {
        String place = line.map(number -> "line " + number + ", ").orElse("");
        String subject = field.isEmpty() ? "" : field + ": ";
        return place + subject + message + (fix.isEmpty() ? "" : " (" + fix + ")");
    }
}
