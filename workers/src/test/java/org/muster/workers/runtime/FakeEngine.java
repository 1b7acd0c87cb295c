package org.muster.workers.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.muster.processes.Topic;
import org.muster.workers.fakes.FakeServer;

/** The external-task part of the engine's REST interface: one task is locked, reported once, and gone. */
final class FakeEngine implements AutoCloseable {
    /** The engine would hold a poll that finds nothing; this long keeps the test from polling at full speed. */
    private static final long POLL_MILLIS = 20;

    /** Polls without a new task that a lock lasts for. */
    private static final int LOCK_POLLS = 10;

    private final FakeServer server = new FakeServer(this::answer);
    private final Map<String, Open> open = new TreeMap<>();
    private final List<Report> reports = new ArrayList<>();
    private int fetches;
    private int extensions;
    private int unlocks;

    private static final class Open {
        private final Map<String, Object> task;
        private boolean locked;
        private int polls;
        private int fetch;

        private Open(Map<String, Object> task) {
            this.task = task;
        }

        private int priority() {
            return (Integer) Objects.requireNonNull(task.get("priority"));
        }
    }

    /** @param fetch number of the poll that gave it out */
    record Report(String task, String kind, JsonNode body, int fetch) {}

    String url() {
        return server.url() + "/engine-rest";
    }

    void offer(String id, Topic topic, String created, Map<String, Object> variables) {
        offer(id, "w7", topic, created, variables);
    }

    void offer(String id, String businessKey, Topic topic, String created, Map<String, Object> variables) {
        offer(id, businessKey, topic, created, 0, variables);
    }

    synchronized void offer(
            String id, String businessKey, Topic topic, String created, int priority, Map<String, Object> variables) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("id", id);
        task.put("topicName", topic.topic());
        task.put("workerId", "test");
        task.put("businessKey", businessKey);
        task.put("createTime", created);
        task.put("priority", priority);
        Map<String, Object> typed = new TreeMap<>();
        variables.forEach((name, value) ->
                typed.put(name, Map.of("value", value, "type", value instanceof Integer ? "Integer" : "String")));
        task.put("variables", typed);
        open.put(id, new Open(task));
        notifyAll();
    }

    private synchronized Object answer(FakeServer.Request request) {
        String[] path = request.path().split("/", -1);
        String last = path[path.length - 1];
        if (last.equals("fetchAndLock")) {
            return fetch(
                    request.body().path("topics"),
                    request.body().path("maxTasks").asInt());
        }
        String id = path[path.length - 2];
        Open task = open.get(id);
        if (task == null) {
            return new FakeServer.Status(404, Map.of("type", "RestException", "message", "no task " + id, "code", 0));
        }
        switch (last) {
            case "extendLock" -> extensions++;
            case "unlock" -> {
                unlocks++;
                task.locked = false;
            }
            case "failure" -> {
                reports.add(new Report(id, last, request.body(), task.fetch));
                task.task.put("retries", request.body().path("retries").asInt());
                task.locked = request.body().path("retries").asInt() == 0;
            }
            default -> {
                reports.add(new Report(id, last, request.body(), task.fetch));
                open.remove(id);
            }
        }
        notifyAll();
        return new FakeServer.Status(204, "");
    }

    /** The most urgent first. */
    private Object fetch(JsonNode topics, int limit) {
        fetches++;
        Set<String> wanted = new HashSet<>();
        topics.forEach(topic -> wanted.add(topic.path("topicName").asText()));
        List<Object> locked = open.values().stream()
                .filter(task -> !task.locked && wanted.contains(String.valueOf(task.task.get("topicName"))))
                .sorted(Comparator.comparing(Open::priority).reversed())
                .limit(limit)
                .<Object>map(task -> {
                    task.locked = true;
                    task.fetch = fetches;
                    return task.task;
                })
                .toList();
        if (locked.isEmpty()) {
            pause(POLL_MILLIS);
            open.values().forEach(FakeEngine::age);
        }
        return locked;
    }

    /** Whoever passed a task over gets it once more; one with an incident waits for a person. */
    private static void age(Open task) {
        task.polls = task.locked ? task.polls + 1 : 0;
        if (task.polls >= LOCK_POLLS && !Integer.valueOf(0).equals(task.task.get("retries"))) {
            task.locked = false;
            task.polls = 0;
        }
    }

    @SuppressWarnings("WaitNotInLoop") // every caller looks again
    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was reported once at least {@code count} reports are in; fewer if they do not come. */
    synchronized List<Report> reports(int count) {
        await(() -> reports.size() >= count);
        return List.copyOf(reports);
    }

    /** Until this is so, or for half a minute. */
    synchronized void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            pause(POLL_MILLIS);
        }
    }

    synchronized int fetches() {
        return fetches;
    }

    synchronized int extensions() {
        return extensions;
    }

    synchronized int unlocks() {
        return unlocks;
    }

    /** A person gives a task one more try. */
    synchronized void tryAgain(String id) {
        Open task = Objects.requireNonNull(open.get(id));
        task.task.put("retries", 1);
        task.locked = false;
        notifyAll();
    }

    /** The process instance is deleted by somebody. */
    synchronized void cancel(String id) {
        open.remove(id);
    }

    /** Variables of a completed task. */
    static JsonNode variable(Report report, String name) {
        JsonNode value = report.body().path("variables").path(name).path("value");
        return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }

    List<String> tokens() {
        return server.tokens();
    }

    List<String> calls() {
        return server.calls();
    }

    @Override
    public void close() {
        server.close();
    }
}
