package org.muster.acceptance;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.demo.Actor;
import org.muster.launcher.platform.PlatformRecord;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.ClientAccount;
import org.muster.protocol.identity.HeldToken;

/** The platform as {@code muster up} starts it, in a data directory of its own, once for all tests of the JVM. */
final class RunningPlatform implements ExtensionContext.Store.CloseableResource {
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Path DATA = Path.of("target", "platform").toAbsolutePath();
    private static final Path LAUNCHER = CHECKOUT.resolve("launcher/target/launcher-exec.jar");

    /** Ports a platform takes, counted from its base: webapp to workers, and PostgreSQL far below. */
    private static final int[] PORT_OFFSETS = {0, 1, 2, 3, 4, -2647};

    private final Scratch scratch = new Scratch();
    private final int base;
    private final Credentials credentials;
    private final Map<String, Actor> people = new HashMap<>();

    /** Hands the one platform to tests that ask for it. */
    static final class Extension extends SharedByAllTests<RunningPlatform> {
        Extension() {
            super(RunningPlatform.class, RunningPlatform::new);
        }
    }

    private RunningPlatform() {
        base = freeBase();
        Result up = muster("up", "--data-dir", DATA.toString(), "--port-base", Integer.toString(base), "--slots", "3");
        if (up.exitCode() != 0) {
            throw new IllegalStateException("muster up ended with " + up.exitCode() + ":\n" + up.output());
        }
        credentials = Credentials.readOrMake(DATA.resolve("credentials.yaml"));
    }

    record Result(int exitCode, String output) {}

    /** Runs a muster command to its end. */
    Result muster(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", LAUNCHER.toString()));
        Collections.addAll(command, arguments);
        try {
            Path output = Files.createTempFile("muster", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(CHECKOUT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("MUSTER_HOME", CHECKOUT.toString());
            builder.environment().put("MUSTER_SCRATCH_URLS", scratch.address());
            Process process = builder.start();
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("muster " + arguments[0] + " hangs:\n" + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + base);
    }

    /** Where outputs may go without a catalogue. */
    Scratch scratch() {
        return scratch;
    }

    Path data() {
        return DATA;
    }

    Credentials.User user(String name) {
        return credentials.user(name);
    }

    synchronized Actor person(String name) {
        return people.computeIfAbsent(name, key -> new Actor(credentials.user(key), url(), Clock.systemUTC()));
    }

    /** The allocator's control surface, as the agents see it. */
    AllocatorClient allocator() {
        Credentials.Client agents = client("muster-agents");
        HeldToken token = new ClientAccount(
                        URI.create(url() + "/oauth2/token"), agents.id(), agents.secret(), Clock.systemUTC())
                .withScope("muster.control");
        return new AllocatorClient(new ApiClient("allocator", allocatorUrl(), token));
    }

    URI allocatorUrl() {
        return URI.create("http://127.0.0.1:" + (base + 1));
    }

    URI sandboxUrl() {
        return URI.create("http://127.0.0.1:" + (base + 2));
    }

    Credentials.Client client(String id) {
        return credentials.client(id);
    }

    PlatformRecord.Row process(String name) {
        try {
            PlatformRecord record = Json.mapper()
                    .readValue(DATA.resolve("run/platform.json").toFile(), new TypeReference<PlatformRecord>() {});
            return record.processes().stream()
                    .filter(row -> row.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no farewell, no flush. */
    void kill(String name) {
        ProcessHandle.of(process(name).pid()).orElseThrow().destroyForcibly();
    }

    void awaitRestart(String name, int restartsBefore) {
        Patience.until(name + " to be running again", Duration.ofMinutes(2), () -> {
            PlatformRecord.Row row = process(name);
            return row.restarts() > restartsBefore && "healthy".equals(row.state());
        });
    }

    @Override
    public void close() {
        muster("down", "--data-dir", DATA.toString());
        scratch.close();
    }

    private static int freeBase() {
        for (int candidate = 18_080; candidate < 28_000; candidate += 100) {
            if (free(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean free(int candidate) {
        for (int offset : PORT_OFFSETS) {
            try (ServerSocket socket = new ServerSocket(candidate + offset, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(false);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
