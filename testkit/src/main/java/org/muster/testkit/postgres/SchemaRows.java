package org.muster.testkit.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of a schema as SQL: what a version of Muster left behind, for a later one to read. */
public final class SchemaRows {
    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = '%s' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
            order by table_name
            """;

    private static final String COLUMNS = """
            select column_name from information_schema.columns
            where table_schema = '%s' and table_name = '%s' and is_generated = 'NEVER' order by ordinal_position
            """;

    private static final String NUMBERED = """
            select column_name from information_schema.columns
            where table_schema = '%s' and table_name = '%s' and is_identity = 'YES'
            """;

    private SchemaRows() {}

    /** @param without tables that are left out */
    public static String of(TestPostgres.Database database, String schema, Set<String> without) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            StringBuilder sql = new StringBuilder();
            for (String table : texts(statement, TABLES.formatted(schema))) {
                if (!without.contains(table)) {
                    write(statement, schema, table, sql);
                }
            }
            return sql.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("the rows of " + schema + " cannot be read", e);
        }
    }

    private static void write(Statement statement, String schema, String table, StringBuilder sql) throws SQLException {
        String name = schema + "." + table;
        List<String> columns = texts(statement, COLUMNS.formatted(schema, table));
        String values = columns.stream()
                .map(column -> "quote_nullable(\"" + column + "\"::text)")
                .collect(Collectors.joining(", "));
        List<String> rows = texts(statement, "select concat_ws(', ', " + values + ") from " + name + " order by ctid");
        sql.append("delete from ").append(name).append(";\n");
        if (rows.isEmpty()) {
            return;
        }
        sql.append(rows.stream()
                .collect(Collectors.joining(
                        "),\n(",
                        "insert into " + name + " (" + String.join(", ", columns)
                                + ") overriding system value values\n(",
                        ");\n")));
        for (String id : texts(statement, NUMBERED.formatted(schema, table))) {
            sql.append("select setval(pg_get_serial_sequence('%s', '%s'), (select max(%s) from %s));\n"
                    .formatted(name, id, id, name));
        }
    }

    /** Into tables that have the columns of then. */
    public static void load(TestPostgres.Database database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            // Tables come by name, not in the order of their references.
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows cannot be loaded", e);
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static Connection connect(TestPostgres.Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
