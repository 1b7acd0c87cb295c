package org.muster.webapp.dashboard;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param key its name in downloads
 * @param label its heading
 */
record PageColumn<T>(String key, String label, Function<T, Cell> cell) {
    static <T> PageColumn<T> of(String key, String label, Function<T, Cell> cell) {
        return new PageColumn<>(key, label, cell);
    }
}
