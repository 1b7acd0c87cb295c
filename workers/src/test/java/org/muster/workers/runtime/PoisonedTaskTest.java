package org.muster.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.fakes.FakeServer;

/** Each topic is given one poisoned task among ten good ones; a topic without a handler does not start. */
final class PoisonedTaskTest {
    private static final String POISONED = "w5";

    private final FakeEngine engine = new FakeEngine();
    /** Paths and subjects. */
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final FakeServer webapp = new FakeServer(request -> {
        request.body()
                .forEach(incident ->
                        told.add(request.path() + " " + incident.path("source").asText() + " "
                                + incident.path("subject").asText() + ": "
                                + incident.path("reason").asText()));
        return Map.of();
    });
    private final StuckTasks stuck =
            new StuckTasks(new PlatformClient(new ApiClient("webapp", webapp.url(), () -> "token")));
    private volatile boolean mended;
    private final EngineConnection connection = connection();

    private EngineConnection connection() {
        RuntimeSettings settings = new RuntimeSettings(
                URI.create(engine.url()),
                "test",
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofHours(24),
                Duration.ofSeconds(10));
        return new EngineConnection(
                settings,
                Stream.of(Topic.values()).<TaskHandler>map(Handler::new).toList(),
                () -> "the-token",
                stuck,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

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
            if (task.businessKey().equals(POISONED) && !mended) {
                throw new IllegalStateException("poisoned");
            }
            return Outcome.done();
        }
    }

    @AfterEach
    void stop() {
        connection.stop();
        engine.close();
        webapp.close();
    }

    @ParameterizedTest
    @EnumSource
    void tenAreDoneWhileOneIsTriedAgainAndSetAsideUntilItIsMended(Topic topic) {
        IntStream.rangeClosed(1, 11)
                .forEach(i -> engine.offer("t" + i, "w" + i, topic, "2099-01-01T00:00:00.000+0000", Map.of()));
        connection.start();

        List<FakeEngine.Report> reports = engine.reports(10 + HeldTask.MAX_TRIES);
        assertThat(reports.stream()
                        .filter(report -> report.kind().equals("complete"))
                        .map(FakeEngine.Report::task))
                .hasSize(10)
                .doesNotContain("t5");
        List<JsonNode> failures = reports.stream()
                .filter(report -> report.kind().equals("failure"))
                .map(FakeEngine.Report::body)
                .toList();
        assertThat(failures)
                .extracting(failure -> failure.path("retryTimeout").asInt())
                .as("pauses")
                .containsExactly(10_000, 30_000, 90_000);
        assertThat(failures)
                .extracting(failure -> failure.path("errorMessage").asText())
                .containsOnly("poisoned");

        mended = true;
        awaitTold(1);
        assertThat(stuck.health().getStatus()).isEqualTo(StuckTasks.DEGRADED);
        assertThat(stuck.health().getDetails()).containsEntry("subjects", List.of(topic.topic() + ": " + POISONED));
        engine.tryAgain("t5");
        assertThat(engine.reports(11 + HeldTask.MAX_TRIES).get(10 + HeldTask.MAX_TRIES))
                .satisfies(report -> assertThat(report.kind()).isEqualTo("complete"))
                .satisfies(report -> assertThat(report.task()).isEqualTo("t5"));
        awaitTold(2);
        assertThat(told)
                .containsExactly(
                        "/api/incidents " + topic.topic() + " w5: poisoned",
                        "/api/incidents/over " + topic.topic() + " w5: unknown");
        assertThat(stuck.health().getStatus().getCode()).isEqualTo("UP");
    }

    /** Telling comes after the report. */
    private void awaitTold(int count) {
        engine.await(() -> told.size() >= count);
    }
}
