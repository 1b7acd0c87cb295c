package org.muster.allocator.commit;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database whose commits fail on request, before or after they have happened. */
final class FlakyDatabase implements DataSource {
    enum Failure {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        NO_CONNECTION,
        /** Nothing that a database does: thrown by what stands before it. */
        DEFECT
    }

    private final HikariDataSource real;
    volatile Failure failure = Failure.NONE;
    /** Asked for until now. */
    final AtomicInteger connections = new AtomicInteger();

    FlakyDatabase(HikariDataSource real) {
        this.real = real;
    }

    @Override
    public Connection getConnection() throws SQLException {
        connections.incrementAndGet();
        if (failure == Failure.NO_CONNECTION) {
            throw new SQLException("no route to host", "08001");
        }
        if (failure == Failure.DEFECT) {
            throw new IllegalStateException("a defect, thrown on purpose");
        }
        Connection connection = real.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement
                            && arguments[0] instanceof String sql
                            && sql.endsWith("commit")
                    ? proxy(PreparedStatement.class, (call, with) -> failing(statement, call, with))
                    : result;
        });
    }

    private interface Call {
        Object with(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.with(method, arguments)));
    }

    /** A batch is one statement that ends with its commit. */
    private Object failing(PreparedStatement batch, Method method, Object[] arguments) throws Throwable {
        boolean commit = method.getName().equals("execute");
        if (commit && failure == Failure.BEFORE_COMMIT) {
            failure = Failure.NONE;
            throw new SQLException("the connection broke", "08006");
        }
        Object result = invoke(batch, method, arguments);
        if (commit && failure == Failure.AFTER_COMMIT) {
            failure = Failure.NONE;
            throw new SQLException("the connection broke", "08006");
        }
        return result;
    }

    @SuppressWarnings("NullAway") // reflection answers null for void
    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
