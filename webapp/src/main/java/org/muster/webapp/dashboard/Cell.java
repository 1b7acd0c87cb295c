package org.muster.webapp.dashboard;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.domain.text.Units;

/**
 * One cell of a table.
 *
 * @param text what people read
 * @param raw the value for sorting and downloads, without unit; empty if there is none
 * @param href where it leads; empty if nowhere
 * @param look how it is drawn
 */
record Cell(String text, String raw, String href, Look look) {
    /** How a cell is drawn. */
    enum Look {
        TEXT,
        CODE,
        NUMBER,
        TIME,
        STATE,
        BAR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z0-9]+");
    private static final Cell NOTHING = new Cell("", "", "", Look.TEXT);

    static Cell nothing() {
        return NOTHING;
    }

    static Cell text(Object value) {
        return plain(value, Look.TEXT);
    }

    static Cell text(Optional<?> value) {
        return value.map(Cell::text).orElse(NOTHING);
    }

    /** A name that may be long and may break anywhere. */
    static Cell code(Object value) {
        return plain(value, Look.CODE);
    }

    static Cell code(Optional<?> value) {
        return value.map(Cell::code).orElse(NOTHING);
    }

    static Cell state(Object value) {
        return plain(value, Look.STATE);
    }

    static Cell count(long value) {
        return number(Units.count(value), Long.toString(value));
    }

    static Cell count(Optional<? extends Number> value) {
        return value.map(number -> count(number.longValue())).orElse(NOTHING);
    }

    static Cell bytes(long value) {
        return number(Units.bytes(value), Long.toString(value));
    }

    static Cell seconds(double value) {
        return number(Units.seconds(value), Double.toString(value));
    }

    static Cell hours(double value) {
        return number(Units.hours(value), Double.toString(value));
    }

    static Cell percent(Optional<Double> ratio) {
        return ratio.map(value -> number(Units.percent(value), Double.toString(value)))
                .orElse(NOTHING);
    }

    static Cell time(Instant time) {
        return new Cell(Units.time(time), time.toString(), "", Look.TIME);
    }

    static Cell time(Optional<Instant> time) {
        return time.map(Cell::time).orElse(NOTHING);
    }

    /** A part of a whole as a bar; nothing while the whole is not known. */
    static Cell part(long part, long whole) {
        if (whole <= 0) {
            return NOTHING;
        }
        double ratio = (double) part / whole;
        return new Cell(Units.percent(ratio), Double.toString(ratio), "", Look.BAR);
    }

    Cell to(String link) {
        return text.isEmpty() ? this : new Cell(text, raw, link, look);
    }

    public boolean linked() {
        return !href.isEmpty();
    }

    /** Whether there is anything to sort by. */
    public boolean sortable() {
        return !raw.isEmpty();
    }

    /** Name of a state as part of a style class. */
    public String slug() {
        return NO_LETTERS.matcher(raw.toLowerCase(Locale.ROOT)).replaceAll("-");
    }

    private static Cell plain(Object value, Look look) {
        String text = value.toString();
        return new Cell(text, text, "", look);
    }

    private static Cell number(String text, String raw) {
        return new Cell(text, raw, "", Look.NUMBER);
    }
}
