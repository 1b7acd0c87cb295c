package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs after every story: no part of a model may be left that no story has been through. */
@Order(Integer.MAX_VALUE)
final class CoverageTest {
    @Test
    void everyNodeOfEveryModelWasPassed() {
        TreeSet<String> missing = new TreeSet<>();
        for (Map.Entry<String, BpmnModelInstance> model : Models.bpmn().entrySet()) {
            for (FlowNode node : model.getValue().getModelElementsByType(FlowNode.class)) {
                missing.add(model.getKey() + "/" + node.getId());
            }
        }
        for (HistoricActivityInstance passed : Story.ENGINE
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .finished()
                .list()) {
            missing.remove(passed.getProcessDefinitionKey() + "/" + passed.getActivityId());
        }
        assertThat(missing).isEmpty();
    }
}
