package org.muster.allocator.server;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.muster.allocator.ledger.Ledger;
import org.muster.domain.identity.GroupNames;

/**
 * What the allocator is told by its environment.
 *
 * @param port 0 for any free one
 * @param publicUrl where jobs reach it, without a trailing slash
 */
public record Settings(
        String bind,
        int port,
        String publicUrl,
        String instance,
        Database database,
        Identity identity,
        Duration stallLimit,
        Duration lookAgain) {
    public record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return url;
        }
    }

    /** The issuer, and the allocator's own service client there; an empty client id means no storage tokens. */
    public record Identity(
            String issuer, URI jwksUri, URI tokenUri, String clientId, String clientSecret, GroupNames groupNames) {
        @Override
        public String toString() {
            return issuer;
        }
    }

    public static Settings from(Map<String, String> environment) {
        String port = environment.getOrDefault("MUSTER_PORT", "8081");
        String issuer = environment.getOrDefault("MUSTER_ISSUER", "http://127.0.0.1:8080");
        return new Settings(
                environment.getOrDefault("MUSTER_BIND", "127.0.0.1"),
                whole("MUSTER_PORT", port),
                environment.getOrDefault("MUSTER_ALLOCATOR_URL", "http://127.0.0.1:" + port),
                environment.getOrDefault("MUSTER_INSTANCE", "dev"),
                new Database(
                        environment.getOrDefault("MUSTER_DB_URL", "jdbc:postgresql://127.0.0.1:5433/muster"),
                        environment.getOrDefault("MUSTER_DB_USER", "postgres"),
                        environment.getOrDefault("MUSTER_DB_PASSWORD", "")),
                new Identity(
                        issuer,
                        URI.create(environment.getOrDefault("MUSTER_JWKS_URI", issuer + "/oauth2/jwks")),
                        URI.create(environment.getOrDefault("MUSTER_TOKEN_URI", issuer + "/oauth2/token")),
                        environment.getOrDefault("MUSTER_CLIENT_ID", ""),
                        environment.getOrDefault("MUSTER_CLIENT_SECRET", ""),
                        GroupNames.parse(environment.getOrDefault("MUSTER_GROUP_PREFIXES", "/"))),
                seconds(environment, "MUSTER_STALL_SECONDS", Ledger.Settings.DEFAULT_STALL_LIMIT),
                seconds(environment, "MUSTER_LOOK_AGAIN_SECONDS", Ledger.Settings.DEFAULT_LOOK_AGAIN));
    }

    private static Duration seconds(Map<String, String> environment, String name, Duration usual) {
        return Duration.ofSeconds(whole(name, environment.getOrDefault(name, Long.toString(usual.toSeconds()))));
    }

    private static int whole(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number, not '" + text + "'", e);
        }
    }
}
