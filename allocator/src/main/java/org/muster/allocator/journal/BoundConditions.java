package org.muster.allocator.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Conditions of a query, each with its bound values. */
final class BoundConditions {
    private static final String ALL = "true";

    private final StringBuilder where = new StringBuilder(ALL);
    private final List<Object> values = new ArrayList<>();

    /** @param condition a constant of this package with a question mark for each value */
    BoundConditions and(String condition, Object... bound) {
        where.append(" and ").append(condition);
        values.addAll(List.of(bound));
        return this;
    }

    /** Values of a query that has its question marks already. */
    static BoundConditions of(Object... bound) {
        BoundConditions filter = new BoundConditions();
        filter.values.addAll(List.of(bound));
        return filter;
    }

    /** For a query with this one's conditions before the other's. */
    BoundConditions then(BoundConditions other) {
        BoundConditions both = new BoundConditions();
        both.values.addAll(values);
        both.values.addAll(other.values);
        return both;
    }

    /** Whether it takes every row. */
    boolean isEmpty() {
        return where.length() == ALL.length();
    }

    String where() {
        return where.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}
