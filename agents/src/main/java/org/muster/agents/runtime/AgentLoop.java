package org.muster.agents.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.Outage;
import org.muster.protocol.http.ApiRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps one agent. An outage is told once when it begins and once when it is over. */
final class AgentLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

    private final Agent agent;
    private final Pace pace;
    private final Clock clock;
    private final Timer steps;
    private final Counter work;
    private final Counter failures;
    private final Outage outage = new Outage(this::begun, this::ended);
    private int failuresInARow;
    private Optional<Instant> failingSince = Optional.empty();

    AgentLoop(Agent agent, Pace pace, Clock clock, MeterRegistry meters) {
        this.agent = agent;
        this.pace = pace;
        this.clock = clock;
        this.steps = meters.timer("muster.agent.steps", "agent", agent.name());
        this.work = meters.counter("muster.agent.work", "agent", agent.name());
        this.failures = meters.counter("muster.agent.failures", "agent", agent.name());
        meters.gauge(
                "muster.agent.failures.in.a.row",
                io.micrometer.core.instrument.Tags.of("agent", agent.name()),
                this,
                loop -> loop.failuresInARow);
    }

    String name() {
        return agent.name();
    }

    /** One step; answers how long to wait before the next. Nothing that an agent throws ends its loop. */
    Duration step() {
        Timer.Sample sample = Timer.start();
        try {
            int done = agent.doWork(clock.instant());
            work.increment(done);
            outage.over();
            failuresInARow = 0;
            return done > 0 ? Duration.ZERO : longer(pace.cycle(), agent.every());
        } catch (RuntimeException e) {
            return failed(e);
        } finally {
            sample.stop(steps);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void begun(Exception trouble) {
        failingSince = Optional.of(clock.instant());
        if (trouble instanceof ExternalSystemUnavailable || trouble instanceof ApiRefused) {
            LOG.warn("{} cannot work and tries again: {}", agent.name(), trouble.getMessage());
        } else {
            LOG.error("{} failed and tries again", agent.name(), trouble);
        }
    }

    private void ended() {
        Instant now = clock.instant();
        LOG.info(
                "{} works again after {} failures in {} s",
                agent.name(),
                failuresInARow,
                Duration.between(failingSince.orElse(now), now).toSeconds());
    }

    private Duration failed(RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
            return Duration.ZERO;
        }
        failures.increment();
        failuresInARow++;
        outage.met(e);
        return pace.afterFailures(failuresInARow);
    }
}
