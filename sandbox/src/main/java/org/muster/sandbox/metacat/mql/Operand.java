package org.muster.sandbox.metacat.mql;

/** The left side of a test. */
sealed interface Operand {

    /** A column. */
    record Attribute(String name) implements Operand {}

    /** A metadata value or, by a JSON path suffix such as {@code [*]} or {@code ."key"}, a part of it. */
    record Value(String name, String suffix) implements Operand {

        String path() {
            return "$." + Constant.quoted(name) + suffix;
        }
    }

    /** Every element: holds unless some element violates it, so also for no elements at all. */
    record Every(String name) implements Operand {

        String path() {
            return "$." + Constant.quoted(name) + "[*]";
        }
    }

    /** The length of a list. */
    record Length(String name) implements Operand {}
}
