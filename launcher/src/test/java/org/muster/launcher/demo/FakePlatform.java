package org.muster.launcher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.launcher.credentials.Credentials;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.TaskDetail;
import org.muster.protocol.platform.TaskRow;

/**
 * A platform as the demo meets it: it signs people in, has a campaign whose tasks come one after the other, a workflow that
 * makes progress with each task, a storage with its outputs.
 */
final class FakePlatform implements AutoCloseable {
    private final HttpServer server;
    private final Credentials people;
    private final Deque<Gate> gates = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Map<String, String> stored = new HashMap<>();
    private final List<String> incidents = new ArrayList<>();
    private String signingIn = "";
    private int outages;
    private int refusals;

    /** A task that waits for one of a group. */
    record Gate(String key, String group) {}

    FakePlatform(Credentials people) throws IOException {
        this.people = people;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized void asks(Gate... next) {
        gates.addAll(List.of(next));
    }

    synchronized void stores(String name, String content) {
        stored.put(name, content);
    }

    /** The next questions about the campaign are answered as a platform does that is starting. */
    synchronized void isAwayFor(int questions) {
        outages = questions;
    }

    /** The next tasks that somebody sends are refused. */
    synchronized void refuses(int tasks) {
        refusals = tasks;
    }

    synchronized void fails(String incident) {
        incidents.add(incident);
    }

    synchronized void isMended() {
        incidents.clear();
    }

    /** Who did what, as {@code sam edit-plan {...}}. */
    synchronized List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.startsWith("/oauth2") || path.equals("/login") || path.equals("/activate")) {
            signIn(exchange, path, form(body));
        } else if (path.startsWith("/api/tasks")) {
            tasks(exchange, path, body);
        } else if (path.startsWith("/storage/")) {
            text(
                    exchange,
                    stored.containsKey(path.substring(9)) ? 200 : 404,
                    stored.getOrDefault(path.substring(9), ""));
        } else {
            platform(exchange, path);
        }
    }

    private void signIn(HttpExchange exchange, String path, Map<String, String> form) throws IOException {
        switch (path) {
            case "/oauth2/device_authorization" ->
                json(
                        exchange,
                        Map.of(
                                "device_code",
                                "d",
                                "user_code",
                                "ABCD-EFGH",
                                "verification_uri",
                                url() + "/activate",
                                "verification_uri_complete",
                                url() + "/activate?user_code=ABCD-EFGH",
                                "interval",
                                0,
                                "expires_in",
                                60));
            case "/oauth2/token" -> token(exchange, form);
            case "/login" -> {
                String name = form.getOrDefault("username", "");
                boolean known = people.user(name).password().equals(form.getOrDefault("password", ""));
                signingIn = known ? name : "";
                exchange.getResponseHeaders().set("Location", known ? "/activate?confirm" : "/activate?error");
                text(exchange, 302, "");
            }
            case "/oauth2/device_verification" -> text(exchange, 200, "<p>You are signed in.</p>");
            default ->
                text(
                        exchange,
                        200,
                        signingIn.isEmpty()
                                ? "<form method=\"post\" action=\"/login\"><input name=\"username\"><input name=\"password\"></form>"
                                : "<form method=\"post\" action=\"/oauth2/device_verification\"><input name=\"user_code\"></form>");
        }
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        String name = form.containsKey("device_code") ? signingIn : "a-program";
        signingIn = "";
        json(exchange, Map.of("access_token", name, "expires_in", 3600));
    }

    private void tasks(HttpExchange exchange, String path, String body) throws IOException {
        String who = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        Gate next = gates.peek();
        if (path.equals("/api/tasks")) {
            boolean theirs = next != null && people.user(who).groups().contains(next.group());
            json(exchange, new Page<>(theirs ? List.of(task(next)) : List.of(), Optional.empty()));
        } else if (path.endsWith("/complete") && refusals > 0) {
            refusals--;
            text(
                    exchange,
                    400,
                    Json.mapper().valueToTree(ApiProblem.of(400, "not yet")).toString());
        } else if (path.endsWith("/complete") && next != null) {
            done.add(who + " " + next.key() + " " + body);
            gates.remove();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        } else if (next != null) {
            json(exchange, new TaskDetail(task(next), "", Map.of("planText", "200 jobs"), List.of()));
        } else {
            text(exchange, 404, "{\"title\": \"none\", \"status\": 404, \"problems\": []}");
        }
    }

    private static TaskRow task(Gate gate) {
        return new TaskRow(
                gate.key(),
                gate.key(),
                "Task " + gate.key(),
                Optional.of("c1"),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                List.of(gate.group()));
    }

    private void platform(HttpExchange exchange, String path) throws IOException {
        if (outages > 0 && path.equals("/api/campaigns/1")) {
            outages--;
            text(exchange, 503, "starting");
        } else if (path.equals("/api/incidents")) {
            json(
                    exchange,
                    new Page<>(incidents.stream().map(FakePlatform::incident).toList(), Optional.empty()));
        } else if (path.equals("/api/requests")) {
            json(exchange, Scenes.campaign(Optional.empty()));
        } else if (path.equals("/api/campaigns/1")) {
            json(exchange, Scenes.detail(gates.isEmpty() ? Optional.of(Instant.EPOCH) : Optional.empty()));
        } else if (path.equals("/api/campaigns/1/numbers")) {
            json(exchange, Scenes.NUMBERS);
        } else if (path.equals("/api/workflows/1")) {
            json(exchange, Scenes.workflow(gates.isEmpty(), progress()));
        } else if (path.equals("/api/workflows/1/outputs")) {
            json(exchange, Scenes.outputs(url(), stored.keySet()));
        } else {
            text(exchange, 404, "{\"title\": \"There is no " + path + "\", \"status\": 404, \"problems\": []}");
        }
    }

    private static IncidentRow incident(String source) {
        return new IncidentRow(
                1,
                source,
                "c1",
                "it broke",
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private WorkflowProgress progress() {
        long left = gates.isEmpty() ? 0 : 1;
        WorkflowId workflow = new WorkflowId(1);
        return new WorkflowProgress(
                workflow,
                LedgerStatus.OPEN,
                true,
                left == 0,
                0,
                4,
                List.of(new StageProgress(
                        new StageRef(workflow, 1),
                        Map.of(InputFileState.PROCESSED, 2 - left, InputFileState.ALLOCATED, left),
                        Map.of(JobState.FINISHED, 2 - left, JobState.PROCESSING, left),
                        Map.of(OutputFileState.OUTPUT, 2 - left),
                        0,
                        0)));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static void json(HttpExchange exchange, Object body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        text(exchange, 200, Json.mapper().writeValueAsString(body));
    }

    private static void text(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
