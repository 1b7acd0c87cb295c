package org.muster.webapp.running;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Trouble;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;

/** An allocator that knows what a test told it, and can be away. */
public final class FakeAllocator {
    public static final FakeAllocator RUNNING = new FakeAllocator();

    private final HttpServer server;
    private final Map<WorkflowId, WorkflowProgress> progress = new ConcurrentHashMap<>();
    private final Set<WorkflowId> closed = ConcurrentHashMap.newKeySet();
    private final Map<WorkflowId, String> troubles = new ConcurrentHashMap<>();
    private final AtomicInteger looksAgain = new AtomicInteger();
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
        if (away) {
            send(exchange, 503, ApiProblem.of(503, "starting"));
        } else if (!exchange.getRequestHeaders()
                .getOrDefault("Authorization", List.of(""))
                .get(0)
                .startsWith("Bearer ey")) {
            send(exchange, 401, ApiProblem.of(401, "no token"));
        } else if (path.equals("/api/control/workflows")) {
            send(exchange, 200, List.copyOf(progress.values()));
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
        } else if (path.matches("/api/control/(files|jobs|outputs|events)")) {
            send(exchange, 200, new Page<>(List.of(), java.util.Optional.empty()));
        } else {
            send(exchange, 404, ApiProblem.of(404, "not known"));
        }
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
