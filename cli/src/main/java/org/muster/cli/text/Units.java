package org.muster.cli.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Numbers with their units, and times in UTC. Decimal units: 1 GB is 10^9 bytes, as tape and quota people count. */
public final class Units {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SECONDS_PER_MINUTE = 60;

    private Units() {}

    /** Without the zone: tables say UTC in their heading. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    public static String time(Optional<Instant> time) {
        return time.map(Units::time).orElse("");
    }

    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < BYTES.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == 0) {
            return bytes + " B";
        }
        return String.format(Locale.ROOT, "%." + decimals(value) + "f %s", value, BYTES[unit]);
    }

    /** Three significant digits. */
    private static int decimals(double value) {
        if (value < 10) {
            return 2;
        }
        return value < 100 ? 1 : 0;
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** One decimal. */
    public static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    public static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (whole < SECONDS_PER_MINUTE) {
            return whole + " s";
        }
        if (whole < SECONDS_PER_HOUR) {
            return whole / SECONDS_PER_MINUTE + " min " + whole % SECONDS_PER_MINUTE + " s";
        }
        return whole / SECONDS_PER_HOUR + " h " + whole % SECONDS_PER_HOUR / SECONDS_PER_MINUTE + " min";
    }

    /** A fraction as per cent: whole as in the weekly table, one decimal from 99 % up so that 99.4 does not read as all. */
    public static String percent(double fraction) {
        double percent = fraction * 100;
        boolean nearlyAll = percent >= 99 && percent < 100;
        return String.format(Locale.ROOT, nearlyAll ? "%.1f %%" : "%.0f %%", percent);
    }

    public static String percent(Optional<Double> fraction) {
        return fraction.map(Units::percent).orElse("");
    }

    public static String coreHours(double hours) {
        return String.format(Locale.ROOT, hours < 10 ? "%.2f core-h" : "%,.0f core-h", hours);
    }
}
