package org.muster.webapp.running;

import com.fasterxml.jackson.core.type.TypeReference;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.Trouble;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.http.PageOrder;

/** An allocator that knows what a test told it, and can be away. */
public final class FakeAllocator {
    public static final FakeAllocator RUNNING = new FakeAllocator();

    private static final Page<?> NOTHING = new Page<>(List.of(), Optional.empty());

    private final HttpServer server;
    private final Map<WorkflowId, WorkflowProgress> progress = new ConcurrentHashMap<>();
    private final Set<WorkflowId> closed = ConcurrentHashMap.newKeySet();
    private final Map<WorkflowId, String> troubles = new ConcurrentHashMap<>();
    private final Map<String, Function<Map<String, String>, Page<?>>> tables = new ConcurrentHashMap<>();
    private final Map<String, Object> said = new ConcurrentHashMap<>();
    private final List<EventRow> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger looksAgain = new AtomicInteger();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile boolean away;

    private FakeAllocator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "fake-allocator");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void knows(WorkflowProgress workflow) {
        progress.put(workflow.workflow(), workflow);
    }

    public void neverKnew(WorkflowId workflow) {
        progress.remove(workflow);
    }

    /** In the order of their ids. */
    public void happened(List<EventRow> more) {
        events.addAll(more);
    }

    /** What it answers at an address of its control surface, whatever the filters. */
    public void says(String path, Object answer) {
        said.put("/api/control/" + path, answer);
    }

    /** A table of its control surface, by the filters that it is asked with. */
    public void tells(String path, Function<Map<String, String>, Page<?>> table) {
        tables.put("/api/control/" + path, table);
    }

    public void forgets(String path) {
        said.remove("/api/control/" + path);
        tables.remove("/api/control/" + path);
    }

    /** How often it was asked at addresses of its control surface that begin so. */
    public int calls(String path) {
        return calls.entrySet().stream()
                .filter(each -> each.getKey().startsWith("/api/control/" + path))
                .mapToInt(each -> each.getValue().get())
                .sum();
    }

    /** Whether it was told to hand out nothing more of it. */
    public boolean hasClosed(WorkflowId workflow) {
        return closed.contains(workflow);
    }

    /** As if its rows made no sense. */
    public void setsAside(WorkflowId workflow, String reason) {
        troubles.put(workflow, reason);
    }

    public void canRead(WorkflowId workflow) {
        troubles.remove(workflow);
    }

    /** How often it was told to read them once more. */
    public int looksAgain() {
        return looksAgain.get();
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.computeIfAbsent(path, each -> new AtomicInteger()).incrementAndGet();
        if (away) {
            send(exchange, 503, ApiProblem.of(503, "starting"));
        } else if (!exchange.getRequestHeaders()
                .getOrDefault("Authorization", List.of(""))
                .get(0)
                .startsWith("Bearer ey")) {
            send(exchange, 401, ApiProblem.of(401, "no token"));
        } else if (tables.containsKey(path)) {
            send(exchange, 200, tables.getOrDefault(path, asked -> NOTHING).apply(filters(exchange)));
        } else if (said.containsKey(path)) {
            send(exchange, 200, said.getOrDefault(path, ""));
        } else if (path.equals("/api/control/workflows")) {
            send(exchange, 200, progress(workflow -> workflow.status() != LedgerStatus.CLOSED));
        } else if (path.equals("/api/control/progress")) {
            List<WorkflowId> asked = Json.mapper().readValue(exchange.getRequestBody(), new TypeReference<>() {});
            send(exchange, 200, progress(workflow -> asked.contains(workflow.workflow())));
        } else if (path.equals("/api/control/troubles")) {
            send(exchange, 200, troubles());
        } else if (path.equals("/api/control/troubles/look-again")) {
            looksAgain.incrementAndGet();
            send(exchange, 200, Map.of());
        } else if (path.matches("/api/control/workflows/\\d+")) {
            WorkflowProgress known =
                    progress.get(new WorkflowId(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1))));
            send(exchange, known == null ? 404 : 200, known == null ? ApiProblem.of(404, "not known") : known);
        } else if (path.matches("/api/control/workflows/\\d+/close")) {
            closed.add(new WorkflowId(Integer.parseInt(path.split("/", -1)[4])));
            send(exchange, 404, ApiProblem.of(404, "not known"));
        } else if (path.equals("/api/control/events")) {
            events(exchange);
        } else if (path.matches("/api/control/(growth|archives)")) {
            send(exchange, 200, List.of());
        } else if (path.matches("/api/control/(files|jobs|outputs)")) {
            send(exchange, 200, NOTHING);
        } else {
            send(exchange, 404, ApiProblem.of(404, "not known"));
        }
    }

    private List<WorkflowProgress> progress(Predicate<WorkflowProgress> which) {
        return progress.values().stream().filter(which).toList();
    }

    private void events(HttpExchange exchange) throws IOException {
        Page<EventRow> page;
        try {
            page = events(filters(exchange));
        } catch (IllegalArgumentException e) {
            send(exchange, 400, ApiProblem.of(400, "not understood"));
            return;
        }
        send(exchange, 200, page);
    }

    private Page<EventRow> events(Map<String, String> filters) {
        int limit = Integer.parseInt(filters.getOrDefault("limit", "100"));
        long after = Long.parseLong(filters.getOrDefault("after", "0"));
        String workflow = filters.getOrDefault("workflow", "");
        if (limit < 1) {
            throw new IllegalArgumentException("limit");
        }
        boolean oldest = PageOrder.of(filters) == PageOrder.OLDEST;
        Comparator<EventRow> byId = Comparator.comparingLong(EventRow::eventId);
        List<EventRow> rows = events.stream()
                .sorted(oldest ? byId : byId.reversed())
                .filter(event -> oldest ? event.eventId() > after : after == 0 || event.eventId() < after)
                .filter(event -> workflow.isEmpty() || event.workflow().number() == Integer.parseInt(workflow))
                .limit(limit + 1L)
                .toList();
        return rows.size() <= limit
                ? new Page<>(rows, Optional.empty())
                : new Page<>(
                        rows.subList(0, limit),
                        Optional.of(Long.toString(rows.get(limit - 1).eventId())));
    }

    private static Map<String, String> filters(HttpExchange exchange) {
        Map<String, String> filters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String each : (query == null ? "" : query).split("&", -1)) {
            String[] parts = each.split("=", 2);
            filters.put(parts[0], URLDecoder.decode(parts[parts.length - 1], StandardCharsets.UTF_8));
        }
        return filters;
    }

    private List<Trouble> troubles() {
        return troubles.entrySet().stream()
                .map(each -> new Trouble(each.getKey(), each.getValue()))
                .toList();
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Json.mapper().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
