package org.muster.domain.subject;

import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/** What a process of the engine, a task or an incident is about. Its text is the business key of such a process. */
public sealed interface Subject {
    record OfCampaign(CampaignId campaign) implements Subject {
        @Override
        public String toString() {
            return campaign.toString();
        }
    }

    record OfWorkflow(WorkflowId id) implements Subject {
        @Override
        public String toString() {
            return id.toString();
        }
    }

    record OfStage(StageRef stage) implements Subject {
        @Override
        public String toString() {
            return stage.toString();
        }
    }

    record OfProposal(ProposalId proposal) implements Subject {
        @Override
        public String toString() {
            return proposal.toString();
        }
    }

    /** Prints as {@code n12}. */
    record OfIncident(int number) implements Subject {
        @Override
        public String toString() {
            return "n" + number;
        }
    }

    /** What has a name and no number, such as a storage. */
    record Named(String name) implements Subject {
        @Override
        public String toString() {
            return name;
        }
    }

    Pattern NUMBERED = Pattern.compile("[cwpn][1-9][0-9]{0,8}|w[1-9][0-9]{0,8}s[1-9][0-9]{0,8}");

    static Subject parse(String text) {
        if (!NUMBERED.matcher(text).matches()) {
            return new Named(text);
        }
        try {
            return switch (text.charAt(0)) {
                case 'c' -> new OfCampaign(CampaignId.parse(text));
                case 'p' -> new OfProposal(ProposalId.parse(text));
                case 'n' -> new OfIncident(Integer.parseInt(text, 1, text.length(), 10));
                default ->
                    text.indexOf('s') < 0 ? new OfWorkflow(WorkflowId.parse(text)) : new OfStage(StageRef.parse(text));
            };
        } catch (IllegalArgumentException e) {
            // A number that no workflow or stage can have.
            return new Named(text);
        }
    }

    /** The workflow that it is, or belongs to. */
    default Optional<WorkflowId> workflow() {
        if (this instanceof OfStage of) {
            return Optional.of(of.stage().workflow());
        }
        return this instanceof OfWorkflow of ? Optional.of(of.id()) : Optional.empty();
    }
}
