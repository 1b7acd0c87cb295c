package org.muster.domain.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Numbers with their unit, and times in UTC, the same wherever people read them. No number breaks at the end of a line. Decimal
 * units: 1 GB is 10^9 bytes, as tape and quota people count.
 */
public final class Units {
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

    /** From here on seconds alone say little. */
    private static final double LONG_SPAN = 7200;

    private static final double HOUR = 3600;

    private Units() {}

    /** Without the zone: tables say UTC in their heading. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    public static String time(Optional<Instant> time) {
        return time.map(Units::time).orElse("");
    }

    /** Most numbers of a page have no thousands, and a format is read anew for each number. */
    public static String count(long value) {
        if (value > -(long) KILO && value < (long) KILO) {
            return Long.toString(value);
        }
        return String.format(Locale.ROOT, "%,d", value).replace(',', GROUP);
    }

    /** One decimal. */
    public static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.1f", number).replace(',', GROUP);
    }

    /** Three digits; from a tenth of a gigabyte on in GB, the unit in which output files are talked about. */
    public static String bytes(long bytes) {
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

    /** Whole seconds; with a decimal where they are few. */
    public static String seconds(double seconds) {
        boolean few = seconds < 9.95 && seconds != Math.rint(seconds);
        return (few ? decimal(seconds) : count(Math.round(seconds))) + GAP + "s";
    }

    /** Seconds, and hours beside them where seconds alone say little. */
    public static String span(double seconds) {
        return seconds < LONG_SPAN ? seconds(seconds) : seconds(seconds) + " (" + hours(seconds / HOUR) + ")";
    }

    public static String hours(double hours) {
        return digits(hours) + GAP + "h";
    }

    public static String coreHours(double hours) {
        return digits(hours) + GAP + "core-h";
    }

    /**
     * Whole percent, as in the weekly table; with a decimal from 99 on, so that 99.4 does not read as all, and where rounding
     * would claim nothing.
     */
    public static String percent(double ratio) {
        double percent = ratio * 100;
        boolean nearlyAll = percent >= 99 && percent < 100;
        boolean hardlyAny = percent > 0 && percent < 0.5;
        String number =
                nearlyAll || hardlyAny ? decimal(Math.min(99.9, Math.max(0.1, percent))) : count(Math.round(percent));
        return number + GAP + "%";
    }

    public static String percent(Optional<Double> ratio) {
        return ratio.map(Units::percent).orElse("");
    }

    /** Percent with one decimal, for what is reported to meetings. */
    public static String tenths(double ratio) {
        return decimal(ratio * 100) + GAP + "%";
    }

    /** The same text with plain spaces, for terminals and for programs that read what they show. */
    public static String plain(String text) {
        return text.replace(GROUP, ' ').replace(GAP, ' ');
    }

    private static String digits(double value) {
        if (value >= 99.95) {
            return count(Math.round(value));
        }
        return String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value);
    }
}
