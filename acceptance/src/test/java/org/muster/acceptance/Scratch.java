package org.muster.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A person's own storage outside Muster: it keeps what comes with that person's token, and knows which others it was shown. */
final class Scratch implements AutoCloseable {
    /** What the person's jobscript writes into the file that {@code MUSTER_SCRATCH_TOKEN_FILE} names. */
    static final String TOKEN = "rita-s-own-token";

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    Scratch() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "scratch");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/users";
    }

    /** By the end of its address. */
    Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    /** Every authorization that ever came, also of those who were turned away. */
    Set<String> shown() {
        return Set.copyOf(shown);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("none");
        shown.add(token);
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        int status = 401;
        if (token.equals("Bearer " + TOKEN)) {
            status = switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    files.put(path, sent);
                    yield 201;
                }
                case "HEAD" -> files.containsKey(path) ? 200 : 404;
                default -> 405;
            };
        }
        if (status == 200) {
            exchange.getResponseHeaders()
                    .set("Content-Length", Integer.toString(files.getOrDefault(path, sent).length));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
