package org.muster.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.junit.jupiter.api.Test;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.PlatformClient;

final class HeldTaskTest {
    private final AtomicInteger calls = new AtomicInteger();

    private final ExternalTaskService breaking = (ExternalTaskService) Proxy.newProxyInstance(
            ExternalTaskService.class.getClassLoader(),
            new Class<?>[] {ExternalTaskService.class},
            (proxy, method, arguments) -> {
                calls.incrementAndGet();
                throw new IllegalStateException("thrown on purpose");
            });

    private static final ExternalTask TASK = (ExternalTask) Proxy.newProxyInstance(
            ExternalTask.class.getClassLoader(),
            new Class<?>[] {ExternalTask.class},
            (proxy, method, arguments) ->
                    Map.of("getId", "t1", "getTopicName", "a-topic").get(method.getName()));

    private static final class Idle implements TaskHandler {
        @Override
        public Topic topic() {
            return Topic.OPEN_WORKFLOW;
        }

        @Override
        public Set<Variable> reads() {
            return Set.of();
        }

        @Override
        public Outcome handle(Task task) {
            return Outcome.done();
        }
    }

    @Test
    void anExtensionThatBreaksIsNotTheLast() {
        RuntimeSettings settings = new RuntimeSettings(
                URI.create("http://127.0.0.1:1"),
                "test",
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofHours(24),
                Duration.ofSeconds(10));
        StuckTasks stuck =
                new StuckTasks(new PlatformClient(new ApiClient("webapp", URI.create("http://127.0.0.1:1"), () -> "")));
        HeldTask task = new HeldTask(TASK, breaking, new Idle(), settings, Clock.systemUTC(), stuck);

        task.extend();
        task.extend();

        assertThat(calls).hasValue(2);
    }
}
