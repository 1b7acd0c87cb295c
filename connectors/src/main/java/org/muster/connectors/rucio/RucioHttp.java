package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.muster.connectors.transport.Call;
import org.muster.connectors.transport.JsonRecords;
import org.muster.connectors.transport.Target;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.connectors.transport.Transport;
import org.muster.connectors.transport.WholeReply;
import org.muster.domain.data.Did;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.TokenSource;

/** Rucio's way of speaking HTTP: the token header, no Accept header, a body with every DELETE, one new login after a 401. */
final class RucioHttp {
    private final URI base;
    private final TokenSource auth;
    private final Transport transport;

    RucioHttp(URI base, TokenSource auth, TrafficLimits limits) {
        this.base = base;
        this.auth = auth;
        this.transport = new Transport("rucio", limits);
    }

    String text(String method, Target target, String body) {
        return signed(
                call(method, target, body),
                call -> transport.send(call, answer -> {
                    RucioAnswers.check(answer);
                    return answer.text();
                }));
    }

    /** Half an answer is no answer: what is not JSON is asked for again. */
    JsonNode json(Target target) {
        return signed(call("GET", target, ""), call -> transport.send(call, RucioHttp::whole));
    }

    /** What answers a change: JSON, or a word that does not matter. */
    JsonNode post(Target target, Object body) {
        return RucioAnswers.json(text("POST", target, Json.text(body)));
    }

    void put(Target target, Object body) {
        text("PUT", target, Json.text(body));
    }

    void delete(Target target, Object body) {
        text("DELETE", target, Json.text(body));
    }

    /** A redirect's target, which Rucio gives for "who am I". */
    String location(Target target) {
        return signed(
                call("GET", target, ""),
                call -> transport.send(call, answer -> {
                    RucioAnswers.check(answer);
                    return answer.header("Location");
                }));
    }

    /** Without a token. */
    JsonNode open(Target target) {
        return transport.send(call("GET", target, ""), RucioHttp::whole);
    }

    List<JsonNode> list(String method, Target target, String body) {
        return signed(
                call(method, target, body),
                call -> transport.stream(call, answer -> {
                    RucioAnswers.check(answer);
                    List<JsonNode> all = new ArrayList<>();
                    JsonRecords.read(answer, all::add);
                    return all;
                }));
    }

    /** For lists of any length. A record may be handed on again if a later one turns out to be damaged. */
    void stream(Target target, Consumer<JsonNode> reader) {
        stream("GET", target, "", reader);
    }

    void stream(String method, Target target, String body, Consumer<JsonNode> reader) {
        signed(
                call(method, target, body),
                call -> transport.stream(call, answer -> {
                    RucioAnswers.check(answer);
                    return JsonRecords.read(answer, reader);
                }));
    }

    private interface Sending<T> {
        T send(Call call);
    }

    private <T> T signed(Call call, Sending<T> sending) {
        String token = auth.get();
        try {
            return sending.send(call.with("X-Rucio-Auth-Token", token));
        } catch (RucioRefused e) {
            // Rucio's 401 also means "not permitted", where a new login would only loop.
            if (e.error() != RucioError.CANNOT_AUTHENTICATE) {
                throw e;
            }
            auth.refused(token);
            return sending.send(call.with("X-Rucio-Auth-Token", auth.get()));
        }
    }

    private Call call(String method, Target target, String body) {
        String sent = method.equals("DELETE") && body.isEmpty() ? "{}" : body;
        Call call = Call.of(method, base, target, sent);
        return sent.isEmpty() ? call : call.with("Content-Type", "application/json");
    }

    private static JsonNode whole(WholeReply answer) throws IOException {
        RucioAnswers.check(answer);
        return WholeReply.json(answer.text());
    }

    static Map<String, Object> item(Did did) {
        return Map.of("scope", did.scope(), "name", did.name());
    }

    /** @param what about it, such as {@code /files}; empty for the name itself */
    static Target of(Did did, String what) {
        return Target.of("/dids/{scope}/{name}" + what, did.scope(), did.name());
    }
}
