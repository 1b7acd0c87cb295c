package org.muster.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
    private static final int DRAINED_AT_ONCE = 2000;
    private static final int URGENT = 50;
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

    private final CountDownLatch hanging = new CountDownLatch(1);

    /** What is called "long" waits until it is there, and what is called "hanging" has a call under way until the test is over. */
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
            if (task.businessKey().equals("hanging")) {
                awaitTheEnd();
            }
            return task.businessKey().equals("long") && !there
                    ? new Outcome.RetryLater("the end of the test")
                    : Outcome.done();
        }

        private void awaitTheEnd() {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void stop() {
        hanging.countDown();
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
        assertThat(stuck.health().getDetails()).isEqualTo(Map.of("crowded", List.of("await-registration")));
        assertThat(Objects.requireNonNull(meters.find("muster.workers.tasks.left")
                                .tag("topic", "await-registration")
                                .functionCounter())
                        .count())
                .isPositive();

        there = true;
        assertThat(engine.reports(CROWD + 2)).hasSize(CROWD + 2);
        engine.await(() -> stuck.health().getDetails().isEmpty());
        assertThat(stuck.health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void whatIsToBeOpenedComesFirstHoweverManyWait() {
        IntStream.range(0, DRAINED_AT_ONCE)
                .forEach(i -> engine.offer("a" + i, "long", Topic.AWAIT_REGISTRATION, LATER, Map.of()));
        connection.start();
        engine.await(() -> !stuck.health().getDetails().isEmpty());
        int before = engine.fetches();

        engine.offer("z", "w2", Topic.OPEN_WORKFLOW, LATER, URGENT, Map.of());

        assertThat(engine.reports(1)).singleElement().satisfies(report -> {
            assertThat(report.task()).isEqualTo("z");
            assertThat(report.fetch() - before).as("polls until it came").isLessThanOrEqualTo(2);
        });
    }

    @Test
    void aSystemThatHangsHoldsUpOnlyItsOwnTopics() {
        IntStream.range(0, 20).forEach(i -> engine.offer("a" + i, "hanging", Topic.CLOSE_DATASETS, LATER, Map.of()));
        connection.start();
        engine.await(() -> engine.fetches() > 5);

        engine.offer("z", "w2", Topic.OPEN_WORKFLOW, LATER, Map.of());

        assertThat(engine.reports(1)).extracting(FakeEngine.Report::task).containsExactly("z");
    }
}
