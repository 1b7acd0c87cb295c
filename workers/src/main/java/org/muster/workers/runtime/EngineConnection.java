package org.muster.workers.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.topic.TopicSubscriptionBuilder;
import org.jspecify.annotations.Nullable;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Subscribes every handler to its topic at the engine, from start to stop of this process. */
final class EngineConnection implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EngineConnection.class);

    /** Tasks of one poll. */
    private static final int MAX_TASKS = 10;

    /** One for the poll, the others for reports and locks. */
    private static final int MAX_CONNECTIONS = 10;

    /** Seconds that an answer may take beyond the long poll. */
    private static final int PATIENCE_SECONDS = 20;

    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final RuntimeSettings settings;
    private final List<TaskHandler> handlers;
    private final Supplier<String> token;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final Map<Topic, TaskDesk> desks = new EnumMap<>(Topic.class);
    private final PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
    private @Nullable ExternalTaskClient client;

    EngineConnection(
            RuntimeSettings settings,
            List<TaskHandler> handlers,
            Supplier<String> token,
            StuckTasks stuck,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.handlers = List.copyOf(handlers);
        this.token = token;
        this.clock = clock;
        requireOneHandlerForEachTopic();
        handlers.forEach(handler -> desks.put(handler.topic(), new TaskDesk(handler, settings, clock, stuck, timer)));
        stuck.watch(() -> desks.values().stream()
                .filter(TaskDesk::crowded)
                .map(desk -> desk.topic().topic())
                .toList());
        connections.setDefaultMaxPerRoute(MAX_CONNECTIONS);
        connections.setMaxTotal(MAX_CONNECTIONS);
        desks.forEach((topic, desk) -> measure(topic.topic(), desk, meters));
    }

    private static void measure(String topic, TaskDesk desk, MeterRegistry meters) {
        Gauge.builder("muster.workers.tasks.held", desk, TaskDesk::size)
                .description("External tasks that are running or waiting here")
                .tag("topic", topic)
                .register(meters);
        FunctionCounter.builder("muster.workers.tasks.left", desk, TaskDesk::leftToEngine)
                .description("Turns that had to be given to another task, because more are there than can be held")
                .tag("topic", topic)
                .register(meters);
    }

    private void requireOneHandlerForEachTopic() {
        Set<Topic> missing = EnumSet.allOf(Topic.class);
        for (TaskHandler handler : handlers) {
            if (!missing.remove(handler.topic())) {
                throw new IllegalStateException("two handlers for topic " + handler.topic());
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no handler for " + missing);
        }
    }

    @Override
    public void start() {
        ExternalTaskClient started = ExternalTaskClient.create()
                .baseUrl(settings.engineUrl().toString())
                .workerId(settings.workerId())
                .maxTasks(MAX_TASKS)
                .lockDuration(settings.lock().toMillis())
                .asyncResponseTimeout(settings.longPoll().toMillis())
                .backoffStrategy(new FetchPause())
                .addInterceptor(request -> request.addHeader("Authorization", "Bearer " + token.get()))
                .customizeHttpClient(http -> http.setConnectionManager(connections)
                        .setDefaultRequestConfig(RequestConfig.custom()
                                .setResponseTimeout(
                                        Timeout.ofSeconds(settings.longPoll().toSeconds() + PATIENCE_SECONDS))
                                .build())
                        .disableAutomaticRetries())
                .build();
        for (TaskHandler handler : handlers) {
            TopicSubscriptionBuilder subscription = started.subscribe(
                            handler.topic().topic())
                    .variables(handler.reads().stream().map(Variable::variable).toArray(String[]::new))
                    .handler(Objects.requireNonNull(desks.get(handler.topic()))::take);
            subscription.open();
        }
        client = started;
        LOG.info(
                "Working as {} on {}.",
                settings.workerId(),
                handlers.stream().map(handler -> handler.topic().topic()).collect(Collectors.joining(", ")));
    }

    @Override
    public void stop() {
        ExternalTaskClient running = client;
        if (running == null) {
            return;
        }
        client = null;
        timer.shutdownNow();
        desks.values().forEach(TaskDesk::close);
        try {
            Instant end = clock.instant().plus(STOPPING);
            for (TaskDesk desk : desks.values()) {
                desk.giveBack(Duration.between(clock.instant(), end));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The client waits for its poll, which the engine keeps for as long as it likes.
        connections.close(CloseMode.IMMEDIATE);
        running.stop();
    }

    @Override
    public boolean isRunning() {
        return client != null;
    }
}
