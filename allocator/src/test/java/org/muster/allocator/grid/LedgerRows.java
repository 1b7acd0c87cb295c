package org.muster.allocator.grid;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.testkit.postgres.TestPostgres;

/** All rows that the ledger keeps, whatever its tables, as one number: the same as long as nothing has changed. */
public final class LedgerRows implements AutoCloseable {
    /** The lease is renewed all the time, and is nothing of the ledger's. */
    private static final String TABLES = "select string_agg(table_name, ',') from information_schema.tables"
            + " where table_schema = 'allocator' and table_type = 'BASE TABLE'"
            + " and table_name not in ('leadership', 'flyway_schema_history')";

    private final Connection connection;
    private final String sum;

    public LedgerRows(TestPostgres.Database database) throws SQLException {
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        sum = Stream.of(text(TABLES).split(",", -1))
                .map(table -> "select hashtextextended('" + table + "' || t::text, 0)::numeric h from allocator."
                        + table + " t")
                .collect(Collectors.joining(" union all ", "select coalesce(sum(h), 0) from (", ") rows"));
    }

    public String checksum() throws SQLException {
        return text(sum);
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
