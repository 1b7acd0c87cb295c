package org.muster.benchmarks.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;

/** The real allocator, in a process of its own. */
public final class Allocator implements AutoCloseable {
    public static final String HEAP = "2g";

    private static final String READY = "/ready";
    private static final Pattern USED = Pattern.compile("garbage-first heap +total \\d+K, used (\\d+)K");

    private final StartedProgram program;
    private final TokenIssuer issuer;

    private Allocator(StartedProgram program, TokenIssuer issuer) {
        this.program = program;
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
            List<String> command = new ArrayList<>(List.of("java", "-Xms" + heap, "-Xmx" + heap));
            command.addAll(COLLECTOR);
            if (jar.isPresent()) {
                command.addAll(List.of("-jar", jar.get().toString()));
            } else {
                command.addAll(List.of(
                        "-cp", System.getProperty("java.class.path"), "org.muster.allocator.server.AllocatorMain"));
            }
            Map<String, String> environment = Map.of(
                    "MUSTER_DB_URL",
                    databaseUrl,
                    "MUSTER_DB_USER",
                    Postgres.USER,
                    "MUSTER_DB_PASSWORD",
                    Postgres.PASSWORD,
                    "MUSTER_ISSUER",
                    issuer.name());
            return new Allocator(StartedProgram.start("the allocator", command, environment, log), issuer);
        }
    }

    public int port() {
        return program.port();
    }

    public StartedProgram program() {
        return program;
    }

    public ProcessTree tree() {
        return program.tree();
    }

    public AllocatorClient control() {
        String token = issuer.token();
        return new AllocatorClient(new ApiClient("allocator", program.base(), () -> token));
    }

    public Allocator awaitReady() {
        program.await(this::ready);
        return this;
    }

    /** Waits until it answers at all; it may be standing by. */
    public Allocator awaitAnswers() {
        program.await(() -> program.status(READY) != StartedProgram.NO_ANSWER);
        return this;
    }

    /** Whether it leads and has its ledger. */
    public boolean ready() {
        return program.status(READY) == 200;
    }

    /** Bytes that live on the heap, after a full collection. */
    public long liveHeapBytes() {
        program.jcmd("GC.run");
        Matcher used = USED.matcher(program.jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("GC.heap_info is not understood");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    /** Stops it in the middle of whatever it does, as an overloaded host would. */
    public void pause() {
        program.pause();
    }

    public void resume() {
        program.resume();
    }

    /** As a power cut would. */
    public void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
