package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.identity.Role;
import org.muster.processes.Topic;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.TaskDetail;
import org.muster.protocol.platform.TaskField;
import org.muster.protocol.platform.TaskRow;
import org.muster.testkit.words.Jargon;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** The task list over our own API: what waits, what is asked, and the same checks as in Tasklist. */
@RunningWebapp
@SuppressWarnings("JavaUtilDate") // the engine's own
class TaskEndpointsTest {
    private final Door door;
    private final EngineHand engine;
    private final GateTasks gates;
    private final TaskService tasks;

    @Autowired
    TaskEndpointsTest(Door door, EngineHand engine, GateTasks gates, TaskService tasks) {
        this.door = door;
        this.engine = engine;
        this.gates = gates;
        this.tasks = tasks;
    }

    @Test
    void everybodySeesWhatIsTheirsOrTheirGroups() {
        CampaignId own = file("own-task");
        engine.work(Topic.CHECK_CODE_VERSION);
        engine.answer(Topic.CHECK_CODE_VERSION, Map.of("codeVersionProblem", "no such tag"));
        CampaignId ofGroup = file("group-task");
        engine.work();

        assertThat(of("rita", own, Map.of())).extracting(TaskRow::gate).containsExactly("correct-request");
        assertThat(of("paula", own, Map.of())).isEmpty();
        assertThat(of("rita", ofGroup, Map.of())).isEmpty();
        assertThat(of("paula", ofGroup, Map.of())).singleElement().satisfies(task -> {
            assertThat(task.gate()).isEqualTo("appoint-shifter");
            assertThat(task.groups()).containsExactly("production");
            assertThat(task.assignee()).isEmpty();
        });
        assertThat(of("paula", ofGroup, Map.of("gate", "edit-plan"))).isEmpty();
        assertThat(door.as("muster-agents").tasks(Map.of()).rows()).isEmpty();
    }

    /** Parallel gates are made in one moment, so that a page may end between two of the same time. */
    @Test
    void pagesLeaveOutNothingAndRepeatNothing() {
        List<GateTasks.Waiting> waiting = gates.of(Role.DATA_MANAGEMENT);
        List<String> whole = new ArrayList<>();
        door.as("dan").tasks(Map.of("limit", "500")).rows().forEach(task -> whole.add(task.task()));
        List<String> paged = new ArrayList<>();
        Optional<String> after = Optional.of("0");
        while (after.isPresent()) {
            Page<TaskRow> page = door.as("dan").tasks(Map.of("limit", "1", "after", after.get()));
            assertThat(page.rows().size()).isLessThanOrEqualTo(1);
            page.rows().forEach(task -> paged.add(task.task()));
            after = page.next();
        }
        gates.end(waiting);
        assertThat(paged).isEqualTo(whole).hasSizeGreaterThanOrEqualTo(waiting.size());
    }

    @Test
    void ofTasksOfOneMomentThoseAfterThePlaceComeNext() {
        Task task = tasks.newTask("0b");
        assertThat(new TaskPlace(task.getCreateTime().getTime(), "0a").isBefore(task))
                .isTrue();
        assertThat(new TaskPlace(task.getCreateTime().getTime(), "0b").isBefore(task))
                .isFalse();
        assertThat(new TaskPlace(task.getCreateTime().getTime(), "0c").isBefore(task))
                .isFalse();
        assertThat(TaskPlace.parse(TaskPlace.of(task).toString())).isEqualTo(TaskPlace.of(task));
        Door.Answer wrong = door.get("/api/tasks?after=yesterday", "dan");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("after is what the page before gave as next");
    }

    @Test
    void everyGateTellsItsEvidenceAndItsFieldsAsItsFormDoes() {
        for (Role role : List.of(Role.REQUESTER, Role.SHIFTER, Role.PRODUCTION, Role.DATA_MANAGEMENT, Role.ADMIN)) {
            List<GateTasks.Waiting> waiting = gates.of(role);
            for (GateTasks.Waiting each : waiting) {
                TaskDetail detail = door.as("sam").task(each.task());
                assertThat(detail.evidence()).containsEntry("requester", "rita");
                assertThat(new TreeSet<>(
                                detail.fields().stream().map(TaskField::field).toList()))
                        .isEqualTo(new TreeSet<>(each.gate().fields().stream()
                                .map(field -> field.variable().variable())
                                .toList()));
                assertThat(detail.fields()).allSatisfy(field -> {
                    assertThat(field.label()).as(each + " " + field).isNotEmpty();
                    assertThat(field.takes()).isNotEmpty();
                });
            }
            gates.end(waiting);
        }
    }

    @Test
    void answerGoesThroughTheSameChecksAsTheForm() {
        CampaignId id = file("same-checks");
        engine.work();
        String task = of("paula", id, Map.of()).get(0).task();
        String path = "/api/tasks/" + task + "/complete";
        Door.Answer wrong =
                door.post(path, "paula", Map.of("fields", Map.of("campaignId", "1", "meeting", "x".repeat(5000))));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("title").asText()).isEqualTo("The task cannot be completed like this.");
        assertThat(wrong.json().path("problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("campaignId", "meeting", "shifter");
        for (JsonNode problem : wrong.json().path("problems")) {
            assertThat(problem.path("fix").asText()).isNotEmpty();
        }
        Door.Answer foreign = door.post(path, "dan", Map.of("fields", Map.of("shifter", "sam")));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body()).contains("none of your groups [data-management]");
        assertThat(door.post(path, "paula", Map.of()).status()).isEqualTo(400);
        assertThat(engine.waiting(id)).containsExactly("appoint-shifter");

        door.as("paula").complete(task, Map.of("shifter", "sam", "comment", "Sam takes it."));
        engine.work();
        assertThat(engine.waiting(id)).containsExactly("edit-plan");
        assertThat(door.as("sam").decisions(id).get(0).decider()).isEqualTo("paula");
        Door.Answer late = door.post(path, "paula", Map.of("fields", Map.of("shifter", "sam")));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody was faster");
        assertThat(door.get("/api/tasks/" + task, "paula").status()).isEqualTo(404);

        String plan = of("sam", id, Map.of()).get(0).task();
        door.as("sam").complete(plan, Map.of("maxRunningJobs", "50"));
        engine.work();
        assertThat(engine.complete(
                                id, "approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"))
                        .status())
                .isEqualTo(204);
        Map<String, Object> refusal = Map.of("fields", Map.of("productionDecision", "refuse"));
        Door.Answer unreasoned =
                door.post("/api/tasks/" + of("paula", id, Map.of()).get(0).task() + "/complete", "paula", refusal);
        assertThat(unreasoned.status()).as("a refusal needs its reason").isEqualTo(422);
    }

    @Test
    void whatIsNoTaskIsSaidInWords() {
        for (String id : List.of("nothing", "0", "x".repeat(65), "%00", "a%2Fb", "..;a")) {
            for (Door.Answer answer : List.of(
                    door.get("/api/tasks/" + id, "paula"),
                    door.post("/api/tasks/" + id + "/complete", "paula", Map.of("fields", Map.of())))) {
                assertThat(answer.status()).as(id + " " + answer.body()).isBetween(400, 404);
                assertThat(Jargon.in(answer.body())).as(answer.body()).isEmpty();
            }
        }
    }

    private List<TaskRow> of(String person, CampaignId id, Map<String, String> filters) {
        Map<String, String> all = new HashMap<>(filters);
        all.put("subject", id.toString());
        return door.as(person).tasks(all).rows();
    }

    private CampaignId file(String name) {
        return door.as("rita").file(Examples.campaign("tasks-" + name)).campaign();
    }
}
