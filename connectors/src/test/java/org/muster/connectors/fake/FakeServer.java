package org.muster.connectors.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.muster.protocol.http.Json;

/** A server on the loopback that remembers what it was asked and fails when it is told to. */
public abstract class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    static {
        // Without it every answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final List<String> log = new ArrayList<>();
    private Fault fault = request -> Outcome.ANSWER;
    private Optional<Poison> poison = Optional.empty();
    private int refusals;

    private record Poison(String mention, int status) {}

    /** What happens to a request. */
    public enum Outcome {
        ANSWER,
        /** It is carried out, and the connection closed without an answer. */
        LOSE_ANSWER,
        /** It is not carried out. */
        OVERLOAD,
        /** The first half of the body, then the end of the connection. */
        BREAK_OFF,
        /** It is answered as if it had been carried out. */
        FORGET,
        /** A list without any record, and a proper end. */
        NOTHING,
        /** A list that lacks its last records without a sign, as one that ends with the connection may. */
        SHORTEN
    }

    /** Decides on each request, e.g. {@code "POST /dids/attachments"}, with its query if it has one. */
    public interface Fault {
        Outcome decide(String request);
    }

    /** A request, read in full. */
    public record Request(
            String method, List<String> path, Map<String, String> query, Map<String, String> headers, String body) {
        public JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String parameter(String name) {
            return query.getOrDefault(name, "");
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    /** An answer; {@code type} is left out if empty. */
    public record Reply(int status, String type, String body, Map<String, String> headers) {
        public static Reply of(int status, String body) {
            return new Reply(status, "", body, Map.of());
        }

        public static Reply json(Object value) {
            return new Reply(200, "application/json", write(value), Map.of());
        }

        public static String write(Object value) {
            try {
                return Json.mapper().writeValueAsString(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @SuppressWarnings("this-escape")
    protected FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void fault(Fault next) {
        fault = next;
    }

    /** Refuses every request that mentions this in its address or body, and no other. */
    public synchronized void refuse(String mention, int status) {
        poison = Optional.of(new Poison(mention, status));
    }

    public synchronized void refuseNothing() {
        poison = Optional.empty();
    }

    /** Requests that were refused because of what they mention. */
    public synchronized int refusals() {
        return refusals;
    }

    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    public synchronized void forgetLog() {
        log.clear();
    }

    protected abstract Reply answer(Request request);

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            String line = request.method() + " " + exchange.getRequestURI().getRawPath();
            Outcome outcome;
            Reply reply;
            synchronized (this) {
                log.add(line);
                outcome = fault.decide(
                        exchange.getRequestURI().getRawQuery() == null
                                ? line
                                : line + "?" + exchange.getRequestURI().getRawQuery());
                reply = switch (outcome) {
                    case OVERLOAD -> Reply.of(503, "try again");
                    case FORGET -> Reply.of(201, "[]");
                    case NOTHING -> Reply.of(200, "");
                    default ->
                        poisoned(exchange.getRequestURI() + request.body()).orElseGet(() -> answer(request));
                };
            }
            send(exchange, reply, outcome);
        }
    }

    private Optional<Reply> poisoned(String request) {
        Optional<Reply> refusal = poison.filter(each -> request.contains(each.mention()))
                .map(each -> Reply.of(each.status(), "poisoned"));
        refusals += refusal.isPresent() ? 1 : 0;
        return refusal;
    }

    private static Request read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        List<String> path = new ArrayList<>();
        for (String part : uri.getRawPath().split("/", -1)) {
            path.add(decode(part));
        }
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                query.put(pair, "");
            }
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Request(exchange.getRequestMethod(), path.subList(1, path.size()), query, headers, body);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Reply reply, Outcome outcome) throws IOException {
        if (outcome == Outcome.LOSE_ANSWER) {
            return;
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        if (!reply.type().isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", reply.type());
        }
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        if (outcome == Outcome.BREAK_OFF) {
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            return;
        }
        int length = outcome == Outcome.SHORTEN ? reply.body().indexOf('\n') + 1 : bytes.length;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : 0);
        if (length > 0) {
            exchange.getResponseBody().write(bytes, 0, length);
            exchange.getResponseBody().close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
