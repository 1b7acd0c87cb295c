package org.muster.webapp.dashboard;

import java.util.Optional;

/** One line of what a page says about its subject; without a value it says "none". */
record Fact(String label, Cell cell) {
    static Fact of(String label, Object value) {
        return new Fact(label, Cell.text(value));
    }

    static Fact of(String label, Optional<?> value) {
        return new Fact(label, Cell.text(value));
    }

    static Fact of(String label, Cell cell) {
        return new Fact(label, cell);
    }
}
