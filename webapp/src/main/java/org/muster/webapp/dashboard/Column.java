package org.muster.webapp.dashboard;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param key its name in downloads
 * @param label its heading
 */
record Column<T>(String key, String label, Function<T, Cell> cell) {
    static <T> Column<T> of(String key, String label, Function<T, Cell> cell) {
        return new Column<>(key, label, cell);
    }
}
