package org.muster.benchmarks.figures;

import java.util.Locale;

/**
 * What a figure was, and what it is to be.
 *
 * @param before as it was told
 * @param aim in the unit of the figure
 */
public record Goal(String what, String unit, String before, double aim, Direction direction) {
    /** Which side of the aim is the good one. */
    public enum Direction {
        AT_MOST,
        AT_LEAST
    }

    boolean met(double value) {
        return direction == Direction.AT_MOST ? value <= aim : value >= aim;
    }

    /** Three digits that count. */
    static String plain(double value) {
        double size = Math.abs(value);
        String form =
                size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, value);
    }
}
