package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds the columns of many rows as arrays, one parameter a column, for statements over {@code unnest}. */
final class Columns<R> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<R> rows;
    private int parameter;

    Columns(Connection connection, PreparedStatement statement, List<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    Columns<R> longs(ToLongFunction<R> column) throws SQLException {
        return array("int8", rows.stream().map(column::applyAsLong).toArray(Long[]::new));
    }

    Columns<R> ints(ToIntFunction<R> column) throws SQLException {
        return array("int4", rows.stream().map(column::applyAsInt).toArray(Integer[]::new));
    }

    Columns<R> doubles(ToDoubleFunction<R> column) throws SQLException {
        return array("float8", rows.stream().map(column::applyAsDouble).toArray(Double[]::new));
    }

    Columns<R> flags(Predicate<R> column) throws SQLException {
        return array("bool", rows.stream().map(column::test).toArray(Boolean[]::new));
    }

    Columns<R> texts(Function<R, @Nullable String> column) throws SQLException {
        String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return array("text", values);
    }

    Columns<R> codes(Function<R, OptionalInt> column) throws SQLException {
        Integer[] values = new Integer[rows.size()];
        for (int i = 0; i < values.length; i++) {
            OptionalInt code = column.apply(rows.get(i));
            values[i] = code.isPresent() ? Integer.valueOf(code.getAsInt()) : null;
        }
        return array("int4", values);
    }

    /** Microseconds since the epoch, which the statements turn into timestamps without rounding. */
    Columns<R> times(Function<R, Instant> column) throws SQLException {
        return longs(row -> micros(column.apply(row)));
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    }

    private Columns<R> array(String type, Object[] values) throws SQLException {
        statement.setArray(++parameter, connection.createArrayOf(type, values));
        return this;
    }
}
