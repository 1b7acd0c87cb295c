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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One of our programs, in a process of its own. */
public final class StartedProgram implements AutoCloseable {
    static final int NO_ANSWER = -1;

    private static final Duration READY_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Process process;
    private final int port;

    private StartedProgram(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    /**
     * Returns at once.
     *
     * @param environment beside what this process has, and the port
     */
    public static StartedProgram start(String name, List<String> command, Map<String, String> environment, Path log) {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("MUSTER_PORT", Integer.toString(port));
        try {
            return new StartedProgram(name, builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    int port() {
        return port;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public ProcessTree tree() {
        return new ProcessTree(process.pid());
    }

    public void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + READY_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit || !process.isAlive()) {
                throw new IllegalStateException(name + " is not ready");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** Of the answer to a GET; {@link #NO_ANSWER} without one. */
    int status(String path) {
        try {
            return HTTP.send(request(path), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return NO_ANSWER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until a GET of this is answered 200. */
    public StartedProgram awaitHealth(String path) {
        await(() -> status(path) == 200);
        return this;
    }

    public String get(String path) {
        try {
            return HTTP.send(request(path), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(base().resolve(path))
                .timeout(ANSWER_LIMIT)
                .build();
    }

    String jcmd(String command) {
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

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
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
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
