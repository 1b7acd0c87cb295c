package org.muster.allocator.journal;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param array its values in many rows
 * @param role what later states of a row do to it
 * @param inserted what the first state writes
 */
record Column<R>(String name, Type type, Function<List<R>, Object> array, Role role, String inserted) {
    /** As PostgreSQL calls the elements of a parameter, and what becomes of one on its way into a row. */
    enum Type {
        LONG("int8"),
        INT("int4"),
        DOUBLE("float8"),
        FLAG("bool"),
        TEXT("text"),
        TIME("int8", "timestamptz 'epoch' + %s * interval '1 microsecond'");

        final String element;
        private final String value;

        Type(String element) {
            this(element, "%s");
        }

        Type(String element, String value) {
            this.element = element;
            this.value = value;
        }

        private String value(String name) {
            return String.format(Locale.ROOT, value, "u." + name);
        }
    }

    enum Role {
        KEY,
        FIXED,
        CHANGING,
        /** An absent one leaves what is there. */
        KEPT
    }

    Column(String name, Type type, Function<List<R>, Object> array, Role role) {
        this(name, type, array, role, type.value(name));
    }

    Column<R> insertedAs(String expression) {
        return new Column<>(name, type, array, role, String.format(Locale.ROOT, expression, inserted));
    }

    String parameter() {
        return "unnest(?::" + type.element + "[]) as " + name;
    }

    /** By an update of rows {@code x}. */
    String updated() {
        return set(type.value(name));
    }

    /** If the row {@code x} was there before it was to be inserted. */
    String upserted() {
        return set("excluded." + name);
    }

    private String set(String value) {
        return name + " = " + (role == Role.KEPT ? "coalesce(" + value + ", x." + name + ")" : value);
    }

    String same() {
        return "x." + name + " = u." + name;
    }
}
