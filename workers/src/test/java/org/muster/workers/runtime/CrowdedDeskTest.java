package org.muster.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.PlatformClient;

/** More tasks wait for something than can be held at once. */
final class CrowdedDeskTest {
    private static final int CROWD = TaskDesk.MAX_HELD + 50;
    private static final String LATER = "2099-01-01T00:00:00.000+0000";

    private final FakeEngine engine = new FakeEngine();
    private final StuckTasks stuck =
            new StuckTasks(new PlatformClient(new ApiClient("webapp", URI.create("http://127.0.0.1:1"), () -> "")));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile boolean there;
    private final EngineConnection connection = new EngineConnection(
            new RuntimeSettings(
                    URI.create(engine.url()),
                    "test",
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(20),
                    Duration.ofHours(24),
                    Duration.ofSeconds(10)),
            Stream.of(Topic.values()).<TaskHandler>map(Handler::new).toList(),
            () -> "the-token",
            stuck,
            Clock.systemUTC(),
            meters);

    /** What is called "long" waits until it is there. */
    private final class Handler implements TaskHandler {
        private final Topic topic;

        private Handler(Topic topic) {
            this.topic = topic;
        }

        @Override
        public Topic topic() {
            return topic;
        }

        @Override
        public Set<Variable> reads() {
            return Set.of();
        }

        @Override
        public Outcome handle(Task task) {
            return task.businessKey().equals("long") && !there
                    ? new Outcome.RetryLater("the end of the test")
                    : Outcome.done();
        }
    }

    @AfterEach
    void stop() {
        connection.stop();
        engine.close();
    }

    @Test
    void thoseThatWaitKeepNobodyFromBeingDoneAndNoneIsLost() {
        IntStream.range(0, CROWD)
                .forEach(i -> engine.offer(
                        String.format(Locale.ROOT, "a%03d", i), "long", Topic.AWAIT_REGISTRATION, LATER, Map.of()));
        engine.offer("y", "w1", Topic.AWAIT_REGISTRATION, LATER, Map.of());
        engine.offer("z", "w2", Topic.OPEN_WORKFLOW, LATER, Map.of());
        connection.start();

        assertThat(engine.reports(2))
                .extracting(FakeEngine.Report::task, FakeEngine.Report::kind)
                .containsExactlyInAnyOrder(tuple("y", "complete"), tuple("z", "complete"));
        assertThat(stuck.health().getStatus()).isEqualTo(StuckTasks.DEGRADED);
        assertThat(stuck.health().getDetails()).containsOnlyKeys("crowded");
        assertThat(Objects.requireNonNull(
                                meters.find("muster.workers.tasks.left").functionCounter())
                        .count())
                .isPositive();

        there = true;
        assertThat(engine.reports(CROWD + 2)).hasSize(CROWD + 2);
        engine.await(() -> stuck.health().getDetails().isEmpty());
        assertThat(stuck.health().getStatus().getCode()).isEqualTo("UP");
    }
}
