package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import javax.sql.DataSource;

/** How large the tables are that Muster's programs have in this database, now and once a day before; a partitioned one is one. */
public final class TableSizes {
    /** So many days are remembered. */
    public static final int KEPT_DAYS = 400;

    /** Days over which growth is averaged. */
    private static final Period COMPARED = Period.ofDays(30);

    private static final String NOW = """
            select n.nspname || '.' || coalesce(p.relname, c.relname) as name,
                sum(greatest(c.reltuples, 0))::bigint as rows, sum(pg_total_relation_size(c.oid))::bigint as bytes
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
                left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
            where c.relkind = 'r' and n.nspname in ('allocator', 'muster', 'camunda')
            group by 1
            """;

    private static final String NOTE =
            "insert into table_sizes (name, day, rows, bytes) select name, ?, rows, bytes from (" + NOW
                    + ") sizes on conflict do nothing";

    private static final String FORGET = "delete from table_sizes where day < ?";

    private static final String BEFORE = """
            select distinct on (name) name, day, rows, bytes from table_sizes
            where day >= ? and day < ? order by name, day
            """;

    private final DataSource database;
    private final Tables tables;

    public TableSizes(DataSource database) {
        this.database = database;
        this.tables = new Tables(database);
    }

    /**
     * @param name with its schema
     * @param rows as PostgreSQL estimates them
     * @param bytes with indexes and long texts
     */
    public record Size(String name, LocalDate day, long rows, long bytes) {}

    /** The largest first. */
    public List<Size> on(LocalDate today) throws JournalUnavailable {
        return tables.all(
                NOW + " order by bytes desc, name",
                new BoundConditions(),
                row -> new Size(row.getString("name"), today, row.getLong("rows"), row.getLong("bytes")));
    }

    /** Those of the first day, before this one, that today's are compared with. */
    public List<Size> before(LocalDate today) throws JournalUnavailable {
        return tables.all(
                BEFORE,
                BoundConditions.of(today.minus(COMPARED), today),
                row -> new Size(
                        row.getString("name"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("rows"),
                        row.getLong("bytes")));
    }

    /** Remembers a day's, once. */
    public void note(LocalDate today) throws JournalUnavailable {
        try (Connection connection = database.getConnection()) {
            execute(connection, NOTE, today);
            execute(connection, FORGET, today.minusDays(KEPT_DAYS));
        } catch (SQLException e) {
            throw new JournalUnavailable("the sizes of tables were not noted", e);
        }
    }

    private static void execute(Connection connection, String sql, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, day);
            statement.executeUpdate();
        }
    }
}
