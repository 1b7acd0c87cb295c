package org.muster.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.PlatformClient;

final class EngineConnectionTest {
    private static final String RECENTLY = "2099-01-01T00:00:00.000+0000";
    private static final String LONG_AGO = "2020-01-01T00:00:00.000+0000";

    private final FakeEngine engine = new FakeEngine();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<EngineConnection> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(EngineConnection::stop);
        engine.close();
    }

    private static final StuckTasks TOLD_TO_NOBODY =
            new StuckTasks(new PlatformClient(new ApiClient("webapp", URI.create("http://127.0.0.1:1"), () -> "")));

    private record Handler(Topic topic, Function<Task, Outcome> work) implements TaskHandler {
        @Override
        public Set<Variable> reads() {
            return Set.of(Variable.WORKFLOW_ID, Variable.PURPOSE);
        }

        @Override
        public Outcome handle(Task task) {
            return work.apply(task);
        }
    }

    private void open(Duration lock, Function<Task, Outcome> work) {
        List<TaskHandler> handlers = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            handlers.add(new Handler(topic, topic == Topic.OPEN_WORKFLOW ? work : task -> Outcome.done()));
        }
        RuntimeSettings settings = new RuntimeSettings(
                URI.create(engine.url()),
                "test",
                lock,
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofHours(24),
                Duration.ofMillis(1));
        EngineConnection connection =
                new EngineConnection(settings, handlers, () -> "the-token", TOLD_TO_NOBODY, Clock.systemUTC(), meters);
        started.add(connection);
        connection.start();
    }

    private void open(Function<Task, Outcome> work) {
        open(Duration.ofSeconds(30), work);
    }

    private void offer(String created) {
        engine.offer("t1", Topic.OPEN_WORKFLOW, created, Map.of("workflowId", 7, "purpose", "test"));
    }

    @Test
    void completesWithTheHandlersVariablesAndShowsItsToken() {
        open(task -> {
            assertThat(task.workflow()).isEqualTo(new WorkflowId(7));
            assertThat(task.businessKey()).isEqualTo("w7");
            return new Outcome.Done(Map.of(Variable.SCOPE, "usertests", Variable.TEST_PASSED, true));
        });
        offer(RECENTLY);

        FakeEngine.Report report = engine.reports(1).get(0);

        assertThat(report.kind()).isEqualTo("complete");
        assertThat(FakeEngine.variable(report, "scope").asText()).isEqualTo("usertests");
        assertThat(FakeEngine.variable(report, "testPassed").asBoolean()).isTrue();
        assertThat(engine.tokens()).containsOnly("Bearer the-token");
    }

    @Test
    void textsAreCutToWhatTheEngineKeeps() {
        open(task -> new Outcome.Done(Map.of(Variable.TEST_REPORT, "x".repeat(5000))));
        offer(RECENTLY);

        String kept =
                FakeEngine.variable(engine.reports(1).get(0), "testReport").asText();

        assertThat(kept).hasSize(Variable.MAX_TEXT).endsWith("(cut)");
    }

    @Test
    void waitsWithoutReportingAndWithoutLosingTheLock() {
        AtomicInteger looks = new AtomicInteger();
        open(
                Duration.ofMillis(150),
                task -> looks.incrementAndGet() < 20 ? new Outcome.RetryLater("3 jobs") : Outcome.done());
        offer(RECENTLY);

        assertThat(engine.reports(1)).extracting(FakeEngine.Report::kind).containsExactly("complete");
        assertThat(looks).hasValue(20);
        assertThat(engine.extensions()).isPositive();
    }

    @Test
    void waitsForSystemsThatDoNotAnswer() {
        AtomicInteger looks = new AtomicInteger();
        open(task -> {
            if (looks.incrementAndGet() < 5) {
                throw new ExternalSystemUnavailable("allocator", "no answer");
            }
            return Outcome.done();
        });
        offer(RECENTLY);

        assertThat(engine.reports(1)).extracting(FakeEngine.Report::kind).containsExactly("complete");
    }

    @Test
    void waitingBeyondTheLimitIsAnIncidentThatSaysForWhat() {
        open(task -> new Outcome.RetryLater("3 jobs of w7 are still running"));
        offer(LONG_AGO);

        FakeEngine.Report report = engine.reports(1).get(0);

        assertThat(report.kind()).isEqualTo("failure");
        assertThat(report.body().path("retries").asInt()).isZero();
        assertThat(report.body().path("errorMessage").asText())
                .isEqualTo("waited for 24 hours: 3 jobs of w7 are still running");
    }

    @Test
    void failsThreeTimesBeforeAPersonIsAsked() {
        open(task -> {
            throw new ApiRefused(ApiProblem.of(409, "campaign c1 is in step test"));
        });
        offer(RECENTLY);

        List<FakeEngine.Report> reports = engine.reports(3);

        assertThat(reports)
                .extracting(report -> report.body().path("retries").asInt())
                .containsExactly(2, 1, 0);
        assertThat(reports.get(2).body().path("errorMessage").asText()).isEqualTo("409: campaign c1 is in step test");
    }

    @Test
    void refusalTakesThePathOfItsCode() {
        open(task -> new Outcome.Refused("not-possible", "because"));
        offer(RECENTLY);

        FakeEngine.Report report = engine.reports(1).get(0);

        assertThat(report.kind()).isEqualTo("bpmnError");
        assertThat(report.body().path("errorCode").asText()).isEqualTo("not-possible");
    }

    @Test
    void stopsWaitingForATaskThatIsGone() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(3);
        open(Duration.ofMillis(90), task -> {
            looking.countDown();
            return new Outcome.RetryLater("3 jobs");
        });
        offer(RECENTLY);
        assertThat(looking.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(held()).isEqualTo(1);

        engine.cancel("t1");

        assertThat(nothingHeld()).isTrue();
        assertThat(engine.reports(0)).isEmpty();
    }

    /** Whether nothing is held any more, within a bound. */
    private boolean nothingHeld() throws InterruptedException {
        for (int round = 0; round < 300 && held() > 0; round++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return held() == 0;
    }

    private double held() {
        return meters.get("muster.workers.tasks.held")
                .tag("topic", "open-workflow")
                .gauge()
                .value();
    }

    @Test
    void stoppingGivesWaitingTasksBackAtOnce() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        open(task -> {
            looking.countDown();
            return new Outcome.RetryLater("3 jobs");
        });
        offer(RECENTLY);
        assertThat(looking.await(30, TimeUnit.SECONDS)).isTrue();

        started.get(0).stop();

        assertThat(engine.unlocks()).isEqualTo(1);
    }

    @Test
    void everyTopicHasExactlyOneHandler() {
        assertThatThrownBy(() -> new EngineConnection(
                        new RuntimeSettings(
                                URI.create(engine.url()),
                                "test",
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO),
                        List.of(new Handler(Topic.OPEN_WORKFLOW, task -> Outcome.done())),
                        () -> "",
                        TOLD_TO_NOBODY,
                        Clock.systemUTC(),
                        new SimpleMeterRegistry()))
                .hasMessageContaining("no handler for")
                .hasMessageContaining("CLOSE_WORKFLOW");
    }
}
