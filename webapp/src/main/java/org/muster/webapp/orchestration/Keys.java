package org.muster.webapp.orchestration;

import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.WorkflowId;

/** Names of process instances and of the variables that only we write. */
final class Keys {
    /** Who last asked for a pause, a resume or the end, and in which words. */
    static final String STEERED_BY = "steeredBy";

    static final String STEERED_WHY = "steeredWhy";

    /** What the pause that was asked for last is among the events. */
    static final String PAUSED_AS = "pausedAs";

    private Keys() {}

    static String of(WorkflowId workflow) {
        return workflow.toString();
    }

    static String of(CampaignId campaign) {
        return campaign.toString();
    }

    static String of(ProposalId proposal) {
        return proposal.toString();
    }

    static String ofIncident(int incident) {
        return "n" + incident;
    }

    static Optional<Integer> incident(DelegateExecution execution) {
        return numbered("n", execution);
    }

    /** The campaign that a process is about; by its business key, which nobody can change, not by its variables. */
    static Optional<CampaignId> campaign(DelegateExecution execution) {
        return numbered("c", execution).map(CampaignId::new);
    }

    static Optional<WorkflowId> workflow(DelegateExecution execution) {
        return numbered("w", execution).map(WorkflowId::new);
    }

    static Optional<WorkflowId> workflow(ProcessInstance process) {
        return numbered("w", process.getBusinessKey()).map(WorkflowId::new);
    }

    static Optional<ProposalId> proposal(DelegateExecution execution) {
        return numbered("p", execution).map(ProposalId::new);
    }

    private static Optional<Integer> numbered(String kind, DelegateExecution execution) {
        return numbered(kind, execution.getProcessBusinessKey());
    }

    private static Optional<Integer> numbered(String kind, @Nullable String businessKey) {
        String key = Objects.requireNonNullElse(businessKey, "");
        return key.matches(kind + "[0-9]{1,9}") ? Optional.of(Integer.valueOf(key.substring(1))) : Optional.empty();
    }

    /** Empty if there is none, or an empty text. */
    static String text(VariableScope scope, String name) {
        Object value = scope.getVariable(name);
        return value == null ? "" : value.toString().strip();
    }

    /** The same, but with the blanks around it. */
    static String asWritten(VariableScope scope, String name) {
        Object value = scope.getVariable(name);
        String text = value == null ? "" : value.toString();
        return text.isBlank() ? "" : text;
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
