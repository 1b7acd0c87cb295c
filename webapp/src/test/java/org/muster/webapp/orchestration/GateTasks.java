package org.muster.webapp.orchestration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.muster.domain.identity.Role;
import org.muster.processes.Gate;
import org.springframework.boot.test.context.TestComponent;

/** A task at each gate, as the models offer it, of a campaign that is nobody's. */
@TestComponent
public class GateTasks {
    private final RepositoryService models;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final TaskService tasks;

    GateTasks(RepositoryService models, RuntimeService runtime, ManagementService management, TaskService tasks) {
        this.models = models;
        this.runtime = runtime;
        this.management = management;
        this.tasks = tasks;
    }

    /** @param process what to end when it has been looked at */
    public record Waiting(Gate gate, String task, String process) {}

    /** One at each gate where this role may answer; the requester is rita. */
    public List<Waiting> of(Role role) {
        List<Waiting> all = new ArrayList<>();
        for (Gate gate : Gate.values()) {
            if (gate.roles().contains(role)) {
                all.add(open(gate, role));
            }
        }
        return all;
    }

    public void end(List<Waiting> waiting) {
        waiting.forEach(each -> runtime.deleteProcessInstance(each.process(), "seen", true, true, true, false));
    }

    private Waiting open(Gate gate, Role role) {
        Map<String, Object> variables = new HashMap<>(Map.of(
                "requester",
                "rita",
                "approver",
                role.group(),
                "incidentGroup",
                role.group(),
                "proposalGroup",
                role.group(),
                "proposalQuestion",
                "Do it?",
                "incidentTitle",
                "Look at it"));
        ProcessInstance process = runtime.createProcessInstanceByKey(model(gate))
                .businessKey("gate-table")
                .setVariables(variables)
                .startBeforeActivity(gate.key())
                .execute(true, true);
        management
                .createJobQuery()
                .processInstanceId(process.getId())
                .messages()
                .list()
                .forEach(job -> management.executeJob(job.getId()));
        String task = tasks.createTaskQuery()
                .processInstanceId(process.getId())
                .taskDefinitionKey(gate.key())
                .singleResult()
                .getId();
        return new Waiting(gate, task, process.getId());
    }

    private String model(Gate gate) {
        return models.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(each -> models.getBpmnModelInstance(each.getId()).getModelElementById(gate.key()) != null)
                .map(ProcessDefinition::getKey)
                .findFirst()
                .orElseThrow();
    }
}
