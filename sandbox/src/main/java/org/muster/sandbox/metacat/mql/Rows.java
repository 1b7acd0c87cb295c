package org.muster.sandbox.metacat.mql;

/**
 * A set of files as SQL with the columns {@code fid} and {@code created_timestamp}, and the order it is in. Duplicates
 * are possible: parents and children come once per link. In an order of turns there is a column {@code turn} too.
 */
record Rows(Sql sql, Order order) {

    enum Order {
        NONE(""),
        BY_TIME(" order by t.created_timestamp, t.fid"),
        BY_FID(" order by t.fid"),
        /** The order that a filter gives. */
        BY_TURN(" order by t.turn");

        private final String clause;

        Order(String clause) {
            this.clause = clause;
        }

        String clause() {
            return clause;
        }
    }

    static Rows unordered(Sql sql) {
        return new Rows(sql, Order.NONE);
    }

    Rows ordered(Order other) {
        return new Rows(sql, other);
    }

    /** The column of the turn to be selected with the others, if there is one. */
    String turn() {
        return order == Order.BY_TURN ? ", t.turn" : "";
    }

    /** All columns of {@link #sql}, as the table {@code t}. */
    Sql sorted(String slice, Object... values) {
        return Sql.format("select t.* from (%s) t" + order.clause(), sql).then(slice, values);
    }
}
