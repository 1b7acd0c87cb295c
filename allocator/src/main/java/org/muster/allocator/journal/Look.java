package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Finds the rows of one page of a table by their ids, in one direction from where the page before ended. However rare they are, no
 * more than {@link #ROWS} are looked at for one answer: behind those the next page goes on, be this one full or not. So no filter
 * costs more the longer a ledger lives, and none needs an index of its own.
 *
 * <p>The table is read in parts, each in the order of an index: one of a stage, a workflow or a job, or the whole table as the one
 * part that it is.
 */
final class Look {
    /** Looked at for one page at most, in all parts together. */
    static final int ROWS = 50_000;

    private final String table;
    private final String id;
    private final TableFilters filters;
    private final BoundConditions wanted = new BoundConditions();
    private BoundConditions part = new BoundConditions();
    private long[] parts = {0};
    private String behind;
    private String first = "";

    /** @param table with the alias {@code t} */
    Look(String table, String id, TableFilters filters) {
        this.table = table;
        this.id = "t." + id;
        this.filters = filters;
        this.behind = filters.behind(this.id);
    }

    /** @param condition of a row {@code t} of part {@code s.part}; an index has those rows in the order of ids */
    Look in(long[] these, String condition, Object... bound) {
        parts = these;
        part = new BoundConditions().and(condition, bound);
        return this;
    }

    /** By which column the rows of a part come first, ids being in the same order. */
    Look by(String column) {
        first = column + " " + filters.order().sql() + ", ";
        return this;
    }

    Look behind(String condition) {
        behind = condition;
        return this;
    }

    /** What a row {@code t} has to be besides, whether an index knows it or not. */
    BoundConditions wanted() {
        return wanted;
    }

    /**
     * @param ids in their order, one more than the limit if there are more
     * @param edge where the next page has to go on behind the last of these; empty if everything was looked at
     */
    record Seen(List<Long> ids, OptionalLong edge) {}

    static Seen read(ResultSet row) throws SQLException {
        List<Long> ids = List.of((Long[]) row.getArray("ids").getArray());
        long edge = row.getLong("edge");
        return new Seen(ids, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(edge));
    }

    String sql() {
        boolean oldest = filters.order() == TableFilters.Order.OLDEST;
        return String.format(
                Locale.ROOT,
                """
                with looked as materialized (
                    select s.part, r.id, r.wanted from unnest(?::bigint[]) s(part) cross join lateral (
                        select %1$s as id, (%2$s) as wanted from %3$s where %4$s and %5$s order by %6$s%1$s %7$s limit %8$d) r),
                edge as (
                    select %9$s(last) as id from (
                        select %10$s(id) as last from looked group by part having count(*) >= %8$d) ends)
                select array(
                        select l.id from looked l cross join edge e where l.wanted and (e.id is null or l.id %11$s e.id)
                        order by l.id %7$s limit %12$d) as ids,
                    (select id from edge) as edge
                """,
                id,
                wanted.where(),
                table,
                part.where(),
                behind,
                first,
                filters.order().sql(),
                most(),
                oldest ? "min" : "max",
                oldest ? "max" : "min",
                oldest ? "<=" : ">=",
                filters.limit() + 1);
    }

    /** Of each part: if every row is wanted no more than are shown. */
    private int most() {
        int shown = filters.limit() + 1;
        return wanted.isEmpty() ? shown : Math.max(shown, ROWS / Math.max(1, parts.length));
    }

    BoundConditions values() {
        return BoundConditions.of((Object) parts).then(wanted).then(part);
    }
}
