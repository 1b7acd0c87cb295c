package org.muster.webapp.orchestration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.muster.processes.ProcessKey;
import org.springframework.stereotype.Component;

/** Where processes are, for pages that show it: open tasks, and the places of the tokens in the models. */
@Component
public class Whereabouts {
    /** Tasks shown at most, the oldest first. */
    private static final int MAX_TASKS = 200;

    private static final int MAX_TOKENS = 1_000;

    private final TaskService tasks;
    private final RepositoryService models;
    private final HistoryService history;
    private final org.camunda.bpm.engine.RuntimeService runtime;

    Whereabouts(
            TaskService tasks,
            RepositoryService models,
            HistoryService history,
            org.camunda.bpm.engine.RuntimeService runtime) {
        this.tasks = tasks;
        this.models = models;
        this.history = history;
        this.runtime = runtime;
    }

    /** Open tasks of one campaign or workflow. */
    public List<OpenTask> tasks(String businessKey) {
        return list(tasks.createTaskQuery().processInstanceBusinessKey(businessKey));
    }

    /** Everything that waits for somebody. */
    public List<OpenTask> tasks() {
        return list(tasks.createTaskQuery());
    }

    /** What a person may do: their own tasks, and those of their groups. */
    public List<OpenTask> tasksFor(String person, List<String> groups) {
        TaskQuery query = tasks.createTaskQuery().or().taskAssignee(person);
        return list(
                (groups.isEmpty() ? query : query.taskCandidateGroupIn(groups).includeAssignedTasks()).endOr());
    }

    /** The BPMN text of the newest version. */
    public Optional<String> model(ProcessKey key) {
        return Optional.ofNullable(models.createProcessDefinitionQuery()
                        .processDefinitionKey(key.key())
                        .latestVersion()
                        .singleResult())
                .map(ProcessDefinition::getId)
                .map(this::read);
    }

    /** Activities of this model where the campaign or workflow is now, with the number of tokens there. */
    public Map<String, Long> active(ProcessKey key, String businessKey) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(newest(key, businessKey))
                .unfinished()
                .listPage(0, MAX_TOKENS)
                .stream()
                .collect(Collectors.groupingBy(
                        HistoricActivityInstance::getActivityId, TreeMap::new, Collectors.counting()));
    }

    /** Activities of this model that are behind it. */
    public List<String> passed(ProcessKey key, String businessKey) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(newest(key, businessKey))
                .finished()
                .listPage(0, MAX_TOKENS)
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .distinct()
                .toList();
    }

    private String newest(ProcessKey key, String businessKey) {
        List<ProcessInstance> running = runtime.createProcessInstanceQuery()
                .processDefinitionKey(key.key())
                .processInstanceBusinessKey(businessKey)
                .listPage(0, 1);
        if (!running.isEmpty()) {
            return running.get(0).getId();
        }
        return history
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(key.key())
                .processInstanceBusinessKey(businessKey)
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .map(org.camunda.bpm.engine.history.HistoricProcessInstance::getId)
                .findFirst()
                .orElse("none");
    }

    private List<OpenTask> list(TaskQuery query) {
        return query.orderByTaskCreateTime().asc().listPage(0, MAX_TASKS).stream()
                .map(this::open)
                .toList();
    }

    private OpenTask open(Task task) {
        String about = Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .singleResult())
                .map(ProcessInstance::getBusinessKey)
                .orElse("");
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new OpenTask(
                task.getId(),
                Objects.requireNonNullElse(task.getName(), task.getTaskDefinitionKey()),
                task.getTaskDefinitionKey(),
                about,
                Optional.ofNullable(task.getAssignee()),
                groups,
                task.getCreateTime().toInstant(),
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant));
    }

    private String read(String definition) {
        try (InputStream model = models.getProcessModel(definition)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
