package org.muster.cli.tasks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.muster.domain.identity.EngineName;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;

/**
 * The task list over the engine's REST API, the one that Tasklist itself uses, as the user whose token is sent: it shows
 * what that person may see and completes what that person may complete.
 */
public final class EngineTasks {
    /** Tasks that one look returns at most. */
    public static final int MAX_TASKS = 500;

    private static final TypeReference<JsonNode> TREE = new TypeReference<>() {};
    private static final String BASE = "/engine-rest";

    /** The engine writes {@code 2026-11-22T09:48:36.000+0000}: an offset without a colon. */
    private static final DateTimeFormatter ENGINE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);

    private final ApiClient api;

    public EngineTasks(ApiClient api) {
        this.api = api;
    }

    /** Tasks assigned to the user, and those not assigned yet that one of the groups may take; oldest first. */
    public List<WaitingTask> of(String user, List<String> groups) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        query(Map.of("assignee", EngineName.of(user)))
                .forEach(task -> found.put(task.path("id").asText(), task));
        query(Map.of("candidateUser", EngineName.of(user)))
                .forEach(task -> found.put(task.path("id").asText(), task));
        if (!groups.isEmpty()) {
            query(Map.of("candidateGroups", groups))
                    .forEach(task -> found.put(task.path("id").asText(), task));
        }
        Map<String, String> business = new HashMap<>();
        return found.values().stream()
                .map(task -> waiting(task, business))
                .sorted(java.util.Comparator.comparing(WaitingTask::since))
                .toList();
    }

    public WaitingTask task(String id) {
        JsonNode task = about(id, () -> api.get(BASE + "/task/" + ApiClient.escape(id), TREE));
        return waiting(task, new HashMap<>());
    }

    /** Everything the process knows at this task, as text; structured values as JSON. */
    public Map<String, String> variables(String id) {
        JsonNode variables = about(
                id, () -> api.get(BASE + "/task/" + ApiClient.escape(id) + "/variables?deserializeValues=false", TREE));
        Map<String, String> values = new TreeMap<>();
        variables.properties().forEach(entry -> {
            JsonNode value = entry.getValue().path("value");
            if (!value.isMissingNode() && !value.isNull()) {
                values.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return values;
    }

    /** What the form of the task asks for; empty if the task has no form of ours. */
    public List<FormField> form(String id) {
        JsonNode form;
        try {
            form = api.get(BASE + "/task/" + ApiClient.escape(id) + "/deployed-form", TREE);
        } catch (ApiRefused e) {
            if (e.status() == 400 || e.status() == 404) {
                return List.of();
            }
            throw e;
        }
        List<FormField> fields = new ArrayList<>();
        collect(form.path("components"), fields);
        return fields;
    }

    /** Work of the processes that failed for good and waits for an operator, each in one line; for administrators. */
    public List<String> incidents() {
        JsonNode found = api.get(BASE + "/incident?maxResults=" + MAX_TASKS, TREE);
        List<String> incidents = new ArrayList<>();
        for (JsonNode incident : found) {
            incidents.add(incident.path("activityId").asText() + ": "
                    + incident.path("incidentMessage").asText("no message"));
        }
        return incidents;
    }

    /** Takes the task and completes it with these values, as sending the form in Tasklist does. */
    public void complete(String id, String user, Map<String, Object> values) {
        WaitingTask task = task(id);
        String path = BASE + "/task/" + ApiClient.escape(id);
        if (task.assignee().isEmpty()) {
            about(id, () -> {
                api.post(path + "/claim", Map.of("userId", user));
                return user;
            });
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        values.forEach((name, value) -> variables.put(name, typed(value)));
        about(id, () -> {
            api.post(path + "/submit-form", Map.of("variables", variables));
            return user;
        });
    }

    private List<JsonNode> query(Map<String, Object> criteria) {
        JsonNode found = api.post(BASE + "/task?maxResults=" + MAX_TASKS, criteria, TREE);
        List<JsonNode> tasks = new ArrayList<>();
        found.forEach(tasks::add);
        return tasks;
    }

    private static Map<String, Object> typed(Object value) {
        if (value instanceof Boolean) {
            return Map.of("value", value, "type", "Boolean");
        }
        if (value instanceof Integer) {
            return Map.of("value", value, "type", "Integer");
        }
        return Map.of("value", value.toString(), "type", "String");
    }

    private static void collect(JsonNode components, List<FormField> fields) {
        for (JsonNode component : components) {
            collect(component.path("components"), fields);
            String key = component.path("key").asText("");
            boolean input = !key.isEmpty()
                    && !component.path("disabled").asBoolean(false)
                    && !component.path("readonly").asBoolean(false);
            if (input) {
                List<String> choices = new ArrayList<>();
                component
                        .path("values")
                        .forEach(choice -> choices.add(choice.path("value").asText()));
                fields.add(new FormField(
                        key,
                        component.path("label").asText(key),
                        component.path("type").asText(""),
                        component.path("validate").path("required").asBoolean(false)
                                ? FormField.Requirement.MANDATORY
                                : FormField.Requirement.OPTIONAL,
                        choices));
            }
        }
    }

    private WaitingTask waiting(JsonNode task, Map<String, String> business) {
        String process = task.path("processInstanceId").asText("");
        return new WaitingTask(
                task.path("id").asText(),
                task.path("taskDefinitionKey").asText(),
                task.path("name").asText(task.path("taskDefinitionKey").asText()),
                task.path("description").asText(""),
                text(task.path("assignee")),
                time(task.path("created")).orElse(Instant.EPOCH),
                time(task.path("due")),
                process,
                process.isEmpty() ? "" : business.computeIfAbsent(process, this::businessKey));
    }

    /** Not everybody who may see a task may read its process instance; the task list works without. */
    private String businessKey(String process) {
        try {
            JsonNode instance = api.get(BASE + "/process-instance/" + ApiClient.escape(process), TREE);
            return text(instance.path("businessKey")).orElse("");
        } catch (ApiRefused e) {
            return "";
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            return text(node).map(value -> Instant.from(ENGINE_TIME.parse(value)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A task that is gone is told in the words of the task list. */
    private static <T> T about(String id, Supplier<T> question) {
        try {
            return question.get();
        } catch (ApiRefused e) {
            if (e.status() == 404) {
                throw new ApiRefused(ApiProblem.of(
                        404,
                        "There is no task " + id
                                + ": it is done or was withdrawn. 'muster task list' shows what waits."));
            }
            throw e;
        }
    }
}
