package org.muster.webapp.orchestration;

import java.util.stream.Stream;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.muster.domain.identity.Role;
import org.muster.processes.Message;
import org.muster.processes.ProcessKey;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.platform.IncidentRow;
import org.muster.webapp.incidents.IncidentProcess;
import org.springframework.stereotype.Component;

/** One process for each incident that somebody has to look at. */
@Component
class EngineIncidents implements IncidentProcess {
    /** Tries that a worker gets after a person has said "try again". */
    private static final int TRIES = 3;

    private final RuntimeService runtime;
    private final ExternalTaskService tasks;

    EngineIncidents(RuntimeService runtime, ExternalTaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @Override
    public void startIncident(int incident, String title, String text, Role mender) {
        runtime.startProcessInstanceByKey(
                ProcessKey.SET_ASIDE.key(),
                Keys.ofIncident(incident),
                Variables.createVariables()
                        .putValue(Variable.INCIDENT.variable(), incident)
                        .putValue(Variable.INCIDENT_TITLE.variable(), title)
                        .putValue(Variable.INCIDENT_TEXT.variable(), text)
                        .putValue(Variable.INCIDENT_GROUP.variable(), mender.group()));
    }

    @Override
    public void withdrawIncident(int incident) {
        runtime.createMessageCorrelation(Message.WITHDRAWN.message())
                .processInstanceBusinessKey(Keys.ofIncident(incident))
                .correlateAllWithResult();
    }

    /** Agents see the answer by themselves; a worker's task is given out again by the engine. */
    void again(IncidentRow incident) {
        Stream.of(Topic.values())
                .filter(topic -> topic.topic().equals(incident.source()))
                .flatMap(topic ->
                        tasks.createExternalTaskQuery().topicName(topic.topic()).noRetriesLeft().list().stream())
                .filter(task -> incident.subject().equals(task.getBusinessKey()))
                .forEach(task -> tasks.setRetries(task.getId(), TRIES));
    }
}
