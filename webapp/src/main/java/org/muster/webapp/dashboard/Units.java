package org.muster.webapp.dashboard;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them, always with their unit. */
final class Units {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Separates thousands: a narrow space that does not break. */
    private static final char GROUP = '\u202f';

    /** Between a number and its unit. */
    private static final char GAP = '\u00a0';

    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;
    private static final double TERA = 1e12;
    private static final double PETA = 1e15;

    private Units() {}

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', GROUP);
    }

    /** Decimal units; from a tenth of a gigabyte on in GB, the unit in which output files are talked about. */
    static String bytes(long bytes) {
        if (bytes < (long) KILO) {
            return count(bytes) + GAP + "B";
        }
        if (bytes < MEGA) {
            return digits(bytes / KILO) + GAP + "kB";
        }
        if (bytes < GIGA / 10) {
            return digits(bytes / MEGA) + GAP + "MB";
        }
        if (bytes < TERA) {
            return digits(bytes / GIGA) + GAP + "GB";
        }
        return bytes < PETA ? digits(bytes / TERA) + GAP + "TB" : digits(bytes / PETA) + GAP + "PB";
    }

    static String seconds(double seconds) {
        return count(Math.round(seconds)) + GAP + "s";
    }

    /** Seconds, and hours beside them where seconds alone say little. */
    static String span(long seconds) {
        String exact = seconds((double) seconds);
        return seconds < 7200 ? exact : exact + " (" + hours(seconds / 3600.0) + ")";
    }

    static String hours(double hours) {
        return digits(hours) + GAP + "h";
    }

    /** Whole percent of a ratio; with a decimal where rounding would claim all or nothing. */
    static String percent(double ratio) {
        double percent = ratio * 100;
        long whole = Math.round(percent);
        boolean claimsTooMuch = (whole == 100 && percent < 100) || (whole == 0 && percent > 0);
        String number = claimsTooMuch
                ? String.format(Locale.ROOT, "%.1f", Math.min(99.9, Math.max(0.1, percent)))
                : count(whole);
        return number + GAP + "%";
    }

    /** Percent with one decimal, for what is reported to meetings. */
    static String tenths(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio * 100) + GAP + "%";
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private static String digits(double value) {
        if (value >= 99.95) {
            return count(Math.round(value));
        }
        return String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value);
    }
}
