package org.muster.webapp.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.processes.Message;
import org.muster.processes.Topic;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.webapp.rounds.Round;
import org.muster.webapp.running.Door;
import org.springframework.boot.test.context.TestComponent;

/** Does the workers' part through the engine's REST API, as they do, and the job executor's part by hand. */
@TestComponent
public class EngineHand {
    private static final int MAX_ROUNDS = 200;

    private final Door door;
    private final ManagementService management;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Round slices;

    EngineHand(Door door, ManagementService management, TaskService tasks, RuntimeService runtime, List<Round> rounds) {
        this.runtime = runtime;
        this.slices = rounds.stream()
                .filter(round -> round.name().equals("start-slices"))
                .findFirst()
                .orElseThrow();
        this.door = door;
        this.management = management;
        this.tasks = tasks;
    }

    /** Until nothing is left to do for machines; topics that are not in {@code idle} are served with good answers. */
    public void work(Topic... idle) {
        List<Topic> busy = Stream.of(Topic.values())
                .filter(topic -> !List.of(idle).contains(topic))
                .toList();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<Job> jobs = management.createJobQuery().messages().executable().list();
            jobs.forEach(job -> management.executeJob(job.getId()));
            if (jobs.isEmpty() && !serve(busy) && !account()) {
                slices.go();
                if (!serve(busy)) {
                    return;
                }
            }
        }
        throw new IllegalStateException("the processes never come to rest");
    }

    /** Completes the waiting external tasks of one topic with these variables. */
    public void answer(Topic topic, Map<String, Object> variables) {
        for (JsonNode task : fetch(List.of(topic))) {
            complete(task, variables);
        }
    }

    /** The outputs of all are registered. */
    private boolean account() {
        return !runtime.createMessageCorrelation(Message.ACCOUNTED.message())
                .correlateAllWithResult()
                .isEmpty();
    }

    private boolean serve(List<Topic> topics) {
        JsonNode fetched = fetch(topics);
        for (JsonNode task : fetched) {
            complete(task, answer(task));
        }
        return !fetched.isEmpty();
    }

    private JsonNode fetch(List<Topic> topics) {
        List<Map<String, Object>> wanted = new ArrayList<>();
        topics.forEach(topic -> wanted.add(Map.of("topicName", topic.topic(), "lockDuration", 60_000)));
        Door.Answer fetched = door.post(
                "/engine-rest/external-task/fetchAndLock",
                "muster-workers",
                Map.of("workerId", "test", "maxTasks", 10, "topics", wanted));
        if (fetched.status() != 200) {
            throw new IllegalStateException(fetched.toString());
        }
        return fetched.json();
    }

    private void complete(JsonNode task, Map<String, Object> answer) {
        Door.Answer completed = door.post(
                "/engine-rest/external-task/" + task.path("id").asText() + "/complete",
                "muster-workers",
                Map.of("workerId", "test", "variables", variables(answer)));
        if (completed.status() != 204) {
            throw new IllegalStateException(task + " " + completed);
        }
    }

    private Map<String, Object> answer(JsonNode task) {
        return switch (task.path("topicName").asText()) {
            case "check-code-version" -> Map.of("codeVersionProblem", "");
            case "freeze-samples" -> Map.of("samplesProblem", "");
            case "make-workflow" -> Map.of("workflowId", make(task));
            case "check-test" -> Map.of("testPassed", true, "testReport", "10 of 10 jobs ended with 0");
            case "preflight" -> Map.of("preflightPassed", true, "preflightReport", "as planned");
            case "collect-numbers" -> Map.of("numbers", "{}", "numbersText", "98 % of 100 jobs");
            case "make-datasets" -> Map.of("datasetsReport", "one dataset");
            case "commit-to-git" -> Map.of("commit", "0123456");
            default -> Map.of();
        };
    }

    private int make(JsonNode task) {
        JsonNode variables = task.path("variables");
        return door.as("muster-workers")
                .make(
                        new CampaignId(
                                variables.path("campaignId").path("value").asInt()),
                        new NewWorkflow(
                                WorkflowPurpose.valueOf(variables
                                        .path("purpose")
                                        .path("value")
                                        .asText()
                                        .toUpperCase(Locale.ROOT)),
                                variables.path("planOrder").path("value").asInt()))
                .workflow()
                .number();
    }

    /** Keys of the open tasks of a campaign or workflow. */
    public List<String> waiting(Object businessKey) {
        return tasks.createTaskQuery().processInstanceBusinessKey(businessKey.toString()).list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    /** Completes a task through the API, as this person. */
    public Door.Answer complete(Object businessKey, String gate, String person, Map<String, Object> variables) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey.toString())
                .taskDefinitionKey(gate)
                .singleResult();
        if (task == null) {
            throw new IllegalStateException("no task " + gate + " of " + businessKey + " but " + waiting(businessKey));
        }
        return door.post("/api/tasks/" + task.getId() + "/complete", person, Map.of("fields", variables));
    }

    private static Map<String, Object> variables(Map<String, Object> plain) {
        Map<String, Object> variables = new HashMap<>();
        plain.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return variables;
    }
}
