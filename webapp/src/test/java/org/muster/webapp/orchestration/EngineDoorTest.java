package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.processes.Topic;
import org.muster.protocol.http.Json;
import org.muster.testkit.words.Jargon;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** What people get at the engine's two doors: the command line's and the task list's. */
@RunningWebapp
class EngineDoorTest {
    private static final String TASK_LIST = "/camunda/api/engine/engine/default";

    private final Door door;
    private final EngineHand engine;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final IdentityService identities;

    @Autowired
    EngineDoorTest(
            Door door,
            EngineHand engine,
            TaskService tasks,
            RuntimeService runtime,
            HistoryService history,
            IdentityService identities) {
        this.door = door;
        this.engine = engine;
        this.tasks = tasks;
        this.runtime = runtime;
        this.history = history;
        this.identities = identities;
    }

    @Test
    void verbsThatSkipTheGatesAreClosedInWords() {
        String task = correctRequest(file("closed-verbs"));
        String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
        Map<String, Object> value = Map.of("value", 1);
        for (String person : List.of("rita", "sam", "paula", "ada")) {
            for (Door.Answer answer : List.of(
                    door.post("/engine-rest/task/" + task + "/bpmnError", person, Map.of("errorCode", "x")),
                    door.post("/engine-rest/task/" + task + "/bpmnEscalation", person, Map.of("escalationCode", "x")),
                    door.post("/engine-rest/task/" + task + "/delegate", person, Map.of("userId", "x")),
                    door.post("/engine-rest/task/" + task + "/resolve", person, Map.of()),
                    door.post("/engine-rest/task/" + task + "/assignee", person, Map.of("userId", "olaf")),
                    door.post("/engine-rest/task/" + task + "/identity-links", person, Map.of("userId", "olaf")),
                    door.post("/engine-rest/task/" + task + "/comment/create", person, Map.of("message", "x")),
                    door.post("/engine-rest/task/create", person, Map.of("name", "x")),
                    ask("PUT", "/engine-rest/task/" + task + "/localVariables/requester", person, value),
                    ask("PUT", "/engine-rest/task/" + task + "/variables/requester", person, value),
                    ask("DELETE", "/engine-rest/task/" + task, person, ""),
                    ask("PUT", "/engine-rest/process-instance/" + instance + "/variables/requester", person, value),
                    ask("DELETE", "/engine-rest/process-instance/" + instance, person, ""),
                    door.post("/engine-rest/process-instance/" + instance + "/modification", person, Map.of()),
                    ask("PUT", "/engine-rest/user/" + person + "/profile", person, Map.of("id", person)),
                    ask("DELETE", "/engine-rest/user/" + person, person, ""))) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(403);
                assertThat(answer.body()).contains("This is not open here").doesNotContain("org.camunda");
            }
        }
        assertThat(engine.waiting(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getBusinessKey()))
                .containsExactly("correct-request");
    }

    @Test
    void aDateThatNoDatabaseHasIsTheAskersMistake() {
        for (String field : List.of("createdAfter", "dueBefore", "followUpAfter")) {
            for (long date : List.of(Long.MAX_VALUE, Long.MIN_VALUE + 1)) {
                Door.Answer answer = door.post("/engine-rest/task/count", "dan", Map.of(field, date));
                assertThat(answer.status())
                        .as("%s %d: %s", field, date, answer.body())
                        .isEqualTo(400);
                assertThat(Jargon.in(answer.body())).isEmpty();
            }
        }
    }

    @Test
    void taskListAndRestApiRefuseTheSameFields() {
        CampaignId id = file("both-doors");
        String task = correctRequest(id);
        DeviceLogin browser = new DeviceLogin(door.address());
        browser.signIn("rita");
        String token = token(browser);
        String body = "{\"variables\": {\"codeVersion\": {\"value\": \"v1.0.1\"}, \"meeting\": {\"value\": \""
                + "x".repeat(5000) + "\"}, \"campaignId\": {\"value\": 1}}}";
        for (String verb : List.of("/submit-form", "/complete")) {
            HttpResponse<String> listed = browser.json(TASK_LIST + "/task/" + task + verb, token, body);
            Door.Answer rest = door.post("/engine-rest/task/" + task + verb, "rita", tree(body));
            assertThat(listed.statusCode()).as(listed.body()).isEqualTo(422);
            assertThat(listed.body()).isEqualTo(rest.body());
            assertThat(rest.json().path("problems").findValuesAsText("field")).containsExactly("meeting", "campaignId");
            assertThat(rest.json().path("message").asText()).contains("meeting", "200 characters", "campaignId");
        }
        assertThat(engine.waiting(id)).containsExactly("correct-request");
    }

    @Test
    void taskListCompletesWithItsTokenAndNotWithout() {
        CampaignId id = file("with-token");
        String task = correctRequest(id);
        String body = "{\"variables\": {\"codeVersion\": {\"value\": \"v1.0.1\"}, \"comment\": {\"value\": null}}}";
        String path = TASK_LIST + "/task/" + task + "/submit-form";
        DeviceLogin browser = new DeviceLogin(door.address());
        browser.signIn("rita");
        String token = token(browser);
        for (String foreign : List.of("", "guessed")) {
            HttpResponse<String> answer = browser.json(path, foreign, body);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(DeviceLogin.field(answer.body(), "message")).startsWith("This was not sent by the page");
            assertThat(engine.waiting(id)).containsExactly("correct-request");
        }
        assertThat(browser.json(path, token, body).statusCode())
                .as("nobody is signed out by what somebody else sends")
                .isEqualTo(204);
        engine.work();
        assertThat(engine.waiting(id)).containsExactly("appoint-shifter");
    }

    @Test
    void ofManyAtOnceOneDecidesAndTheOthersWereSlower() throws Exception {
        CampaignId id = file("at-once");
        engine.work();
        String task = task(id, "appoint-shifter");
        Map<String, Object> body = Map.of("variables", Map.of("shifter", Map.of("value", "sam")));
        door.token("paula");
        door.token("petra");
        ExecutorService people = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Door.Answer>> asking = List.of("paula", "petra", "hugo", "paula", "petra", "hugo").stream()
                    .map(person -> (Callable<Door.Answer>)
                            () -> door.post("/engine-rest/task/" + task + "/complete", person, body))
                    .toList();
            List<Integer> answers = people.invokeAll(asking).stream()
                    .map(EngineDoorTest::got)
                    .map(Door.Answer::status)
                    .toList();
            assertThat(answers).containsOnlyOnce(204).containsOnly(204, 409);
        } finally {
            people.shutdownNow();
        }
        Door.Answer late = door.post("/engine-rest/task/" + task + "/submit-form", "paula", body);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("message").asText()).startsWith("Somebody was faster");
    }

    @Test
    void refusalsAreInWords() {
        CampaignId id = file("in-words");
        engine.work();
        String task = task(id, "appoint-shifter");
        Map<String, Object> sound = Map.of("variables", Map.of("shifter", Map.of("value", "sam")));
        Door.Answer unknown = door.post("/engine-rest/task/nothing/complete", "paula", sound);
        Door.Answer foreign = door.post("/engine-rest/task/" + task + "/complete", "dan", sound);
        Door.Answer read = door.get("/engine-rest/task/nothing", "paula");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("title").asText()).isEqualTo("There is no task nothing.");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.json().path("title").asText()).contains("none of your groups [data-management]");
        assertThat(read.status()).isEqualTo(404);
        assertThat(read.json().path("message").asText()).isEqualTo("There is no such task or process, or no longer.");
        for (Door.Answer answer : List.of(unknown, foreign, read)) {
            assertThat(answer.body()).doesNotContain("ENGINE-", "camunda", "Exception", "TASK_WORK");
        }
        assertThat(door.ask("POST", "/engine-rest/task/" + task + "/complete", door.token("paula"), List.of(1))
                        .status())
                .isEqualTo(422);
        assertThat(door.post("/engine-rest/task/" + task + "/claim", "paula", Map.of("userId", "hugo"))
                        .status())
                .isEqualTo(403);
    }

    /** Nobody else could take it up, and its person would not find it any more. */
    @Test
    void taskForOnePersonIsNotGivenBack() {
        String task = correctRequest(file("given-back"));
        assertThat(door.post("/engine-rest/task/" + task + "/unclaim", "rita", Map.of())
                        .status())
                .isEqualTo(409);
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo("rita");
    }

    @Test
    void personOfAnyNameWorks() {
        CampaignId id = file("any-name");
        engine.work();
        assertThat(engine.complete(id, "appoint-shifter", "paula", Map.of("shifter", "jane+dune@example.org"))
                        .status())
                .isEqualTo(204);
        engine.work();
        assertThat(engine.complete(id, "edit-plan", "jane+dune@example.org", Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(door.as("sam").decisions(id).get(1).decider()).isEqualTo("jane+dune@example.org");
        assertThat(door.as("sam").campaign(id).campaign().shifter()).contains("jane+dune@example.org");
    }

    @Test
    void mirrorNoticesThatTheEnginesCopyIsGone() {
        door.get("/engine-rest/task", "dan");
        identities.deleteUser("dan");
        door.get("/engine-rest/task", "dan");
        assertThat(identities.createUserQuery().memberOfGroup("data-management").list())
                .extracting("id")
                .contains("dan");
    }

    @Test
    void workersSetTheirResultsAndNothingElse() {
        CampaignId id = file("results");
        Map<String, Object> fetch = Map.of(
                "workerId",
                "t",
                "maxTasks",
                50,
                "topics",
                List.of(Map.of("topicName", "check-code-version", "lockDuration", 60_000)));
        engine.work(Topic.CHECK_CODE_VERSION);
        String external = "";
        for (var each : door.post("/engine-rest/external-task/fetchAndLock", "muster-workers", fetch)
                .json()) {
            if (each.path("businessKey").asText().equals(id.toString())) {
                external = each.path("id").asText();
            }
        }
        String path = "/engine-rest/external-task/" + external + "/complete";
        Door.Answer refused = door.post(
                path,
                "muster-workers",
                Map.of(
                        "workerId",
                        "t",
                        "variables",
                        Map.of(
                                "requester",
                                Map.of("value", "sam"),
                                "codeVersionProblem",
                                Map.of("value", "{}", "type", "Object"))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("variables.requester", "variables.codeVersionProblem");
        assertThat(door.post(
                                path,
                                "muster-workers",
                                Map.of("workerId", "t", "variables", Map.of("codeVersionProblem", Map.of("value", ""))))
                        .status())
                .isEqualTo(204);
        ProcessInstance set = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString(), "campaign")
                .singleResult();
        assertThat(runtime.getVariable(set.getId(), "requester")).isEqualTo("rita");
        assertThat(door.get("/engine-rest/task", "muster-workers").status()).isEqualTo(403);
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(set.getId())
                        .variableName("requester")
                        .singleResult()
                        .getValue())
                .isEqualTo("rita");
    }

    @Test
    void firstFilterOfTheTaskListShowsAllThatWaits() {
        String own = correctRequest(file("first-filter"));
        CampaignId other = file("of-my-group");
        engine.work();
        String ofGroup = task(other, "appoint-shifter");
        List<JsonNode> first = new ArrayList<>();
        for (JsonNode filter : door.get("/engine-rest/filter", "rita").json()) {
            if (filter.path("properties").path("priority").asInt() == 0) {
                first.add(filter);
            }
        }
        assertThat(first).extracting(filter -> filter.path("name").asText()).containsExactly("Waiting for me");
        String list = "/engine-rest/filter/" + first.get(0).path("id").asText() + "/list";
        assertThat(door.post(list, "rita", Map.of()).json().findValuesAsText("id"))
                .contains(own)
                .doesNotContain(ofGroup);
        assertThat(door.post(list, "paula", Map.of()).json().findValuesAsText("id"))
                .contains(ofGroup)
                .doesNotContain(own);
    }

    private CampaignId file(String name) {
        return door.as("rita").file(Examples.campaign("door-" + name)).campaign();
    }

    private String correctRequest(CampaignId id) {
        engine.work(Topic.CHECK_CODE_VERSION);
        engine.answer(Topic.CHECK_CODE_VERSION, Map.of("codeVersionProblem", "no such tag"));
        return task(id, "correct-request");
    }

    private String task(CampaignId id, String gate) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .taskDefinitionKey(gate)
                .singleResult()
                .getId();
    }

    private Door.Answer ask(String method, String path, String person, Object body) {
        return door.ask(method, path, door.token(person), body);
    }

    /** The token that the task list's page was given with the first answer. */
    private static String token(DeviceLogin browser) {
        return browser.get("/camunda/app/tasklist/default/")
                .headers()
                .firstValue("X-XSRF-TOKEN")
                .orElseThrow();
    }

    private static Object tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T got(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
