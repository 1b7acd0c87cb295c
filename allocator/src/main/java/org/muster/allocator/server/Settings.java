package org.muster.allocator.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.allocator.http.StrangerLimits;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.pilots.UploadAccounts;
import org.muster.allocator.retention.Retention;
import org.muster.domain.identity.GroupNames;
import org.muster.domain.identity.Surface;

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
        Duration lookAgain,
        Storage storage,
        UploadAccounts uploadAccounts,
        StrangerLimits limits,
        Retention retention) {
    public record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return url;
        }
    }

    /** Whose tokens are believed. */
    public record Identity(String issuer, URI jwksUri, GroupNames groupNames) {}

    /**
     * Whose tokens jobs get for storages.
     *
     * @param issuer the allocator as storages know it
     * @param audience of its tokens
     * @param provider whose tokens jobs get instead
     */
    public record Storage(String issuer, String audience, Optional<Provider> provider) {}

    /** The collaboration's own issuer of storage tokens, and a client there that may do nothing else. */
    public record Provider(URI tokenUri, String clientId, String clientSecret) {
        @Override
        public String toString() {
            return clientId + " at " + tokenUri;
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
                        GroupNames.parse(environment.getOrDefault("MUSTER_GROUP_PREFIXES", "/"))),
                seconds(environment, "MUSTER_STALL_SECONDS", LedgerSettings.DEFAULT_STALL_LIMIT),
                seconds(environment, "MUSTER_LOOK_AGAIN_SECONDS", LedgerSettings.DEFAULT_LOOK_AGAIN),
                storage(
                        environment,
                        issuer,
                        environment.getOrDefault("MUSTER_ALLOCATOR_URL", "http://127.0.0.1:" + port)),
                UploadAccounts.parse(environment.getOrDefault("MUSTER_UPLOAD_ACCOUNTS", "")),
                limits(environment, StrangerLimits.ofHeap(Runtime.getRuntime().maxMemory())),
                retention(environment));
    }

    private static Retention retention(Map<String, String> environment) {
        return new Retention(
                set(environment, "MUSTER_KEEP_EVENTS_DAYS")
                        .map(days -> Duration.ofDays(whole("MUSTER_KEEP_EVENTS_DAYS", days))),
                set(environment, "MUSTER_KEEP_LOGS_DAYS")
                        .map(days -> Duration.ofDays(whole("MUSTER_KEEP_LOGS_DAYS", days))),
                set(environment, "MUSTER_ARCHIVE_DIR").map(Path::of));
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static StrangerLimits limits(Map<String, String> environment, StrangerLimits usual) {
        String connections = Integer.toString(usual.connections());
        String ofAddress = Integer.toString(usual.connectionsOfAddress());
        return new StrangerLimits(
                usual.bodyBytes(),
                whole("MUSTER_MAX_CONNECTIONS", environment.getOrDefault("MUSTER_MAX_CONNECTIONS", connections)),
                whole(
                        "MUSTER_MAX_CONNECTIONS_PER_ADDRESS",
                        environment.getOrDefault("MUSTER_MAX_CONNECTIONS_PER_ADDRESS", ofAddress)),
                usual.patience(),
                usual.linger(),
                Arrays.stream(environment
                                .getOrDefault("MUSTER_TRUSTED_PROXIES", "")
                                .split(",", -1))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Storage storage(Map<String, String> environment, String provider, String publicUrl) {
        String client = environment.getOrDefault("MUSTER_STORAGE_CLIENT_ID", "");
        return new Storage(
                environment.getOrDefault("MUSTER_STORAGE_ISSUER", publicUrl),
                environment.getOrDefault("MUSTER_STORAGE_AUDIENCE", Surface.ANY_STORAGE),
                client.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Provider(
                                URI.create(environment.getOrDefault("MUSTER_TOKEN_URI", provider + "/oauth2/token")),
                                client,
                                environment.getOrDefault("MUSTER_STORAGE_CLIENT_SECRET", ""))));
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
