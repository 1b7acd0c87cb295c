package org.muster.workers.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.muster.protocol.http.Json;

/** A server on the loopback whose answers the test computes. Keeps what it was asked, and with which token. */
public final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    /** @param path with its query */
    public record Request(String method, String path, JsonNode body) {}

    /** A status other than 200, with a body. */
    public record Status(int code, Object body) {}

    /** Answers anything representable as JSON, a text as it is, or a {@link Status}. */
    public interface Answering {
        Object answer(Request request) throws IOException;
    }

    public FakeServer(Answering answering) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, answering));
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method and path of every call. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The Authorization header of every call; empty text where there was none. */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void handle(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            tokens.add(authorization == null ? "" : authorization);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Object answer = answering.answer(new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), body(sent)));
            int code = answer instanceof Status status ? status.code() : 200;
            Object content = answer instanceof Status status ? status.body() : answer;
            byte[] bytes = content instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : Json.mapper().writeValueAsBytes(content);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Authentication-Token", "metacat-token");
            exchange.sendResponseHeaders(code, code == 204 ? -1 : bytes.length);
            if (code != 204) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static JsonNode body(byte[] sent) {
        try {
            return sent.length == 0 ? MissingNode.getInstance() : Json.mapper().readTree(sent);
        } catch (IOException e) {
            return Json.mapper().getNodeFactory().textNode(new String(sent, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
