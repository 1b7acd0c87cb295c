package org.muster.agents.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AgentLoopTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Deque<IntSupplier> steps = new ArrayDeque<>();
    private Duration every = Duration.ZERO;
    private final AgentLoop loop = new AgentLoop(
            new Agent() {
                @Override
                public Duration every() {
                    return every;
                }

                @Override
                public String name() {
                    return "scripted";
                }

                @Override
                public int doWork(Instant now) {
                    return steps.remove().getAsInt();
                }
            },
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5)),
            Clock.systemUTC(),
            meters);

    private static int outage() {
        throw new ExternalSystemUnavailable("rucio", "away");
    }

    private List<Duration> run(IntSupplier... script) {
        steps.addAll(List.of(script));
        return java.util.stream.Stream.of(script).map(step -> loop.step()).toList();
    }

    @Test
    void workAsksForMoreAndIdlenessWaits() {
        assertThat(run(() -> 3, () -> 0)).containsExactly(Duration.ZERO, Duration.ofSeconds(1));
        assertThat(meters.counter("muster.agent.work", "agent", "scripted").count())
                .isEqualTo(3);
    }

    @Test
    void anAgentThatIsSeldomHasItsTimeButNotBeforeAllIsDone() {
        every = Duration.ofMinutes(1);

        assertThat(run(() -> 3, () -> 0, AgentLoopTest::outage))
                .containsExactly(Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(1));
    }

    @Test
    void anOutageSlowsDownIsToldOnceAndItsEndToo(CapturedOutput output) {
        assertThat(run(
                        AgentLoopTest::outage,
                        AgentLoopTest::outage,
                        AgentLoopTest::outage,
                        AgentLoopTest::outage,
                        AgentLoopTest::outage,
                        () -> 0))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 5L, 5L, 1L);

        assertThat(output.getAll().lines().filter(line -> line.contains("scripted")))
                .hasSize(2);
        assertThat(output).contains("cannot work and tries again: rucio: away", "works again after 5 failures");
        assertThat(meters.counter("muster.agent.failures", "agent", "scripted").count())
                .isEqualTo(5);
    }

    @Test
    void aDefectInAnAgentDoesNotEndItsLoop() {
        assertThat(run(
                        () -> {
                            throw new IllegalStateException("defect");
                        },
                        () -> 0))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
