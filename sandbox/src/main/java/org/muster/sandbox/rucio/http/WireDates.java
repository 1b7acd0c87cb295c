package org.muster.sandbox.rucio.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rucio writes RFC 1123 dates, but with {@code UTC} where the standard has {@code GMT}; seconds are the resolution. */
public final class WireDates {

    private static final DateTimeFormatter RUCIO =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.US);
    private static final DateTimeFormatter ISO_WITHOUT_ZONE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.US);

    private WireDates() {}

    public static String format(Instant time) {
        return RUCIO.format(time.atOffset(ZoneOffset.UTC));
    }

    public static @Nullable String formatNullable(@Nullable OffsetDateTime time) {
        return time == null ? null : format(time.toInstant());
    }

    /** As the account endpoints write it. */
    public static String iso(OffsetDateTime time) {
        return ISO_WITHOUT_ZONE.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }
}
