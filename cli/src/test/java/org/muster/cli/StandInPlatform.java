package org.muster.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.cli.shell.Shell;

/**
 * An HTTP server with answers by method and path, that remembers what it was asked; and the command line pointed at it. Its
 * device grant confirms at the second poll.
 */
public final class StandInPlatform implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static {
        // Else each answer waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Path home;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private int polls;

    private Optional<Answer> toAll = Optional.empty();
    private Served others = (method, path, body) -> Optional.empty();

    /** A status and a body. */
    public record Answer(int status, String body) {}

    /** Who answers what no fixed answer is given for; nothing for what it does not know. */
    public interface Served {
        Optional<Answer> to(String method, String path, String body);
    }

    /** What a command answered. */
    public record Outcome(int code, String out, String err) {}

    public StandInPlatform(Path home) throws IOException {
        this.home = home;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        answer("POST /oauth2/device_authorization", 200, """
                {"device_code": "d", "user_code": "WXYZ-1234", "verification_uri": "%1$s/activate",
                 "verification_uri_complete": "%1$s/activate?user_code=WXYZ-1234", "interval": 0, "expires_in": 300}
                """.formatted(url()));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public StandInPlatform answer(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
        return this;
    }

    public StandInPlatform serving(Served served) {
        others = served;
        return this;
    }

    /** Whatever it is asked, but for signing in. */
    public StandInPlatform answeringAll(int status, String body) {
        toAll = Optional.of(new Answer(status, body));
        return this;
    }

    /** Method, path with query, and body of every request but those of the sign-in. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public Outcome run(String... args) {
        return runAt(NOW, args);
    }

    /** When the command is given, for a login that is over by then. */
    public Outcome runAt(Instant time, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                new PrintWriter(out),
                new PrintWriter(err),
                Map.of("MUSTER_URL", url()),
                home,
                home,
                Clock.fixed(time, ZoneOffset.UTC));
        int code = MusterCli.run(shell, List.of(), args);
        return new Outcome(code, out.toString(), err.toString());
    }

    public StandInPlatform signedIn() {
        run("login");
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String key = exchange.getRequestMethod() + " " + path;
        boolean signIn = path.startsWith("/oauth2/") || path.startsWith("/.well-known/");
        if (!signIn) {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
        }
        boolean anonymous = exchange.getRequestHeaders().getFirst("Authorization") == null;
        if (path.equals("/oauth2/token")) {
            send(exchange, polled());
        } else if (anonymous && !signIn) {
            send(exchange, new Answer(401, ""));
        } else {
            send(
                    exchange,
                    toAll.or(() -> Optional.ofNullable(answers.get(key)))
                            .or(() -> others.to(exchange.getRequestMethod(), path, body))
                            .orElse(new Answer(404, "{\"title\": \"There is no such thing\", \"status\": 404}")));
        }
    }

    private Answer polled() {
        polls++;
        if (polls % 2 == 1) {
            return new Answer(400, "{\"error\": \"authorization_pending\"}");
        }
        String claims = "{\"preferred_username\": \"sam\", \"groups\": [\"shifters\"], \"iss\": \"" + url() + "\"}";
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".x";
        return new Answer(200, "{\"access_token\": \"" + token + "\", \"expires_in\": 300}");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
