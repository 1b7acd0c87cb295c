package org.muster.webapp.orchestration;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.muster.domain.identity.EngineName;
import org.springframework.stereotype.Component;

/** Asks the engine for open tasks. */
@Component
class EngineTasks implements WaitingTasks {
    private final TaskService tasks;
    private final RuntimeService runtime;

    EngineTasks(TaskService tasks, RuntimeService runtime) {
        this.tasks = tasks;
        this.runtime = runtime;
    }

    @Override
    public List<WaitingTask> of(String user, Set<String> groups) {
        TaskQuery query = tasks.createTaskQuery().or().taskAssignee(EngineName.of(user));
        if (!groups.isEmpty()) {
            query = query.taskCandidateGroupIn(List.copyOf(groups));
        }
        List<Task> found = query.endOr().orderByTaskCreateTime().asc().listPage(0, MAX_TASKS);
        Set<String> instances = found.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, String> subjects = instances.isEmpty()
                ? Map.of()
                : runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return found.stream()
                .map(task -> waiting(task, subjects.getOrDefault(task.getProcessInstanceId(), "")))
                .toList();
    }

    private WaitingTask waiting(Task task, String subject) {
        List<String> candidates = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new WaitingTask(
                task.getId(),
                Objects.requireNonNullElse(task.getName(), task.getTaskDefinitionKey()),
                subject,
                task.getCreateTime().toInstant(),
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant),
                Optional.ofNullable(task.getAssignee()),
                candidates);
    }
}
