package org.muster.webapp.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.Json;
import org.muster.testkit.fuzz.NastyTexts;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.springframework.beans.factory.annotation.Autowired;

/** Every field that people write into is either kept exactly as it was written, or refused by its name; no page runs it. */
@RunningWebapp
class NastyTextsTest {
    private static final String SUBMISSION = """
            {"description": "a test", "scope": "usertests", "mql": "monte-carlo 1", "stages": [{
              "stage": 1, "jobscript": "#!/bin/sh\\n", "jobscript_image": "", "processors": 1, "rss_bytes": 1000000,
              "wall_seconds": 600, "max_distance": 30, "priority": 50, "max_files_per_job": 1, "max_attempts": 6,
              "max_running_jobs": 10, "sites": [], "input_rses": [], "output_rses": [], "environment": {"A": "b"},
              "group": "", "outputs": [{"pattern_id": 1, "file_pattern": "*.txt", "destination": "DATASET",
                "name": "nasty-hits", "rse_expression": "", "lifetime_seconds": 86400}]}]}
            """;

    private final Door door;
    private final EngineHand engine;

    @Autowired
    NastyTextsTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
    }

    @ParameterizedTest
    @CsvSource({
        "/description, description",
        "/scope, scope",
        "/mql, mql",
        "/stages/0/jobscript, stages[0].jobscript",
        "/stages/0/jobscript_image, stages[0].jobscript_image",
        "/stages/0/environment/A, stages[0].environment.A",
        "/stages/0/group, stages[0].group",
        "/stages/0/sites/0, stages[0].sites",
        "/stages/0/input_rses/0, stages[0].input_rses",
        "/stages/0/output_rses/0, stages[0].output_rses",
        "/stages/0/outputs/0/file_pattern, stages[0].outputs[0].file_pattern",
        "/stages/0/outputs/0/name, stages[0].outputs[0].name",
        "/stages/0/outputs/0/rse_expression, stages[0].outputs[0].rse_expression",
        "/stages/0/outputs/0/destination, stages[0].outputs[0].destination",
    })
    void aWorkflowKeepsItOrNamesTheField(String pointer, String field) {
        DeviceLogin sam = new DeviceLogin(door.address());
        sam.signIn("sam");
        NastyTexts.all().forEach((name, text) -> {
            String what = pointer + " " + name;
            JsonNode sent = with(json(SUBMISSION), pointer, text);
            Door.Answer answer = send("POST", "/api/workflows", "rita", sent);
            if (answer.status() != 201) {
                refused(answer, field, what);
                return;
            }
            WorkflowId id = new WorkflowId(answer.json().path("workflow").asInt());
            JsonNode kept = door.get("/api/workflows/" + id.number(), "rita").json();
            assertThat(kept.at(pointer.startsWith("/stages") ? pointer : "/workflow" + pointer)
                            .asText())
                    .as(what)
                    .isEqualTo(text);
            assertThat(sam.get("/dashboard/workflows/" + id.number()).body())
                    .as(what)
                    .doesNotContain(NastyTexts.SCRIPT);
            if (pointer.equals("/description")) {
                guarded(sam, text, what);
            }
            door.as("ada").withdraw(id, "seen");
        });
    }

    /** The newest row of both downloads; a spreadsheet takes what follows the apostrophe for a text. */
    private void guarded(DeviceLogin sam, String text, String what) {
        if ("=+-@".indexOf(text.charAt(0)) >= 0) {
            for (String table : new String[] {
                door.get("/api/workflows?format=csv&limit=1", "sam").body(),
                sam.get("/dashboard/workflows?table=workflows&format=csv&limit=1")
                        .body()
            }) {
                assertThat(table).as(what).contains(",'" + text + ",").doesNotContain("," + text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "description: Response of a toy sampling calorimeter to muons and pions, description",
        "physics_group: calorimetry, physics_group",
        "policy_document: DUNE-doc-29278-v4, policy_document",
        "repository: toy-detector, repository",
        "tag: v1.0.0, tag",
        "configuration: toy-calorimeter.fcl, configuration",
    })
    void aRequestIsReadOrNamesTheField(String line, String field) {
        String plain = Examples.campaign("nasty-request").request();
        assertThat(plain).contains(line);
        NastyTexts.all().forEach((name, text) -> {
            String key = line.substring(0, line.indexOf(':') + 1);
            // As YAML writes what cannot stand there as it is.
            String request = plain.replaceFirst(
                    java.util.regex.Pattern.quote(line),
                    java.util.regex.Matcher.quoteReplacement(key + " " + quoted(text)));
            Door.Answer answer = send("POST", "/api/requests/check", "rita", request(request, Examples.jobscripts()));
            if (answer.status() != 200) {
                refused(answer, field, line + " " + name);
            }
        });
    }

    /** As it is, without quotes: YAML's own marks are nothing that is carried out. */
    @Test
    void aRequestOfYamlsOwnTricksIsReadOrRefused() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x]\n"
                + java.util.stream.IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> (char) ('a' + i) + ": &" + (char) ('a' + i) + " ["
                                + ("*" + (char) ('a' + i - 1) + ", ").repeat(8) + "x]\n")
                        .collect(Collectors.joining());
        Map<String, String> texts = new HashMap<>(NastyTexts.all());
        texts.put("bomb", bomb);
        texts.put("itself", "a: &a\n  b: *a\n");
        texts.forEach((name, text) -> {
            Door.Answer answer = send("POST", "/api/requests/check", "rita", request(text, Map.of()));
            assertThat(answer.status()).as(name + " " + answer.body()).isIn(400, 413, 422);
            assertThat(answer.body()).as(name).doesNotContain("org.muster", "org.yaml", "java.");
        });
    }

    @Test
    void aFiledRequestAndItsJobscriptsAreKeptAsTheyAre() {
        Map<String, String> jobscripts = new HashMap<>(Examples.jobscripts());
        String script = "#!/bin/sh\n# "
                + NastyTexts.shortOnes().values().stream()
                        .filter(text -> text.codePoints().allMatch(NastyTextsTest::harmless))
                        .collect(Collectors.joining("\n# "))
                + "\n";
        jobscripts.put("generate.jobscript", script);
        String request = Examples.campaign("nasty-filed")
                .request()
                .replace("description: Response", "description: \"" + NastyTexts.SCRIPT + " ${7*7} \" # Response");
        Door.Answer filed = send("POST", "/api/requests", "rita", request(request, jobscripts));
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        int id = filed.json().path("campaign").asInt();
        assertThat(door.get("/api/campaigns/" + id, "sam")
                        .json()
                        .path("request")
                        .asText())
                .isEqualTo(request);
        assertThat(door.get("/api/campaigns/" + id + "/jobscripts", "sam")
                        .json()
                        .path("generate.jobscript")
                        .asText())
                .isEqualTo(script);
        DeviceLogin sam = new DeviceLogin(door.address());
        sam.signIn("sam");
        assertThat(sam.get("/dashboard/campaigns/" + id).body()).doesNotContain(NastyTexts.SCRIPT);
        door.as("ada").withdraw(new CampaignId(id), "seen");
    }

    private static boolean harmless(int point) {
        return (!Character.isISOControl(point) || point == '\n') && Character.getType(point) != Character.SURROGATE;
    }

    @Test
    void theLogTheReasonsAndTheCommentsKeepItOrNameTheField() {
        int campaign = inEditing("nasty-log");
        CampaignId id = new CampaignId(campaign);
        WorkflowId workflow = running();
        DeviceLogin sam = new DeviceLogin(door.address());
        sam.signIn("sam");
        NastyTexts.all().forEach((name, text) -> {
            Map<String, String> reason = Map.of("reason", text);
            Door.Answer logged = send(
                    "POST",
                    "/api/campaigns/" + campaign + "/log",
                    "sam",
                    Json.mapper().valueToTree(reason));
            if (logged.status() == 204) {
                assertThat(last(door.get("/api/campaigns/" + campaign + "/log", "sam")
                                        .json())
                                .path("text")
                                .asText())
                        .as(name)
                        .isEqualTo(text);
            } else {
                refused(logged, "reason", "log " + name);
            }
            Door.Answer paused = send(
                    "POST",
                    "/api/workflows/" + workflow.number() + "/pause",
                    "sam",
                    Json.mapper().valueToTree(reason));
            if (paused.status() == 204) {
                assertThat(door.as("sam").workflow(workflow).workflow().message())
                        .as(name)
                        .contains(text);
                assertThat(sam.get("/dashboard/workflows/" + workflow.number()).body())
                        .as(name)
                        .doesNotContain(NastyTexts.SCRIPT);
                engine.work();
                door.as("sam").resume(workflow, "on");
                engine.work();
            } else {
                refused(paused, "reason", "pause " + name);
            }
            Door.Answer apart = send(
                    "POST",
                    "/api/stages/w1s1/quarantine",
                    "sam",
                    Json.mapper()
                            .valueToTree(Map.of("partition", Map.of("kind", "site", "name", "X"), "reason", text)));
            assertThat(apart.status()).as("quarantine " + name + apart.body()).isBetween(400, 422);
            assertThat(apart.body()).as(name).doesNotContain("org.muster", "java.");
            comment(id, name, text);
        });
        assertThat(sam.get("/dashboard/campaigns/" + campaign).body())
                .doesNotContain(NastyTexts.SCRIPT)
                .contains("&lt;script&gt;");
        assertThat(door.get("/api/campaigns/" + campaign + "/log?format=csv", "sam")
                        .body())
                .contains(",'" + NastyTexts.FORMULA)
                .doesNotContain("," + NastyTexts.FORMULA);
        door.as("ada").withdraw(id, "seen");
        door.as("ada").withdraw(workflow, "seen");
    }

    /** The plan is edited with it, refused, and is there to be edited again. */
    private void comment(CampaignId id, String name, String text) {
        Door.Answer answer = complete(id, text);
        if (answer.status() != 204) {
            refused(answer, "comment", "comment " + name);
            return;
        }
        JsonNode decision = last(
                door.get("/api/campaigns/" + id.number() + "/decisions", "sam").json());
        assertThat(decision.path("comment").asText("")).as(name).isEqualTo(text.isBlank() ? "" : text);
        engine.work();
        for (Map.Entry<String, String> gate : Map.of(
                        "approve-plan-production", "paula", "approve-plan-data-management", "dan")
                .entrySet()) {
            String variable = gate.getValue().equals("dan") ? "dataManagementDecision" : "productionDecision";
            assertThat(engine.complete(
                                    id, gate.getKey(), gate.getValue(), Map.of(variable, "refuse", "comment", "again"))
                            .status())
                    .isEqualTo(204);
        }
        engine.work();
    }

    private Door.Answer complete(CampaignId id, String text) {
        String task = door.get("/api/tasks?subject=" + id + "&gate=edit-plan", "sam")
                .json()
                .at("/rows/0/task")
                .asText();
        return send(
                "POST",
                "/api/tasks/" + task + "/complete",
                "sam",
                Json.mapper().valueToTree(Map.of("fields", Map.of("comment", text))));
    }

    private int inEditing(String name) {
        CampaignId id = door.as("rita").file(Examples.campaign(name)).campaign();
        engine.work();
        engine.complete(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        engine.work();
        return id.number();
    }

    private WorkflowId running() {
        Door.Answer answer = send("POST", "/api/workflows", "rita", json(SUBMISSION));
        engine.work();
        return new WorkflowId(answer.json().path("workflow").asInt());
    }

    /** In words, and where the mistake is. */
    private static void refused(Door.Answer answer, String field, String what) {
        assertThat(answer.status()).as(what + " " + shortened(answer.body())).isIn(400, 413, 422);
        assertThat(answer.body()).as(what).doesNotContain("org.muster", "java.", "Exception");
        if (answer.status() != 413) {
            assertThat(answer.json().path("problems").findValuesAsText("field"))
                    .as(what + " " + shortened(answer.body()))
                    .isNotEmpty()
                    .allMatch(named -> named.contains(field) || named.isEmpty());
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 300));
    }

    private static JsonNode last(JsonNode list) {
        return list.get(list.size() - 1);
    }

    private static JsonNode request(String text, Map<String, String> jobscripts) {
        return Json.mapper().valueToTree(Map.of("request", text, "jobscripts", jobscripts));
    }

    private static JsonNode with(JsonNode document, String pointer, String text) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = slash == 0 ? document : document.at(pointer.substring(0, slash));
        if (parent instanceof ArrayNode array) {
            array.removeAll().add(text);
        } else {
            ((ObjectNode) parent).put(pointer.substring(slash + 1), text);
        }
        return document;
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String quoted(String text) {
        return ascii(Json.mapper().valueToTree(text).toString());
    }

    private Door.Answer send(String method, String path, String name, JsonNode body) {
        return door.raw(method, path, door.token(name), "application/json", ascii(body.toString()));
    }

    /** Half of a pair is lost on its way as UTF-8, and arrives as an escape. */
    private static String ascii(String json) {
        StringBuilder text = new StringBuilder();
        json.chars()
                .forEach(unit -> text.append(
                        unit < 0x80 ? Character.toString(unit) : String.format(Locale.ROOT, "\\u%04x", unit)));
        return text.toString();
    }
}
