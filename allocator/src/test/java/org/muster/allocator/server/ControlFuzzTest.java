package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.LedgerRows;
import org.muster.allocator.grid.Orders;
import org.muster.protocol.http.Json;
import org.muster.testkit.fuzz.Oddities;
import org.muster.testkit.log.Traces;
import org.muster.testkit.words.Jargon;

/** Odd numbers, texts and documents on the control surface, with a token that opens it. What is refused changes nothing. */
class ControlFuzzTest {
    private static final List<String> READS = List.of(
            "workflows",
            "input-queries",
            "files-to-locate",
            "demand",
            "waiting-outputs",
            "outputs-to-clear",
            "outputs-to-read",
            "registered-outputs",
            "health",
            "inventory",
            "why-not",
            "jobs",
            "files",
            "outputs",
            "events");
    private static final List<String> OF_ONE = List.of("workflows", "jobs", "files");
    private static final List<String> ACTIONS = List.of(
            "pause",
            "resume",
            "close",
            "fail-files",
            "inputs-found",
            "settings",
            "counters",
            "files",
            "what-if",
            "quarantine",
            "release");
    private static final List<String> PARAMETERS = List.of(
            "after",
            "limit",
            "workflow",
            "stage",
            "state",
            "type",
            "job",
            "site",
            "ids",
            "exit_code",
            "file",
            "rse",
            "did",
            "entry");
    private static final List<String> WRITES = List.of(
            "POST located",
            "POST jobs",
            "POST outputs-registered",
            "POST outputs-cleared",
            "POST known-outputs",
            "POST jobs/gone",
            "POST jobs/expire",
            "PUT inventory",
            "PUT workflows/77");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void nothingOddIsAFaultOfOursAndWorkGoesOn() throws Exception {
        Oddities oddities = new Oddities(Oddities.SEED);
        try (Grid grid = new Grid();
                LedgerRows rows = new LedgerRows(grid.database);
                Traces traces = Traces.watch()) {
            grid.control().open(order(1, stage(1, dataset(1, "histograms"))));
            grid.files(1, 3);
            String token = grid.token("services");
            List<JsonNode> bodies = List.of(
                    Json.mapper().valueToTree(order(77, stage(1, dataset(1, "histograms")))),
                    Json.mapper().valueToTree(Orders.inventory()),
                    Json.mapper().readTree("""
                            [{"job_id":"1.0@fuzz","jobsub_id":"1.0@fuzz","site":"UK_RAL","job_secret":"x"}]"""),
                    Json.mapper().readTree("""
                            {"output_ids":[1],"jobs":["1.0@fuzz"],"outputs":[1],"first":0,"count":2,"reason":"why"}"""),
                    Json.mapper().readTree("[\"toy:one\",\"toy:two\"]"),
                    Json.mapper().readTree("[{\"file_id\":1,\"replicas\":[]}]"));
            Map<Integer, Integer> answers = new TreeMap<>();
            List<String> faults = new ArrayList<>();
            Optional<String> before = Optional.empty();
            int compared = 0;
            for (int input = 0; input < Oddities.INPUTS; input++) {
                String call = call(oddities);
                String method = call.substring(0, call.indexOf(' '));
                String path = call.substring(call.indexOf(' ') + 1);
                String body = method.equals("GET")
                        ? ""
                        : oddities.once(10) ? oddities.noDocument() : oddities.changed(oddities.one(bodies));
                boolean write = !method.equals("GET");
                if (write && before.isEmpty()) {
                    before = Optional.of(rows.checksum());
                }
                HttpResponse<String> answer = send(grid.base(), method, "/api/control/" + path, body, token);
                boolean refused = answer.statusCode() >= 400 && answer.statusCode() < 500;
                boolean changed = write && refused && !before.equals(Optional.of(rows.checksum()));
                compared += write && refused ? 1 : 0;
                if (!refused || changed) {
                    before = Optional.empty();
                }
                answers.merge(answer.statusCode(), 1, Integer::sum);
                if (changed
                        || answer.statusCode() >= 500
                        || (answer.statusCode() >= 400
                                && !Jargon.in(answer.body()).isEmpty())) {
                    faults.add(input + ": " + method + " " + path + " " + shortened(body) + " -> " + answer.statusCode()
                            + (changed ? " and changed rows " : " ") + shortened(answer.body()));
                }
            }
            System.out.println("control surface: " + Oddities.INPUTS + " inputs, answers " + answers
                    + ", rows compared after " + compared);
            faults.addAll(traces.seen());
            assertThat(faults).isEmpty();
            assertThat(compared).as("writes that were refused").isGreaterThan(Oddities.INPUTS / 10);
            String untouched = rows.checksum();
            grid.control().open(order(9_001, stage(1)));
            assertThat(rows.checksum()).as("what is done changes rows").isNotEqualTo(untouched);
            assertThat(grid.control().progress()).as("the ledger answers still").isNotEmpty();
        }
    }

    @Test
    void aParameterThatIsNoLineOfTextIsRefusedByNameWhateverItMeans() throws Exception {
        try (Grid grid = new Grid()) {
            String token = grid.token("services");
            for (String text : List.of("a\0b", "a\u202eb", "a\nb", "x".repeat(10_000))) {
                for (String read : READS) {
                    HttpResponse<String> answer =
                            send(grid.base(), "GET", "/api/control/" + read + "?site=" + whole(text), "", token);
                    assertThat(answer.statusCode())
                            .as(read + " " + shortened(text))
                            .isIn(400, 414);
                    if (answer.statusCode() == 400) {
                        assertThat(Json.mapper()
                                        .readTree(answer.body())
                                        .at("/problems/0/field")
                                        .asText())
                                .isEqualTo("site");
                    }
                }
            }
        }
    }

    private static String whole(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String call(Oddities oddities) {
        if (oddities.once(3)) {
            return oddities.one(WRITES);
        }
        String odd = encoded(oddities.once(2) ? oddities.number() : oddities.text());
        if (oddities.once(4)) {
            return "GET " + oddities.one(OF_ONE) + "/" + odd;
        }
        if (oddities.once(4)) {
            String which = oddities.once(3) ? odd : oddities.one(List.of("w1s1", "1", "w77s1", "77"));
            return oddities.one(List.of("POST ", "GET ")) + oddities.one(List.of("workflows/", "stages/")) + which + "/"
                    + oddities.one(ACTIONS);
        }
        StringBuilder call =
                new StringBuilder("GET ").append(oddities.one(READS)).append("?a=b");
        for (int i = 0; i < 2; i++) {
            call.append("&")
                    .append(oddities.one(PARAMETERS))
                    .append("=")
                    .append(encoded(oddities.once(2) ? oddities.number() : oddities.text()));
        }
        return call.toString().replace("a=b&", "");
    }

    private HttpResponse<String> send(URI base, String method, String path, String body, String token)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return whole(text.length() > 300 ? text.substring(0, 300) : text);
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
