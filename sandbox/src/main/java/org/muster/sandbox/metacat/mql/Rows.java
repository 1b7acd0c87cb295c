package org.muster.sandbox.metacat.mql;

/**
 * A set of files as SQL with the columns {@code fid} and {@code created_timestamp}, and the order it is in. Duplicates
 * are possible: parents and children come once per link.
 */
record Rows(Sql sql, Order order) {

    enum Order {
        NONE(""),
        BY_TIME(" order by t.created_timestamp, t.fid"),
        BY_FID(" order by t.fid");

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

    /** All columns of {@link #sql}, as the table {@code t}. */
    Sql sorted(String slice, Object... values) {
        return Sql.format("select t.fid, t.created_timestamp from (%s) t" + order.clause(), sql)
                .then(slice, values);
    }
}
