package org.muster.launcher.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.postgres.PostgresHealth;
import org.muster.launcher.postgres.PostgresServer;
import org.muster.launcher.supervision.ChildEnvironment;
import org.muster.launcher.supervision.Health;
import org.muster.launcher.supervision.Program;

/** The processes of the embedded platform: what each is started with. */
final class PlatformPrograms {
    /** Production scope of the embedded platform, also the workflows' instance name in dataset names. */
    private static final String OFFICIAL_REPOSITORY = "toy-detector";

    /** Shares of the heap, in thousandths. The host of PostgreSQL holds no data and gets a fixed small one. */
    private static final Map<String, Integer> HEAP_SHARE =
            Map.of("webapp", 340, "allocator", 260, "sandbox", 140, "agents", 130, "workers", 130);

    /** Jobs of the example take a second or two: a longer look around would leave slots idle. */
    private static final String CYCLE_MILLIS = "250";

    private static final int POSTGRES_HOST_HEAP_MIB = 160;

    private final PlatformSettings settings;
    private final DataDirectory data;
    private final Credentials credentials;
    private final DataDirectory.DatabasePasswords passwords;

    PlatformPrograms(PlatformSettings settings, DataDirectory data) {
        this.settings = settings;
        this.data = data;
        this.credentials = data.credentials();
        this.passwords = data.databasePasswords();
    }

    /** What has to be there before anything starts. */
    static void requireBuilt(Path home) {
        List<String> missing = new ArrayList<>();
        for (String module : List.of("sandbox", "webapp", "allocator", "agents", "workers", "launcher")) {
            if (!Files.exists(jar(home, module))) {
                missing.add(module + "/target/" + module + "-exec.jar");
            }
        }
        if (!missing.isEmpty()) {
            throw new Stopped(
                    LauncherExitCode.INCOMPLETE,
                    "Not built: " + String.join(", ", missing) + " in " + home
                            + ". The muster script builds them; so does: ./mvnw -DskipTests package");
        }
    }

    static Path jar(Path home, String module) {
        return home.resolve(module).resolve("target").resolve(module + "-exec.jar");
    }

    /** In waves: the database, then everything that uses it. Each of those starts without the others. */
    List<List<Program>> waves() {
        return List.of(List.of(postgres()), List.of(sandbox(), webapp(), allocator(), agents(), workers()));
    }

    private Program postgres() {
        int port = settings.ports().postgres();
        List<String> command = java("postgres", POSTGRES_HOST_HEAP_MIB, List.of("-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", jar(settings.home(), "launcher").toString(), "postgres-server"));
        command.addAll(List.of(
                "--directory",
                data.postgres().toString(),
                "--binaries",
                binaries().toString(),
                "--port",
                Integer.toString(port)));
        return program(
                "postgres",
                port,
                command,
                Map.of("MUSTER_PG_ADMIN_PASSWORD", passwords.admin(), "MUSTER_DB_PASSWORD", passwords.user()),
                new PostgresHealth(port, passwords.user()));
    }

    /** Unpacked once for a checkout; an installation that this user may not write to has them with the data. */
    private Path binaries() {
        Path shared = settings.home().resolve(".muster").resolve("postgres-binaries");
        boolean writable = Files.isDirectory(shared) ? Files.isWritable(shared) : Files.isWritable(settings.home());
        return writable && PostgresServer.runsFrom(shared)
                ? shared
                : data.postgres().resolve("bin");
    }

    private Program sandbox() {
        Map<String, String> environment = common("sandbox", settings.ports().sandbox());
        environment.putAll(database());
        environment.put("MUSTER_STORAGE_ISSUER", allocatorUrl());
        environment.put("MUSTER_STORAGE_JWKS_URI", allocatorUrl() + "/jwks");
        return service("sandbox", settings.ports().sandbox(), environment, "/actuator/health");
    }

    private Program webapp() {
        Map<String, String> environment = common("webapp", settings.ports().webapp());
        environment.putAll(database());
        environment.putAll(client("muster-webapp"));
        environment.put("MUSTER_CREDENTIALS_FILE", data.credentialsFile().toString());
        environment.put("MUSTER_KEYS_FILE", data.keys().toString());
        environment.putAll(repositories());
        return service("webapp", settings.ports().webapp(), environment, "/actuator/health");
    }

    private Program allocator() {
        Map<String, String> environment = common("allocator", settings.ports().allocator());
        environment.putAll(database());
        return service("allocator", settings.ports().allocator(), environment, "/ready");
    }

    private Program agents() {
        Map<String, String> environment = common("agents", settings.ports().agents());
        environment.putAll(client("muster-agents"));
        environment.put("MUSTER_CYCLE_MILLIS", CYCLE_MILLIS);
        environment.put("MUSTER_SLOTS", Integer.toString(settings.slots()));
        environment.put("MUSTER_JOBS_DIR", data.jobs().toString());
        return service("agents", settings.ports().agents(), environment, "/actuator/health");
    }

    private Program workers() {
        Map<String, String> environment = common("workers", settings.ports().workers());
        environment.putAll(client("muster-workers"));
        environment.putAll(repositories());
        return service("workers", settings.ports().workers(), environment, "/actuator/health");
    }

    private Program service(String name, int port, Map<String, String> environment, String health) {
        int heap =
                settings.memoryMib() * Optional.ofNullable(HEAP_SHARE.get(name)).orElseThrow() / 1000;
        // Only the two that work all the time repay the second compiler.
        boolean busy = name.equals("webapp") || name.equals("allocator");
        List<String> command = java(name, heap, busy ? List.of() : List.of("-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", jar(settings.home(), name).toString()));
        return program(name, port, command, environment, Health.http(URI.create("http://127.0.0.1:" + port + health)));
    }

    private Program program(
            String name, int port, List<String> command, Map<String, String> environment, Health health) {
        return new Program(
                name, port, command, environment, data.log(name), health, Duration.ofSeconds(settings.startSeconds()));
    }

    private List<String> java(String name, int heapMib, List<String> more) {
        Path temporary = data.temporary().resolve(name);
        try {
            Files.createDirectories(temporary);
            Files.createDirectories(data.own(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make directories for " + name, e);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heapMib + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(ChildEnvironment.javaOptions());
        command.addAll(more);
        return command;
    }

    private Map<String, String> common(String name, int port) {
        String sandbox = "http://127.0.0.1:" + settings.ports().sandbox();
        String webapp = settings.url().toString();
        Map<String, String> environment = new HashMap<>();
        environment.put("MUSTER_PORT", Integer.toString(port));
        environment.put("MUSTER_BIND", "127.0.0.1");
        environment.put("MUSTER_INSTANCE", "dev");
        environment.put("MUSTER_ISSUER", webapp);
        environment.put("MUSTER_JWKS_URI", webapp + "/oauth2/jwks");
        environment.put("MUSTER_TOKEN_URI", webapp + "/oauth2/token");
        environment.put("MUSTER_WEBAPP_URL", webapp);
        environment.put("MUSTER_ALLOCATOR_URL", allocatorUrl());
        environment.put("MUSTER_RUCIO_URL", sandbox + "/rucio");
        environment.put("MUSTER_RUCIO_AUTH_URL", sandbox + "/rucio");
        environment.put("MUSTER_METACAT_URL", sandbox + "/metacat");
        environment.put("MUSTER_METACAT_AUTH_URL", sandbox + "/metacat/auth");
        environment.put("MUSTER_DATA_DIR", data.own(name).toString());
        return environment;
    }

    private String allocatorUrl() {
        return "http://127.0.0.1:" + settings.ports().allocator();
    }

    private Map<String, String> database() {
        return Map.of(
                "MUSTER_DB_URL",
                PostgresServer.url(settings.ports().postgres()),
                "MUSTER_DB_USER",
                PostgresServer.USER,
                "MUSTER_DB_PASSWORD",
                passwords.user());
    }

    private Map<String, String> client(String id) {
        return Map.of(
                "MUSTER_CLIENT_ID",
                id,
                "MUSTER_CLIENT_SECRET",
                credentials.client(id).secret());
    }

    /** The list of repositories is divided at blanks and commas, which an address does not have. */
    private static String address(Path repository) {
        return repository.toUri().toString().replace(",", "%2C");
    }

    private Map<String, String> repositories() {
        return Map.of(
                "MUSTER_OFFICIAL_REPOSITORIES",
                OFFICIAL_REPOSITORY + "=" + address(data.git(OFFICIAL_REPOSITORY)),
                "MUSTER_PRODUCTION_GIT",
                data.git("production").toString());
    }
}
