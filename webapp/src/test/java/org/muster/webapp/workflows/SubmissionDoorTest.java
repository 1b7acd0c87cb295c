package org.muster.webapp.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** What the door refuses over HTTP, and in which words. */
@RunningWebapp
class SubmissionDoorTest {
    private static final String SOUND = """
            {"description": "a test", "scope": "usertests", "mql": "monte-carlo 1", "stages": [{
              "stage": 1, "jobscript": "#!/bin/sh\\n", "jobscript_image": "", "processors": 1, "rss_bytes": 1000000,
              "wall_seconds": 600, "max_distance": 30, "priority": 50, "max_files_per_job": 1, "max_attempts": 6,
              "max_running_jobs": 10, "sites": [], "input_rses": [], "output_rses": [], "environment": {"A": "b"},
              "group": "", "outputs": [{"pattern_id": 1, "file_pattern": "*.txt", "destination": "DATASET",
                "name": "door-hits", "rse_expression": "", "lifetime_seconds": 86400}]}]}
            """;

    private final Door door;
    private final EngineHand engine;

    @Autowired
    SubmissionDoorTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/stages/0/outputs/0/name       | no good name!          | stages[0].outputs[0].name",
                "/stages/0/outputs/0/name       | toy:official           | stages[0].outputs[0].name",
                "/stages/0/outputs/0/name       | a:b:c                  | stages[0].outputs[0].name",
                "/stages/0/outputs/0/name       | x_$JUSTIN_WORKFLOW     | stages[0].outputs[0].name",
                "/stages/0/outputs/0/file_pattern | *.hits[.jsonl        | stages[0].outputs[0].file_pattern",
                "/stages/0/outputs/0/lifetime_seconds | 9223372036854775807 | stages[0].outputs[0].lifetime_seconds",
                "/stages/0/jobscript_image      | a b\"c                 | stages[0].jobscript_image",
                "/stages/0/jobscript_image      | /etc                   | stages[0].jobscript_image",
                "/stages/0/jobscript_image      | docker://evil/x        | stages[0].jobscript_image",
                "/stages/0/group                | /experiment/production | stages[0].group",
                "/stages/0/max_attempts         | 1001                   | stages[0].max_attempts",
                "/stages/0/max_distance         | 101                    | stages[0].max_distance",
                "/stages/0/rss_bytes            | 9223372036854775807    | stages[0].rss_bytes",
                "/stages/0/environment/A        | $JUSTIN_NOTHING        | stages[0].environment.A",
                "/mql                           | monte-carlo 99999999999 | mql",
                "/mql                           | datasets a:b           | mql",
            })
    void theFieldThatIsWrongIsNamed(String pointer, String value, String field) {
        Door.Answer answer = door.post("/api/workflows", "rita", changed(pointer, value));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/field").asText()).isEqualTo(field);
        assertThat(answer.json().at("/problems/0/fix").asText()).isNotBlank();
        assertThat(answer.json().at("/problems").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/description",
                "/mql",
                "/stages/0/jobscript",
                "/stages/0/environment/A",
                "/stages/0/outputs/0/name",
                "/stages/0/outputs/0/file_pattern",
                "/stages/0/outputs/0/rse_expression",
                "/stages/0/group"
            })
    void aTextThatCannotBeKeptIsNeverAnAccident(String pointer) {
        for (String text : List.of("a\0b", "a\ud800b")) {
            // As an escape: on its way as UTF-8 half a pair would become a question mark.
            String body = changed(pointer, text).toString().replace("\ud800", "\\ud800");
            HttpRequest request = HttpRequest.newBuilder(URI.create(door.address() + "/api/workflows"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + door.token("rita"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(door.send(request).status()).isEqualTo(422);
        }
    }

    @Test
    void anAddressIsRefusedWhereThereIsNoScratch() {
        JsonNode submission = changed("/stages/0/outputs/0/name", "http://127.0.0.1:1/evil");
        ((ObjectNode) submission.at("/stages/0/outputs/0")).put("destination", "URL");
        Door.Answer answer = door.post("/api/workflows", "rita", submission);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/message").asText())
                .contains("not below an address that outputs may go to");
    }

    @Test
    void variablesAreFilledInForTheAllocator() {
        JsonNode submission = changed("/stages/0/outputs/0/name", "test_${JUSTIN_WORKFLOW_ID}");
        ((ObjectNode) submission.at("/stages/0")).put("jobscript_image", "fnal-wn-sl7");
        Door.Answer answer = door.post("/api/workflows", "rita", submission);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        int id = answer.json().path("workflow").asInt();
        JsonNode stage = door.get("/api/workflows/" + id + "/order", "muster-workers")
                .json()
                .at("/stages/0");
        assertThat(stage.at("/outputs/0/name").asText()).isEqualTo("test_" + id);
        assertThat(stage.path("jobscript_image").asText())
                .isEqualTo("/cvmfs/singularity.opensciencegrid.org/fnal-wn-sl7:latest");
        engine.work();
        door.post("/api/workflows/" + id + "/finish", "rita", Map.of("reason", "seen"));
        engine.work();
    }

    @Test
    void datasetsOfACampaignAreItsOwnFromTheDayItIsFiled() {
        RequestSubmission mine = Examples.campaign("door-datasets");
        assertThat(door.post("/api/requests", "rita", mine).status()).isEqualTo(201);
        for (String name : List.of("door-datasets-histograms-test", "door-datasets-histograms-testn001")) {
            Door.Answer answer = door.post("/api/workflows", "rita", changed("/stages/0/outputs/0/name", name));
            assertThat(answer.json().at("/problems/0/message").asText()).contains("door-datasets");
        }
        RequestSubmission other = new RequestSubmission(
                mine.request().replace("name: door-datasets\n", "name: door-datasets-2\n"), mine.jobscripts());
        for (String path : List.of("/api/requests", "/api/requests/check")) {
            Door.Answer answer = door.post(path, "rita", other);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("door-datasets-histograms, a dataset of campaign c");
        }
    }

    @Test
    void theSameRequestFiledManyTimesAtOnceIsFiledOnce() {
        RequestSubmission request = Examples.campaign("filed-at-once");
        List<CompletableFuture<Integer>> filed = new ArrayList<>();
        IntStream.range(0, 8)
                .forEach(i -> filed.add(CompletableFuture.supplyAsync(
                        () -> door.post("/api/requests", "rita", request).status())));
        List<Integer> answers =
                filed.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(answers).startsWith(201);
        // One that comes when the first is through is told of it before it tries: 422, as ever.
        assertThat(answers.subList(1, answers.size())).isSubsetOf(409, 422).hasSize(7);
    }

    private static JsonNode changed(String pointer, String value) {
        try {
            JsonNode submission = Json.mapper().readTree(SOUND);
            int slash = pointer.lastIndexOf('/');
            ObjectNode parent = (ObjectNode) (slash == 0 ? submission : submission.at(pointer.substring(0, slash)));
            String field = pointer.substring(slash + 1);
            if (parent.path(field).isNumber()) {
                parent.put(field, Long.parseLong(value));
            } else {
                parent.put(field, value);
            }
            return submission;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
