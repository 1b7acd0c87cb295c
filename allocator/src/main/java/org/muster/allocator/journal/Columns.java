package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Binds the columns of many rows as arrays, one parameter a column, for statements over {@code unnest}. */
final class Columns<R> {
    private final PGConnection connection;
    private final PreparedStatement statement;
    private final List<R> rows;
    private int parameter;

    /** @param parameter the last that is bound already; statements sent together share the numbering */
    Columns(Connection connection, PreparedStatement statement, List<R> rows, int parameter) throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.statement = statement;
        this.rows = rows;
        this.parameter = parameter;
    }

    int lastParameter() {
        return parameter;
    }

    Columns<R> longs(ToLongFunction<R> column) throws SQLException {
        long[] values = new long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.applyAsLong(rows.get(i));
        }
        return array("int8", values);
    }

    Columns<R> ints(ToIntFunction<R> column) throws SQLException {
        int[] values = new int[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.applyAsInt(rows.get(i));
        }
        return array("int4", values);
    }

    Columns<R> doubles(ToDoubleFunction<R> column) throws SQLException {
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.applyAsDouble(rows.get(i));
        }
        return array("float8", values);
    }

    Columns<R> flags(Predicate<R> column) throws SQLException {
        boolean[] values = new boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.test(rows.get(i));
        }
        return array("bool", values);
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
        return longs(row -> ChronoUnit.MICROS.between(Instant.EPOCH, column.apply(row)));
    }

    private Columns<R> array(String type, Object values) throws SQLException {
        statement.setArray(++parameter, connection.createArrayOf(type, values));
        return this;
    }
}
