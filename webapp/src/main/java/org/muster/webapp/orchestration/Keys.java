package org.muster.webapp.orchestration;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Variable;

/** Names of process instances and of the variables that only we write. */
final class Keys {
    /** Who last asked for a pause, a resume or the end, and in which words. */
    static final String STEERED_BY = "steeredBy";

    static final String STEERED_WHY = "steeredWhy";

    private Keys() {}

    static String of(WorkflowId workflow) {
        return workflow.toString();
    }

    static String of(CampaignId campaign) {
        return campaign.toString();
    }

    static String ofRepairs(int list) {
        return "r" + list;
    }

    static String ofInventory(int proposal) {
        return "i" + proposal;
    }

    static Optional<CampaignId> campaign(VariableScope scope) {
        return number(scope, Variable.CAMPAIGN_ID.variable()).map(CampaignId::new);
    }

    static Optional<WorkflowId> workflow(VariableScope scope) {
        return number(scope, Variable.WORKFLOW_ID.variable()).map(WorkflowId::new);
    }

    /** Empty if there is none, or an empty text. */
    static String text(VariableScope scope, String name) {
        Object value = scope.getVariable(name);
        return value == null ? "" : value.toString().strip();
    }

    /** Forms send numbers as numbers, workers sometimes as texts. */
    static Optional<Integer> number(VariableScope scope, String name) {
        Object value = scope.getVariable(name);
        if (value instanceof Number number) {
            return Optional.of(number.intValue());
        }
        try {
            return value instanceof String text && !text.isBlank()
                    ? Optional.of(Integer.valueOf(text.strip()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            throw new RefusedAtGate(name + " is a number, not \"" + value + "\".");
        }
    }
}
