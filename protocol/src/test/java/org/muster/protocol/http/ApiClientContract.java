package org.muster.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** What holds whichever way a request is carried. */
abstract class ApiClientContract {
    /** No status: the server hangs up. */
    private static final int BREAKS = 0;

    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<String> seen = new AtomicReference<>("");
    private volatile int status = 200;
    private volatile String body = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + (sent.isEmpty() ? "" : " " + sent));
            asked.incrementAndGet();
            if (status == BREAKS) {
                exchange.close();
                return;
            }
            if (status == 401) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    abstract ApiClient client(String system, URI base, Supplier<String> token);

    private ApiClient client() {
        return client(
                "allocator",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                () -> "secret-token");
    }

    @Test
    void sendsTheTokenAndReadsTheAnswer() {
        body = "{\"a\":1}";
        Map<String, Integer> answer =
                client().get("/x" + ApiClient.query(Map.of("q", "a b")), new TypeReference<>() {});
        assertThat(answer).containsEntry("a", 1);
        assertThat(seen.get()).isEqualTo("GET /x?q=a%20b Bearer secret-token");
    }

    @Test
    void aRefusalKeepsEveryProblemForThePerson() {
        status = 422;
        body =
                "{\"title\":\"2 problems\",\"status\":422,\"problems\":[{\"field\":\"name\",\"line\":3,\"message\":\"m\",\"fix\":\"f\"}]}";
        ApiRefused refused = catchThrowableOfType(ApiRefused.class, () -> client().post("/x", Map.of()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem().problems()).hasSize(1);
        assertThat(refused).hasMessage("2 problems");
    }

    @Test
    void ofAnErrorThatIsNotOursALineOfTextIsShownAndNoDocument() {
        status = 404;
        for (String document : List.of("<html>nginx</html>", "{\"type\": \"RestException\"}", "[]", "a\n\tat b", "")) {
            body = document;
            ApiRefused refused = catchThrowableOfType(ApiRefused.class, () -> client().getText("/x"));
            assertThat(refused).hasMessage("allocator answered 404 with a text that is not Muster's");
        }
        body = "no such place";
        assertThat(catchThrowableOfType(ApiRefused.class, () -> client().getText("/x")))
                .hasMessage("no such place");
    }

    @Test
    void whatSomebodyElseAnsweredIsNoSignThatAnythingWasDone() {
        status = 302;
        body = "";
        assertThatThrownBy(() -> client().post("/x", Map.of())).isInstanceOf(ExternalSystemUnavailable.class);
        status = 200;
        body = "<html>Sign in</html>";
        assertThatThrownBy(() -> client().post("/x", Map.of())).isInstanceOf(ExternalSystemUnavailable.class);
        assertThatThrownBy(() -> client().put("/x", Map.of())).isInstanceOf(ExternalSystemUnavailable.class);
        for (String nothing : List.of("", "null")) {
            body = nothing;
            assertThatThrownBy(() -> client().get("/x", new TypeReference<Map<String, String>>() {}))
                    .isInstanceOf(ExternalSystemUnavailable.class);
            assertThatThrownBy(() -> client().get("/x", new TypeReference<JsonNode>() {}))
                    .isInstanceOf(ExternalSystemUnavailable.class);
        }
    }

    @Test
    void aGatewayErrorOrNoAnswerMeansUnavailableNotRefused() {
        status = 503;
        assertThatThrownBy(() -> client().getText("/x"))
                .isInstanceOf(ExternalSystemUnavailable.class)
                .hasMessageContaining("allocator");
        ApiClient client = client();
        server.stop(0);
        assertThatThrownBy(() -> client.getText("/x")).isInstanceOf(ExternalSystemUnavailable.class);
    }

    @Test
    void anAnswerThatIsNotJsonIsNotTakenForOne() {
        body = "oops";
        assertThatThrownBy(() -> client().get("/x", new TypeReference<Map<String, Integer>>() {}))
                .isInstanceOf(ExternalSystemUnavailable.class)
                .hasMessageContaining("not the JSON expected");
    }

    @Test
    void whatIsToBeChangedIsSentAsItIs() {
        client().post("/x", Map.of("name", "Zoë"));
        assertThat(seen.get()).isEqualTo("POST /x Bearer secret-token {\"name\":\"Zoë\"}");
        client().put("/x", Map.of("name", "b"));
        assertThat(seen.get()).isEqualTo("PUT /x Bearer secret-token {\"name\":\"b\"}");
    }

    @Test
    void whoIsNotLetInIsToldWhyOnce() {
        status = 401;
        body = "{\"title\":\"Your login is over.\",\"status\":401,\"problems\":[]}";
        ApiRefused refused = catchThrowableOfType(ApiRefused.class, () -> client().post("/x", Map.of()));
        assertThat(refused).hasMessage("Your login is over.");
        assertThat(asked.get()).isEqualTo(1);
    }

    @Test
    void aRequestWhoseConnectionBreaksIsNotSentAgain() {
        status = BREAKS;
        assertThatThrownBy(() -> client().post("/x", Map.of())).isInstanceOf(ExternalSystemUnavailable.class);
        assertThat(asked.get()).isEqualTo(1);
    }
}
