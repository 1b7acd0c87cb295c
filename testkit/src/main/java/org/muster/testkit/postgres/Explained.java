package org.muster.testkit.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database that explains every query before it answers it: how many rows PostgreSQL read in any table or index. */
public final class Explained {
    private static final ObjectMapper PLANS = new ObjectMapper();

    private final List<String> plans = new ArrayList<>();
    private long rowsRead;

    private record Bound(
            Method setter,
            @SuppressWarnings("ArrayRecordComponent") Object[] values) {}

    /** Since the last question. */
    public long rowsRead() {
        long read = rowsRead;
        rowsRead = 0;
        plans.clear();
        return read;
    }

    /** What was read where, for people. */
    public List<String> plans() {
        return List.copyOf(plans);
    }

    public DataSource database(DataSource real) {
        return proxy(DataSource.class, (proxy, method, args) -> {
            Object answer = call(real, method, args);
            return answer instanceof Connection connection ? connection(connection) : answer;
        });
    }

    private Connection connection(Connection real) {
        return proxy(Connection.class, (proxy, method, args) -> {
            Object answer = call(real, method, args);
            return answer instanceof PreparedStatement statement
                    ? statement(real, String.valueOf(args[0]), statement)
                    : answer;
        });
    }

    private PreparedStatement statement(Connection connection, String sql, PreparedStatement real) {
        List<Bound> bound = new ArrayList<>();
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            if (method.getName().startsWith("set") && args != null && args.length >= 2) {
                bound.add(new Bound(method, args));
            }
            if (method.getName().equals("executeQuery")) {
                explain(connection, sql, bound);
            }
            return call(real, method, args);
        });
    }

    private void explain(Connection connection, String sql, List<Bound> bound) throws Throwable {
        try (PreparedStatement explaining = connection.prepareStatement("explain (analyze, format json) " + sql)) {
            for (Bound each : bound) {
                call(explaining, each.setter(), each.values());
            }
            try (ResultSet row = explaining.executeQuery()) {
                row.next();
                add(PLANS.readTree(row.getString(1)).path(0).path("Plan"));
            }
        }
    }

    /** Rows that a node passed on are those that the node above it was given: only at the leaves they are read. */
    private void add(JsonNode node) {
        String relation =
                node.path("Relation Name").asText(node.path("Function Name").asText(""));
        if (!relation.isEmpty() || node.path("Node Type").asText().equals("Bitmap Index Scan")) {
            double each = node.path("Actual Rows").asDouble()
                    + node.path("Rows Removed by Filter").asDouble()
                    + node.path("Rows Removed by Index Recheck").asDouble();
            long rows = Math.round(each * node.path("Actual Loops").asDouble());
            rowsRead += rows;
            plans.add(node.path("Node Type").asText() + " " + relation + ": " + rows);
        }
        node.path("Plans").forEach(this::add);
    }

    private static Object call(Object on, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(on, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
