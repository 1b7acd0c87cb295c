package org.muster.launcher.supervision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One program and its process. Not for more than one thread: its supervisor ticks it. */
final class Child {
    private static final Duration ASK_WHILE_STARTING = Duration.ofMillis(400);
    private static final Duration ASK_WHILE_HEALTHY = Duration.ofSeconds(3);

    /** A busy machine misses a beat; three in a row are an answer. */
    private static final int MISSES_UNTIL_NOT_ANSWERING = 3;

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int SIGNAL_EXIT = 128;

    private final Program program;
    private final RestartPolicy policy = new RestartPolicy();
    private ChildState state = ChildState.WAITING;
    private @Nullable Process process;
    private @Nullable CompletableFuture<Boolean> question;
    private Instant since;
    private Instant startedAt;
    private Instant next;
    private int misses;
    private int restarts;
    private String lastEnd = "";

    Child(Program program, Instant now) {
        this.program = program;
        this.since = now;
        this.startedAt = now;
        this.next = now;
    }

    String name() {
        return program.name();
    }

    ChildState state() {
        return state;
    }

    ChildReport report() {
        Optional<ProcessHandle> alive =
                Optional.ofNullable(process).map(Process::toHandle).filter(ProcessHandle::isAlive);
        return new ChildReport(
                program.name(),
                state,
                alive.map(ProcessHandle::pid).orElse(0L),
                alive.flatMap(handle -> handle.info().startInstant()),
                program.port(),
                since,
                restarts,
                lastEnd);
    }

    /** One look: what died is noted, what is due is done. */
    void tick(Instant now) {
        switch (state) {
            case STARTING, HEALTHY, NOT_ANSWERING -> watch(now);
            case RESTARTING -> {
                if (!now.isBefore(next)) {
                    restarts++;
                    start(now);
                }
            }
            case WAITING, GAVE_UP, STOPPED -> {}
        }
    }

    void start(Instant now) {
        // A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops its children in order.
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.appendTo(program.log().toFile()));
        ChildEnvironment.prepare(builder.environment(), program.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.name(), e);
        }
        startedAt = now;
        misses = 0;
        question = null;
        next = now;
        become(ChildState.STARTING, now);
    }

    /** Whether it takes longer to become healthy than it may. */
    boolean overdue(Instant now) {
        return state == ChildState.STARTING && now.isAfter(startedAt.plus(program.startLimit()));
    }

    /** Asks the process to end. */
    void end() {
        Process current = process;
        if (current != null) {
            current.destroy();
        }
    }

    void kill() {
        Process current = process;
        if (current != null) {
            current.descendants().forEach(ProcessHandle::destroyForcibly);
            current.destroyForcibly();
        }
    }

    boolean ended() {
        Process current = process;
        return current == null || !current.isAlive();
    }

    void stopped(Instant now) {
        become(ChildState.STOPPED, now);
    }

    private void watch(Instant now) {
        Process current = process;
        if (current == null || !current.isAlive()) {
            died(current == null ? 0 : current.exitValue(), now);
            return;
        }
        CompletableFuture<Boolean> pending = question;
        if (pending == null && !now.isBefore(next)) {
            question = program.health().ask();
        } else if (pending != null && pending.isDone()) {
            question = null;
            answered(
                    pending.handle((healthy, failure) -> failure == null && healthy)
                            .join(),
                    now);
            next = now.plus(state == ChildState.STARTING ? ASK_WHILE_STARTING : ASK_WHILE_HEALTHY);
        }
    }

    private void answered(boolean healthy, Instant now) {
        misses = healthy ? 0 : misses + 1;
        if (healthy && state != ChildState.HEALTHY) {
            become(ChildState.HEALTHY, now);
        } else if (state == ChildState.HEALTHY && misses >= MISSES_UNTIL_NOT_ANSWERING) {
            become(ChildState.NOT_ANSWERING, now);
        }
    }

    private void died(int exit, Instant now) {
        String how = exit > SIGNAL_EXIT ? "killed by signal " + (exit - SIGNAL_EXIT) : "ended with exit code " + exit;
        lastEnd = how + " at " + now.truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> again = policy.died(now);
        next = again.orElse(Instant.MAX);
        become(again.isPresent() ? ChildState.RESTARTING : ChildState.GAVE_UP, now);
    }

    private void become(ChildState next, Instant now) {
        state = next;
        since = now;
    }
}
