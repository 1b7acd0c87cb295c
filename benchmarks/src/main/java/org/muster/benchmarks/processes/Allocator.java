package org.muster.benchmarks.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;

/** The real allocator, in a process of its own. */
public final class Allocator implements AutoCloseable {
    public static final String HEAP = "2g";

    private static final int NO_ANSWER = -1;
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Pattern USED = Pattern.compile("garbage-first heap +total \\d+K, used (\\d+)K");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final TokenIssuer issuer;

    private Allocator(Process process, int port, TokenIssuer issuer) {
        this.process = process;
        this.port = port;
        this.issuer = issuer;
    }

    /**
     * As docs/operating says. A pause is as long as what a young generation holds that lives on, which is what was handed out
     * while it filled: a small one, left after the first collection, keeps pauses at 10 to 20 ms. The heap has its size from the
     * start: one that grows is small at first, so that G1 thinks it half full and marks it all the time.
     */
    private static final List<String> COLLECTOR = List.of("-XX:+UseG1GC", "-Xmn64m", "-XX:MaxTenuringThreshold=1");

    /**
     * How to start it.
     *
     * @param jar the built program; empty to run it from this process's class path
     * @param heap for -Xms and -Xmx
     */
    public record Launch(Optional<Path> jar, String heap, String databaseUrl, TokenIssuer issuer, Path log) {
        /** Returns at once; {@link Allocator#awaitReady()} waits. */
        public Allocator start() {
            int port = freePort();
            List<String> command = new ArrayList<>(List.of("java", "-Xms" + heap, "-Xmx" + heap));
            command.addAll(COLLECTOR);
            if (jar.isPresent()) {
                command.addAll(List.of("-jar", jar.get().toString()));
            } else {
                command.addAll(List.of(
                        "-cp", System.getProperty("java.class.path"), "org.muster.allocator.server.AllocatorMain"));
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "MUSTER_PORT",
                            Integer.toString(port),
                            "MUSTER_DB_URL",
                            databaseUrl,
                            "MUSTER_DB_USER",
                            Postgres.USER,
                            "MUSTER_DB_PASSWORD",
                            Postgres.PASSWORD,
                            "MUSTER_ISSUER",
                            issuer.name()));
            try {
                return new Allocator(builder.start(), port, issuer);
            } catch (IOException e) {
                throw new UncheckedIOException("the allocator does not start", e);
            }
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    public int port() {
        return port;
    }

    public ProcessTree tree() {
        return new ProcessTree(process.pid());
    }

    public AllocatorClient control() {
        String token = issuer.token();
        return new AllocatorClient(new ApiClient("allocator", base(), () -> token));
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Allocator awaitReady() {
        return await(this::ready);
    }

    /** Waits until it answers at all; it may be standing by. */
    public Allocator awaitAnswers() {
        return await(() -> status() != NO_ANSWER);
    }

    private Allocator await(BooleanSupplier condition) {
        long limit = System.nanoTime() + READY_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit || !process.isAlive()) {
                throw new IllegalStateException("the allocator is not ready");
            }
            poll();
        }
        return this;
    }

    /** Whether it leads and has its ledger. */
    public boolean ready() {
        return status() == 200;
    }

    private int status() {
        HttpRequest request = HttpRequest.newBuilder(base().resolve("/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return NO_ANSWER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void poll() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Bytes that live on the heap, after a full collection. */
    public long liveHeapBytes() {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("GC.heap_info is not understood");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder("jcmd", Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run: a JDK is needed", e);
        }
    }

    /** Stops it in the middle of whatever it does, as an overloaded host would. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a power cut would. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
