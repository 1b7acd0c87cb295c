package org.muster.webapp.orchestration;

import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.subject.Subject;
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
        return new Subject.OfIncident(incident).toString();
    }

    static Optional<Integer> incident(DelegateExecution execution) {
        return subject(execution) instanceof Subject.OfIncident of ? Optional.of(of.number()) : Optional.empty();
    }

    static Optional<CampaignId> campaign(DelegateExecution execution) {
        return subject(execution) instanceof Subject.OfCampaign of ? Optional.of(of.campaign()) : Optional.empty();
    }

    static Optional<WorkflowId> workflow(DelegateExecution execution) {
        return subject(execution) instanceof Subject.OfWorkflow of ? Optional.of(of.id()) : Optional.empty();
    }

    static Optional<WorkflowId> workflow(ProcessInstance process) {
        return subject(process.getBusinessKey()).workflow();
    }

    static Optional<ProposalId> proposal(DelegateExecution execution) {
        return subject(execution) instanceof Subject.OfProposal of ? Optional.of(of.proposal()) : Optional.empty();
    }

    /** By the business key of its process, which nobody can change, not by its variables. */
    private static Subject subject(DelegateExecution execution) {
        return subject(execution.getProcessBusinessKey());
    }

    private static Subject subject(@Nullable String businessKey) {
        return Subject.parse(Objects.requireNonNullElse(businessKey, ""));
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
