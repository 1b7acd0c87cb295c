package org.muster.webapp.orchestration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.muster.domain.identity.EngineName;
import org.muster.processes.Gate;
import org.muster.processes.GateField;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.TaskDetail;
import org.muster.protocol.platform.TaskField;
import org.muster.protocol.platform.TaskRow;
import org.muster.webapp.http.Paging;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.springframework.stereotype.Component;

/** The tasks that are open: what waits for a person, and all there is to know about one. */
@Component
public class WaitingTasks {
    /** Tasks of a page at most: the groups of each are a question of their own. */
    private static final int MAX_TASKS = 500;

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final FormService forms;

    WaitingTasks(TaskService tasks, RuntimeService runtime, FormService forms) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.forms = forms;
    }

    /**
     * Tasks that are this person's, or of one of their groups; the oldest first.
     *
     * @param filters any of subject, gate, after, limit
     */
    public Page<TaskRow> of(Person person, Map<String, String> filters) {
        int limit = Math.min(Paging.limit(filters), MAX_TASKS);
        TaskPlace after = TaskPlace.parse(filters.getOrDefault("after", ""));
        TaskQuery query = query(person, filters)
                .taskCreatedAfter(after.justBefore())
                .orderByTaskCreateTime()
                .asc()
                .orderByTaskId()
                .asc();
        List<Task> found = new ArrayList<>();
        List<Task> read;
        int from = 0;
        do {
            read = query.listPage(from, limit);
            read.stream().filter(after::isBefore).limit(limit - found.size()).forEach(found::add);
            from += limit;
        } while (read.size() == limit && found.size() < limit);
        return new Page<>(
                rows(found),
                found.size() < limit
                        ? Optional.empty()
                        : Optional.of(TaskPlace.of(found.get(limit - 1)).toString()));
    }

    /** @throws org.muster.protocol.http.ApiRefused if there is none, or no longer */
    public TaskDetail task(String id) {
        try {
            Task task = find(id).orElseThrow(() -> RefusedRequest.notFound("task " + id));
            return new TaskDetail(
                    rows(List.of(task)).get(0),
                    Objects.requireNonNullElse(task.getDescription(), ""),
                    evidence(id),
                    Gate.ofKey(key(task)).map(gate -> fields(gate, id)).orElse(List.of()));
        } catch (ProcessEngineException e) {
            throw find(id).isPresent() ? e : RefusedRequest.notFound("task " + id);
        }
    }

    private Optional<Task> find(String id) {
        return Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult());
    }

    private TaskQuery query(Person person, Map<String, String> filters) {
        TaskQuery query = tasks.createTaskQuery().or().taskAssignee(EngineName.of(person.name()));
        if (!person.groups().isEmpty()) {
            query.taskCandidateGroupIn(person.groups());
        }
        query = query.endOr();
        String subject = filters.getOrDefault("subject", "");
        if (!subject.isEmpty()) {
            query.processInstanceBusinessKey(subject);
        }
        String gate = filters.getOrDefault("gate", "");
        return gate.isEmpty() ? query : query.taskDefinitionKey(gate);
    }

    private List<TaskRow> rows(List<Task> found) {
        Set<String> instances = found.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, String> subjects = instances.isEmpty()
                ? Map.of()
                : runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return found.stream()
                .map(task -> row(task, Optional.ofNullable(subjects.get(task.getProcessInstanceId()))))
                .toList();
    }

    private TaskRow row(Task task, Optional<String> subject) {
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new TaskRow(
                task.getId(),
                key(task),
                Objects.requireNonNullElse(task.getName(), key(task)),
                subject,
                task.getCreateTime().toInstant(),
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant),
                Optional.ofNullable(task.getAssignee()),
                groups);
    }

    private static String key(Task task) {
        return Objects.requireNonNullElse(task.getTaskDefinitionKey(), "");
    }

    private Map<String, String> evidence(String id) {
        VariableMap variables = tasks.getVariablesTyped(id, false);
        Map<String, String> known = new HashMap<>();
        for (String name : variables.keySet()) {
            TypedValue value = variables.getValueTyped(name);
            Optional.ofNullable(
                            value instanceof SerializableValue structured
                                    ? structured.getValueSerialized()
                                    : value.getValue())
                    .ifPresent(plain -> known.put(name, plain.toString()));
        }
        return known;
    }

    /** What the gate takes, under the names that its form gives it. */
    private List<TaskField> fields(Gate gate, String id) {
        Map<String, String> labels = new HashMap<>();
        try (InputStream form = forms.getDeployedTaskForm(id)) {
            Json.mapper()
                    .readTree(form)
                    .findParents("key")
                    .forEach(field -> labels.put(
                            field.path("key").asText(), field.path("label").asText("")));
        } catch (IOException e) {
            throw new UncheckedIOException("the form of " + gate.key(), e);
        }
        return gate.fields().stream()
                .map(field -> field(field, labels.getOrDefault(field.variable().variable(), "")))
                .toList();
    }

    private static TaskField field(GateField field, String label) {
        return new TaskField(
                field.variable().variable(),
                label,
                field.need() == GateField.Need.MANDATORY ? TaskField.Need.MANDATORY : TaskField.Need.OPTIONAL,
                GateAnswers.takes(field),
                field.kind() instanceof GateField.Choice choice ? choice.answers() : List.of());
    }
}
