package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.RuntimeService;
import org.muster.processes.ProcessKey;

/** Running processes by what they are about. */
final class Instances {
    private Instances() {}

    /** With those that they called; nothing of ours is told: whoever asks for it sees to our tables. */
    static void remove(RuntimeService runtime, ProcessKey process, String businessKey, String reason) {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(process.key())
                .processInstanceBusinessKey(businessKey)
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), reason, true, true, true, false));
    }
}
