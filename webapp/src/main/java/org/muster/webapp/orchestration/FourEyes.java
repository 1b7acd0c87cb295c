package org.muster.webapp.orchestration;

import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Gate;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.campaigns.Decisions;
import org.muster.webapp.identity.Person;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;

/**
 * Nobody approves what they asked for, wrote or run themselves, and of two approvals of the same thing nobody gives both,
 * whatever groups they are in. Who that was is in our tables, never in the process.
 */
@Component
class FourEyes {
    /** Gates that are asked together, of two groups. */
    private static final Map<Gate, Gate> TOGETHER = Map.of(
            Gate.APPROVE_PLAN_PRODUCTION, Gate.APPROVE_PLAN_DATA_MANAGEMENT,
            Gate.APPROVE_PLAN_DATA_MANAGEMENT, Gate.APPROVE_PLAN_PRODUCTION,
            Gate.VALIDATE_TEST_PRODUCTION, Gate.VALIDATE_TEST_DATA_MANAGEMENT,
            Gate.VALIDATE_TEST_DATA_MANAGEMENT, Gate.VALIDATE_TEST_PRODUCTION);

    /** Gates whose answer is what the approval is about. */
    private static final Map<Gate, Gate> WRITTEN_AT = Map.of(
            Gate.APPROVE_PLAN_PRODUCTION, Gate.EDIT_PLAN,
            Gate.APPROVE_PLAN_DATA_MANAGEMENT, Gate.EDIT_PLAN,
            Gate.VALIDATE_TEST_PRODUCTION, Gate.REVIEW_TEST,
            Gate.VALIDATE_TEST_DATA_MANAGEMENT, Gate.REVIEW_TEST);

    private final Campaigns campaigns;
    private final Workflows workflows;
    private final Decisions decisions;

    FourEyes(Campaigns campaigns, Workflows workflows, Decisions decisions) {
        this.campaigns = campaigns;
        this.workflows = workflows;
        this.decisions = decisions;
    }

    void require(Gate gate, Optional<CampaignId> campaign, Optional<WorkflowId> workflow, Person decider) {
        if (workflow.isPresent()) {
            String owner = workflows
                    .find(workflow.get())
                    .map(Workflow::draft)
                    .orElseThrow()
                    .owner();
            refuse(approval(gate) && owner.equals(decider.name()), "You asked for this yourself");
            return;
        }
        campaign.ifPresent(id -> require(gate, campaigns.find(id).orElseThrow(), decider.name()));
    }

    private void require(Gate gate, Campaign campaign, String decider) {
        if (gate.roles().contains(Role.REQUESTER) && !campaign.requester().equals(decider)) {
            throw new RefusedAtGate("Only " + campaign.requester() + ", who filed the request, can answer here.");
        }
        if (!approval(gate)) {
            return;
        }
        refuse(campaign.requester().equals(decider), "You asked for this yourself");
        refuse(campaign.shifter().filter(decider::equals).isPresent(), "You run this campaign as its shifter");
        refuse(wrote(gate, campaign.id(), decider), "You wrote what is to be approved");
        campaigns.lock(campaign.id());
        refuse(gaveTheOther(gate, campaign.id(), decider), "You gave the other of the two approvals");
    }

    private boolean wrote(Gate gate, CampaignId campaign, String decider) {
        return Optional.ofNullable(WRITTEN_AT.get(gate))
                .flatMap(writing -> decisions.lastDecider(campaign, writing.key()))
                .filter(decider::equals)
                .isPresent();
    }

    /** Both gates are answered once in each round, so the other was answered in this one if it is ahead; under a lock. */
    private boolean gaveTheOther(Gate gate, CampaignId campaign, String decider) {
        return Optional.ofNullable(TOGETHER.get(gate))
                .filter(other -> decisions.count(campaign, other.key()) > decisions.count(campaign, gate.key()))
                .flatMap(other -> decisions.lastDecider(campaign, other.key()))
                .filter(decider::equals)
                .isPresent();
    }

    private static boolean approval(Gate gate) {
        return gate.answers().contains("approve") || gate == Gate.CLOSE_CAMPAIGN;
    }

    private static void refuse(boolean same, String why) {
        if (same) {
            throw new RefusedAtGate(why + ", so somebody else has to decide it.");
        }
    }
}
