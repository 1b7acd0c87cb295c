package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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

/** What people get at the engine's door, which is the task list's, and programs at theirs. */
@RunningWebapp
class EngineDoorTest {
    private static final String TASK_LIST = "/camunda/api/engine/engine/default";

    private final Map<String, DeviceLogin> browsers = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

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
                    post("/task/" + task + "/bpmnError", person, Map.of("errorCode", "x")),
                    post("/task/" + task + "/bpmnEscalation", person, Map.of("escalationCode", "x")),
                    post("/task/" + task + "/delegate", person, Map.of("userId", "x")),
                    post("/task/" + task + "/resolve", person, Map.of()),
                    post("/task/" + task + "/assignee", person, Map.of("userId", "olaf")),
                    post("/task/" + task + "/identity-links", person, Map.of("userId", "olaf")),
                    post("/task/" + task + "/comment/create", person, Map.of("message", "x")),
                    post("/task/create", person, Map.of("name", "x")),
                    ask("PUT", "/task/" + task + "/localVariables/requester", person, value),
                    ask("PUT", "/task/" + task + "/variables/requester", person, value),
                    ask("DELETE", "/task/" + task, person, ""),
                    ask("PUT", "/process-instance/" + instance + "/variables/requester", person, value),
                    ask("DELETE", "/process-instance/" + instance, person, ""),
                    post("/process-instance/" + instance + "/modification", person, Map.of()),
                    ask("PUT", "/user/" + person + "/profile", person, Map.of("id", person)),
                    ask("DELETE", "/user/" + person, person, ""))) {
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
                Door.Answer answer = post("/task/count", "dan", Map.of(field, date));
                assertThat(answer.status())
                        .as("%s %d: %s", field, date, answer.body())
                        .isEqualTo(400);
                assertThat(Jargon.in(answer.body())).isEmpty();
            }
        }
    }

    @Test
    void taskListAndOurApiRefuseTheSameFields() {
        CampaignId id = file("both-doors");
        String task = correctRequest(id);
        String long5000 = "x".repeat(5000);
        Map<String, Object> form = Map.of(
                "codeVersion",
                Map.of("value", "v1.0.1"),
                "meeting",
                Map.of("value", long5000),
                "campaignId",
                Map.of("value", 1));
        Map<String, String> fields = Map.of("codeVersion", "v1.0.1", "meeting", long5000, "campaignId", "1");
        Door.Answer ours = door.post("/api/tasks/" + task + "/complete", "rita", Map.of("fields", fields));
        assertThat(ours.status()).isEqualTo(422);
        for (String verb : List.of("/submit-form", "/complete")) {
            Door.Answer listed = post("/task/" + task + verb, "rita", Map.of("variables", form));
            assertThat(listed.status()).as(listed.body()).isEqualTo(422);
            assertThat(Set.copyOf(listed.json().path("problems").findValuesAsText("fix")))
                    .isEqualTo(Set.copyOf(ours.json().path("problems").findValuesAsText("fix")));
            assertThat(listed.json().path("problems").findValuesAsText("field"))
                    .containsExactlyInAnyOrder("meeting", "campaignId");
            assertThat(listed.json().path("message").asText()).contains("meeting", "200 characters", "campaignId");
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
        String token = browser.scriptToken();
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
        List.of("paula", "petra", "hugo").forEach(person -> ask("GET", "/task/" + task, person, ""));
        ExecutorService people = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Door.Answer>> asking = List.of("paula", "petra", "hugo", "paula", "petra", "hugo").stream()
                    .map(person -> (Callable<Door.Answer>) () -> post("/task/" + task + "/complete", person, body))
                    .toList();
            List<Integer> answers = people.invokeAll(asking).stream()
                    .map(EngineDoorTest::got)
                    .map(Door.Answer::status)
                    .toList();
            assertThat(answers).containsOnlyOnce(204).containsOnly(204, 409);
        } finally {
            people.shutdownNow();
        }
        Door.Answer late = post("/task/" + task + "/submit-form", "paula", body);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("message").asText()).startsWith("Somebody was faster");
    }

    @Test
    void refusalsAreInWords() {
        CampaignId id = file("in-words");
        engine.work();
        String task = task(id, "appoint-shifter");
        Map<String, Object> sound = Map.of("variables", Map.of("shifter", Map.of("value", "sam")));
        Door.Answer unknown = post("/task/nothing/complete", "paula", sound);
        Door.Answer foreign = post("/task/" + task + "/complete", "dan", sound);
        Door.Answer read = ask("GET", "/task/nothing", "paula", "");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("title").asText()).isEqualTo("There is no task nothing.");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.json().path("title").asText()).contains("none of your groups [data-management]");
        assertThat(read.status()).isEqualTo(404);
        assertThat(read.json().path("message").asText()).isEqualTo("There is no such task or process, or no longer.");
        for (Door.Answer answer : List.of(unknown, foreign, read)) {
            assertThat(answer.body()).doesNotContain("ENGINE-", "camunda", "Exception", "TASK_WORK");
        }
        assertThat(post("/task/" + task + "/complete", "paula", List.of(1)).status())
                .isEqualTo(422);
        assertThat(post("/task/" + task + "/claim", "paula", Map.of("userId", "hugo"))
                        .status())
                .isEqualTo(403);
    }

    /** Nobody else could take it up, and its person would not find it any more. */
    @Test
    void taskForOnePersonIsNotGivenBack() {
        String task = correctRequest(file("given-back"));
        assertThat(post("/task/" + task + "/unclaim", "rita", Map.of()).status())
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
        door.get("/api/tasks", "dan");
        identities.deleteUser("dan");
        door.get("/api/tasks", "dan");
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
        for (JsonNode filter : ask("GET", "/filter", "rita", "").json()) {
            if (filter.path("properties").path("priority").asInt() == 0) {
                first.add(filter);
            }
        }
        assertThat(first).extracting(filter -> filter.path("name").asText()).containsExactly("Waiting for me");
        String list = "/filter/" + first.get(0).path("id").asText() + "/list";
        assertThat(post(list, "rita", Map.of()).json().findValuesAsText("id"))
                .contains(own)
                .doesNotContain(ofGroup);
        assertThat(post(list, "paula", Map.of()).json().findValuesAsText("id"))
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

    private Door.Answer post(String path, String person, Object body) {
        return ask("POST", path, person, body);
    }

    /** As the task list's own page asks. */
    private Door.Answer ask(String method, String path, String person, Object body) {
        DeviceLogin browser = browser(person);
        HttpResponse<String> answer = browser.asScript(
                method,
                TASK_LIST + path,
                tokens.computeIfAbsent(person, name -> browser.scriptToken()),
                "application/json",
                body.equals("") ? "" : Json.mapper().valueToTree(body).toString());
        return new Door.Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    private DeviceLogin browser(String person) {
        return browsers.computeIfAbsent(person, name -> {
            DeviceLogin fresh = new DeviceLogin(door.address());
            fresh.signIn(name);
            return fresh;
        });
    }

    private static <T> T got(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
