package org.muster.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.muster.launcher.repositories.GitRepositories;
import org.muster.testkit.postgres.TestPostgres;

/**
 * The real Keycloak with the realm of docs/operating/keycloak, and the servers of Muster that take their identities from it:
 * webapp, allocator, sandbox and workers.
 */
final class CollaborationIdentity implements ExtensionContext.Store.CloseableResource {
    private static final Path KEYCLOAK = Path.of("target", "keycloak").toAbsolutePath();
    private static final Path SERVERS = Path.of("target", "servers").toAbsolutePath();
    private static final Path REALM = RunningPlatform.CHECKOUT.resolve("docs/operating/keycloak/muster-realm.json");
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final List<ServerProcess> servers = new ArrayList<>();
    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final URI issuer;
    private final URI webapp = local(ServerProcess.freePort());
    private final URI allocator = local(ServerProcess.freePort());
    private final URI sandbox = local(ServerProcess.freePort());
    private final URI workers = local(ServerProcess.freePort());

    static final class Extension extends SharedByAllTests<CollaborationIdentity> {
        Extension() {
            super(CollaborationIdentity.class, CollaborationIdentity::new);
        }
    }

    private CollaborationIdentity() {
        int port = ServerProcess.freePort();
        issuer = URI.create(local(port) + "/realms/muster");
        try {
            ServerProcess keycloak = keycloak(port);
            servers.add(keycloak);
            keycloak.awaitOk(URI.create(issuer + "/.well-known/openid-configuration"), START_LIMIT);
            ServerProcess pages = program("webapp", webapp, "muster-webapp");
            ServerProcess matcher = program("allocator", allocator, "muster-storage");
            ServerProcess catalogues = program("sandbox", sandbox, "muster-storage");
            ServerProcess duties = program("workers", workers, "muster-workers");
            pages.awaitOk(webapp.resolve("/actuator/health"), START_LIMIT);
            matcher.awaitOk(allocator.resolve("/ready"), START_LIMIT);
            catalogues.awaitOk(sandbox.resolve("/actuator/health"), START_LIMIT);
            duties.awaitOk(workers.resolve("/actuator/health"), START_LIMIT);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    URI issuer() {
        return issuer;
    }

    URI webapp() {
        return webapp;
    }

    URI allocator() {
        return allocator;
    }

    URI sandbox() {
        return sandbox;
    }

    /** As docs/operating/keycloak sets it up. */
    static String password(String user) {
        return user + "-password";
    }

    private static ServerProcess keycloak(int port) {
        try (var unpacked = Files.list(KEYCLOAK)) {
            Path home = unpacked.filter(path -> Files.isExecutable(path.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Keycloak in " + KEYCLOAK));
            Path imports = Files.createDirectories(home.resolve("data/import"));
            Files.copy(REALM, imports.resolve("muster-realm.json"), StandardCopyOption.REPLACE_EXISTING);
            return ServerProcess.start(
                    "keycloak",
                    List.of(
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--import-realm"),
                    Map.of("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m", "JAVA_HOME", System.getProperty("java.home")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Keycloak", e);
        }
    }

    private ServerProcess program(String name, URI address, String client) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "MUSTER_PORT", Integer.toString(address.getPort()),
                "MUSTER_DB_URL", database.jdbcUrl(),
                "MUSTER_DB_USER", database.user(),
                "MUSTER_DB_PASSWORD", database.password(),
                "MUSTER_ISSUER", issuer.toString(),
                "MUSTER_JWKS_URI", issuer + "/protocol/openid-connect/certs",
                "MUSTER_TOKEN_URI", issuer + "/protocol/openid-connect/token",
                "MUSTER_CLIENT_ID", client,
                "MUSTER_CLIENT_SECRET", client + "-secret"));
        environment.put("MUSTER_WEBAPP_URL", webapp.toString());
        environment.put("MUSTER_ALLOCATOR_URL", allocator.toString());
        Path data = SERVERS.resolve(name + "-data");
        environment.put("MUSTER_DATA_DIR", data.toString());
        Path official = data.resolve("toy-detector.git");
        GitRepositories.official(official, RunningPlatform.CHECKOUT.resolve("examples"));
        environment.put("MUSTER_OFFICIAL_REPOSITORIES", "toy-detector=" + official);
        if (name.equals("webapp")) {
            environment.put("SPRING_PROFILES_ACTIVE", "keycloak");
            environment.put("MUSTER_LOGIN_CLIENT_ID", "muster-browser");
            environment.put("MUSTER_LOGIN_CLIENT_SECRET", "muster-browser-secret");
        }
        ServerProcess server = ServerProcess.program(name, environment);
        servers.add(server);
        return server;
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        for (int i = servers.size() - 1; i >= 0; i--) {
            servers.get(i).close();
        }
    }
}
