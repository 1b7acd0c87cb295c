package org.muster.allocator.ledger.books;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.allocator.ledger.rows.Sums;

/** How many there are in each state, or how much. */
final class Tally<S extends Enum<S>> {
    private static final class Cell {
        long count;
    }

    private final Map<S, Cell> cells;

    Tally(Class<S> type) {
        cells = new EnumMap<>(type);
        for (S state : type.getEnumConstants()) {
            cells.put(state, new Cell());
        }
    }

    void add(S state, long change) {
        Cell cell = cell(state);
        cell.count = change < 0 ? cell.count + change : Sums.most(cell.count, change);
    }

    long of(S state) {
        return cell(state).count;
    }

    long all() {
        long all = 0;
        for (Cell cell : cells.values()) {
            all = Sums.most(all, cell.count);
        }
        return all;
    }

    private Cell cell(S state) {
        Cell cell = cells.get(state);
        if (cell == null) {
            throw new IllegalStateException("every state has a cell, but not " + state);
        }
        return cell;
    }

    /** States without members are left out. */
    Map<S, Long> counts() {
        Map<S, Long> counts = new LinkedHashMap<>();
        cells.forEach((state, cell) -> {
            if (cell.count > 0) {
                counts.put(state, cell.count);
            }
        });
        return counts;
    }
}
