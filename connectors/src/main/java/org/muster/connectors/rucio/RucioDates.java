package org.muster.connectors.rucio;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Rucio writes almost every date as {@code Sun, 22 Nov 2026 20:01:16 UTC}, which is not quite RFC 1123. */
final class RucioDates {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.US);

    private RucioDates() {}

    static Instant parse(String text) {
        return ZonedDateTime.parse(text, FORM).toInstant();
    }
}
