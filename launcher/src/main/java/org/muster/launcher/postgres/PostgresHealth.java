package org.muster.launcher.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.muster.launcher.supervision.Health;

/** Healthy when the platform's own role can open the platform's own database. */
public final class PostgresHealth implements Health {
    private final int port;
    private final String password;

    public PostgresHealth(int port, String password) {
        this.port = port;
        this.password = password;
    }

    @Override
    public CompletableFuture<Boolean> ask() {
        return CompletableFuture.supplyAsync(this::opens);
    }

    private boolean opens() {
        Properties properties = new Properties();
        properties.setProperty("user", PostgresServer.USER);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", Long.toString(LIMIT.toSeconds()));
        try (Connection connection = DriverManager.getConnection(PostgresServer.url(port), properties)) {
            return connection.isValid((int) LIMIT.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }
}
