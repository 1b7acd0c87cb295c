package org.muster.launcher.supervision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps programs running until it is told to stop. Programs come in waves: a wave starts when all of the one before are
 * healthy, and waves stop in the opposite order, so that nothing loses what it needs before it ended itself.
 */
public final class Supervisor {
    /** How long a program may take to end before it is killed. */
    public static final Duration STOP_LIMIT = Duration.ofSeconds(25);

    private static final Duration TICK = Duration.ofMillis(150);
    private static final Duration LOG_CHECK = Duration.ofSeconds(10);

    private final List<List<Program>> waves;
    private final List<List<Child>> children;
    private final Clock clock;
    private final Consumer<Report> publish;
    private volatile boolean stopRequested;
    private Phase phase = Phase.STARTING;
    private List<ChildReport> published = List.of();
    private Optional<Instant> logsChecked = Optional.empty();

    /** What the platform as a whole is doing. */
    public enum Phase {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        /** A program died too often, or did not become healthy in time, before all were. Everything has been stopped. */
        FAILED
    }

    /** The state of things whenever it changes. {@code failure} is empty unless the start failed. */
    public record Report(Phase phase, List<ChildReport> children, String failure) {
        public Report {
            children = List.copyOf(children);
        }
    }

    /** @param publish called from the supervising thread at every change */
    public Supervisor(List<List<Program>> waves, Clock clock, Consumer<Report> publish) {
        this.waves = List.copyOf(waves);
        this.clock = clock;
        this.publish = publish;
        Instant now = clock.instant();
        this.children = waves.stream()
                .map(wave ->
                        wave.stream().map(program -> new Child(program, now)).toList())
                .toList();
    }

    /** May be called from any thread, also before {@link #run}. */
    public void requestStop() {
        stopRequested = true;
    }

    /** Runs until {@link #requestStop}, or until the start fails. */
    public Phase run() throws InterruptedException {
        String failure = "";
        while (!stopRequested && failure.isEmpty()) {
            Instant now = clock.instant();
            startNextWave(now);
            all().forEach(child -> child.tick(now));
            if (phase == Phase.STARTING) {
                failure = startFailure(now);
                if (failure.isEmpty() && all().allMatch(child -> child.state() == ChildState.HEALTHY)) {
                    phase = Phase.RUNNING;
                }
            }
            boundLogs(now);
            publish(failure);
            Thread.sleep(TICK.toMillis());
        }
        phase = Phase.STOPPING;
        publish(failure);
        stop();
        phase = failure.isEmpty() ? Phase.STOPPED : Phase.FAILED;
        publish(failure);
        return phase;
    }

    private Stream<Child> all() {
        return children.stream().flatMap(List::stream);
    }

    /** Only the start waits for the wave before; later a program restarts whatever the others do. */
    private void startNextWave(Instant now) {
        for (List<Child> wave : children) {
            if (wave.stream().anyMatch(child -> child.state() == ChildState.WAITING)) {
                wave.forEach(child -> child.start(now));
                return;
            }
            if (phase == Phase.STARTING && !wave.stream().allMatch(child -> child.state() == ChildState.HEALTHY)) {
                return;
            }
        }
    }

    private String startFailure(Instant now) {
        for (Child child : all().toList()) {
            if (child.state() == ChildState.GAVE_UP) {
                return child.name() + " died " + (RestartPolicy.MAX_RESTARTS + 1) + " times while starting; it "
                        + child.report().lastEnd();
            }
            if (child.overdue(now)) {
                return child.name() + " did not become healthy in time";
            }
        }
        return "";
    }

    private void stop() throws InterruptedException {
        for (int i = children.size() - 1; i >= 0; i--) {
            List<Child> wave = children.get(i);
            wave.forEach(Child::end);
            Instant limit = clock.instant().plus(STOP_LIMIT);
            while (!wave.stream().allMatch(Child::ended) && clock.instant().isBefore(limit)) {
                Thread.sleep(TICK.toMillis());
            }
            for (Child child : wave) {
                if (!child.ended()) {
                    child.kill();
                }
                child.stopped(clock.instant());
            }
            publish("");
        }
    }

    private void boundLogs(Instant now) {
        if (logsChecked.filter(last -> !now.isAfter(last.plus(LOG_CHECK))).isEmpty()) {
            logsChecked = Optional.of(now);
            waves.forEach(wave -> wave.forEach(program -> new BoundedLog(program.log(), BoundedLog.MAX_BYTES).bound()));
        }
    }

    private void publish(String failure) {
        List<ChildReport> now = new ArrayList<>();
        all().forEach(child -> now.add(child.report()));
        if (!now.equals(published) || phase != Phase.RUNNING) {
            published = now;
            publish.accept(new Report(phase, now, failure));
        }
    }
}
