package org.muster.benchmarks.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.benchmarks.processes.ProcessTree;
import org.muster.domain.identity.Surface;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.demo.Actor;
import org.muster.launcher.platform.PlatformRecord;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.ClientAccount;
import org.muster.protocol.identity.HeldToken;

/** What {@code muster up} started in a data directory of its own. People and programs come by its doors, with the credentials that it made. */
final class WholePlatform implements AutoCloseable {
    private static final String POSTGRES = "postgres";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final MusterCommand muster;
    private final Path data;
    private final Credentials credentials;
    private final PlatformRecord record;
    private final Clock clock = Clock.systemUTC();

    private WholePlatform(MusterCommand muster, Path data) throws IOException {
        this.muster = muster;
        this.data = data;
        this.credentials = Credentials.readOrMake(data.resolve("credentials.yaml"));
        this.record = Json.mapper().readValue(data.resolve("run/platform.json").toFile(), PlatformRecord.class);
    }

    /** @param portBase the webapp's; the others' are counted from it */
    static WholePlatform start(MusterCommand muster, Path work, int portBase) throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(work), "whole-")
                .toAbsolutePath();
        muster.run(
                Map.of(),
                LIMIT,
                "up",
                "--data-dir",
                data.toString(),
                "--port-base",
                Integer.toString(portBase),
                "--slots",
                "1");
        return new WholePlatform(muster, data);
    }

    URI url() {
        return record.url();
    }

    MusterCommand muster() {
        return muster;
    }

    Path data() {
        return data;
    }

    Credentials.User user(String name) {
        return credentials.user(name);
    }

    /** In the order of the credentials file. */
    List<Credentials.User> users() {
        return credentials.users();
    }

    Actor person(String name) {
        return new Actor(user(name), url(), clock);
    }

    AllocatorClient control() {
        return new AllocatorClient(new ApiClient(
                "allocator",
                URI.create("http://127.0.0.1:" + allocatorPort()),
                token("muster-agents", Surface.CONTROL)));
    }

    int allocatorPort() {
        return process("allocator").port();
    }

    Supplier<String> pilotsToken() {
        return token("muster-pilots", Surface.PILOTS);
    }

    private HeldToken token(String client, Surface surface) {
        Credentials.Client account = credentials.client(client);
        return new ClientAccount(URI.create(url() + "/oauth2/token"), account.id(), account.secret(), clock)
                .withScope(surface.scope());
    }

    /** The programs apart from PostgreSQL's, by name. */
    Map<String, ProcessTree> programs() {
        Map<String, ProcessTree> programs = new LinkedHashMap<>();
        record.processes().stream()
                .filter(row -> !row.name().equals(POSTGRES))
                .forEach(row -> programs.put(row.name(), new ProcessTree(row.pid())));
        return programs;
    }

    ProcessTree postmaster() {
        try (Stream<Path> files = Files.walk(data.resolve(POSTGRES), 2)) {
            Path pid = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
            return new ProcessTree(Long.parseLong(Files.readAllLines(pid).get(0).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL has no pid file", e);
        }
    }

    private PlatformRecord.Row process(String name) {
        return record.processes().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("muster up started no " + name));
    }

    /** To look, and to put in what pilots and people would take days for. */
    Connection database() throws SQLException {
        try {
            JsonNode passwords =
                    Json.mapper().readTree(data.resolve("database.json").toFile());
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + process(POSTGRES).port() + "/muster",
                    "muster",
                    passwords.path("user").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("no password of the database", e);
        }
    }

    /** The logs stay; the data, which may be gigabytes, do not. */
    @Override
    public void close() {
        muster.run(Map.of(), LIMIT, "down", "--data-dir", data.toString());
        try (Stream<Path> files = Files.walk(data.resolve(POSTGRES))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data cannot be removed", e);
        }
    }
}
