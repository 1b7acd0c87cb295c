package org.muster.connectors.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import org.muster.connectors.transport.Call;
import org.muster.connectors.transport.JsonRecords;
import org.muster.connectors.transport.Target;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.connectors.transport.Transport;
import org.muster.connectors.transport.WholeReply;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.TokenSource;

/** MetaCat's way of speaking HTTP: reads without a token, writes with one, and two statuses for a missing token. */
final class MetaCatHttp {
    /** MetaCat's own client repeats after these. */
    private static final Set<Integer> OVERLOAD = Set.of(502, 503, 504, 521, 524);

    private final URI base;
    private final TokenSource auth;
    private final Transport transport;

    MetaCatHttp(URI base, TokenSource auth, TrafficLimits limits) {
        this.base = base;
        this.auth = auth;
        this.transport = new Transport("metacat", limits);
    }

    String read(Target target, String body) {
        return transport.send(call(body.isEmpty() ? "GET" : "POST", base, target, body), MetaCatHttp::text);
    }

    /** Half an answer is no answer: what is not JSON is asked for again. */
    JsonNode readJson(Target target, String body) {
        return transport.send(
                call(body.isEmpty() ? "GET" : "POST", base, target, body), answer -> WholeReply.json(text(answer)));
    }

    long stream(Target target, String body, Consumer<JsonNode> reader) {
        return transport.stream(call("POST", base, target, body), answer -> {
            check(answer);
            return JsonRecords.read(answer, reader);
        });
    }

    String write(Target target, Object body) {
        String token = auth.get();
        try {
            return write(target, body, token);
        } catch (MetaCatRefused e) {
            if (e.error() != MetaCatError.NOT_AUTHENTICATED) {
                throw e;
            }
            auth.refused(token);
            return write(target, body, auth.get());
        }
    }

    private String write(Target target, Object body, String token) {
        return transport.send(
                call("POST", base, target, Json.text(body)).with("X-Authentication-Token", token), MetaCatHttp::text);
    }

    static Call call(String method, URI base, Target target, String body) {
        Call call = Call.of(method, base, target, body);
        return body.isEmpty() ? call : call.with("Content-Type", "text/json");
    }

    private static String text(WholeReply answer) throws IOException {
        check(answer);
        return answer.text();
    }

    static void check(WholeReply answer) throws IOException {
        if (answer.ok()) {
            return;
        }
        String text = answer.errorText();
        if (OVERLOAD.contains(answer.status())) {
            throw new IOException("answered " + answer.status());
        }
        throw new MetaCatRefused(answer.status(), text);
    }

    /** One of the methods that deal with data. */
    static Target data(String template, String... names) {
        return Target.of("/data/" + template, names);
    }
}
