package org.muster.connectors.rucio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.muster.connectors.transport.Answer;
import org.muster.connectors.transport.Call;
import org.muster.connectors.transport.JsonRecords;
import org.muster.connectors.transport.Limits;
import org.muster.connectors.transport.TokenSource;
import org.muster.connectors.transport.Transport;
import org.muster.domain.data.Did;
import org.muster.protocol.http.Json;

/** Rucio's way of speaking HTTP: the token header, no Accept header, a body with every DELETE, one new login after a 401. */
final class RucioHttp {
    private final String base;
    private final TokenSource auth;
    private final Transport transport;

    RucioHttp(URI base, TokenSource auth, Limits limits) {
        this.base = base.toString();
        this.auth = auth;
        this.transport = new Transport("rucio", limits);
    }

    String text(String method, String path, String body) {
        return signed(
                call(method, path, body),
                call -> transport.send(call, answer -> {
                    RucioAnswers.check(answer);
                    return answer.text();
                }));
    }

    /** Half an answer is no answer: what is not JSON is asked for again. */
    JsonNode json(String path) {
        return signed(call("GET", path, ""), call -> transport.send(call, RucioHttp::whole));
    }

    /** What answers a change: JSON, or a word that does not matter. */
    JsonNode post(String path, Object body) {
        return RucioAnswers.json(text("POST", path, write(body)));
    }

    void put(String path, Object body) {
        text("PUT", path, write(body));
    }

    void delete(String path, Object body) {
        text("DELETE", path, write(body));
    }

    /** A redirect's target, which Rucio gives for "who am I". */
    String location(String path) {
        return signed(
                call("GET", path, ""),
                call -> transport.send(call, answer -> {
                    RucioAnswers.check(answer);
                    return answer.header("Location");
                }));
    }

    /** Without a token. */
    JsonNode open(String path) {
        return transport.send(call("GET", path, ""), RucioHttp::whole);
    }

    List<JsonNode> list(String method, String path, String body) {
        return signed(
                call(method, path, body),
                call -> transport.stream(call, answer -> {
                    RucioAnswers.check(answer);
                    List<JsonNode> all = new ArrayList<>();
                    JsonRecords.read(answer, all::add);
                    return all;
                }));
    }

    /** For lists of any length. A record may be handed on again if a later one turns out to be damaged. */
    void stream(String path, Consumer<JsonNode> reader) {
        stream("GET", path, "", reader);
    }

    void stream(String method, String path, String body, Consumer<JsonNode> reader) {
        signed(
                call(method, path, body),
                call -> transport.stream(call, answer -> {
                    RucioAnswers.check(answer);
                    return JsonRecords.read(answer, reader);
                }));
    }

    private interface Sending<T> {
        T send(Call call);
    }

    private <T> T signed(Call call, Sending<T> sending) {
        String token = auth.token();
        try {
            return sending.send(call.with("X-Rucio-Auth-Token", token));
        } catch (RucioRefused e) {
            // Rucio's 401 also means "not permitted", where a new login would only loop.
            if (e.error() != RucioError.CANNOT_AUTHENTICATE) {
                throw e;
            }
            auth.refused(token);
            return sending.send(call.with("X-Rucio-Auth-Token", auth.token()));
        }
    }

    private Call call(String method, String path, String body) {
        String sent = method.equals("DELETE") && body.isEmpty() ? "{}" : body;
        Call call = Call.of(method, URI.create(base + path), sent);
        return sent.isEmpty() ? call : call.with("Content-Type", "application/json");
    }

    private static JsonNode whole(Answer answer) throws IOException {
        RucioAnswers.check(answer);
        return Answer.json(answer.text());
    }

    static String write(Object body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON: " + body.getClass(), e);
        }
    }

    static Map<String, Object> item(Did did) {
        return Map.of("scope", did.scope(), "name", did.name());
    }

    static String path(Did did) {
        return "/dids/" + escape(did.scope()) + "/" + escape(did.name());
    }

    /** One path or query element; slashes too, which every Rucio set-up understands in names. */
    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
