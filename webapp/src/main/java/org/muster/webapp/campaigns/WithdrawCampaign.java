package org.muster.webapp.campaigns;

import java.util.List;
import org.muster.domain.campaign.CampaignEnding;
import org.muster.domain.campaign.CampaignId;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.muster.webapp.workflows.WithdrawWorkflow;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;

/** The way out for a campaign whose process cannot go on: it ends with all its workflows that still run, and its log says why. */
@Component
class WithdrawCampaign {
    /** A campaign has fewer workflows than this. */
    private static final int MAX_WORKFLOWS = 100_000;

    private final Campaigns campaigns;
    private final Workflows workflows;
    private final WithdrawWorkflow withdraw;
    private final CampaignProcess process;
    private final ShifterLog log;

    WithdrawCampaign(
            Campaigns campaigns,
            Workflows workflows,
            WithdrawWorkflow withdraw,
            CampaignProcess process,
            ShifterLog log) {
        this.campaigns = campaigns;
        this.workflows = workflows;
        this.withdraw = withdraw;
        this.process = process;
        this.log = log;
    }

    void withdraw(CampaignId id, Person person, String reason) {
        WithdrawWorkflow.requireReason(reason);
        Campaign campaign = campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
        if (!campaign.open()) {
            throw RefusedRequest.conflict("Campaign " + id + " is " + campaign.status() + " already.");
        }
        withdraw.withdraw(live(id), person, reason, () -> {
            // From here on no slice is started.
            campaigns.lock(id);
            List<Workflow> live = live(id);
            process.withdraw(id, live.stream().map(Workflow::id).toList(), person.name() + ": " + reason);
            campaigns.end(id, CampaignEnding.WITHDRAW);
            log.write(id, person.name(), "The campaign is withdrawn: " + reason);
            return live;
        });
    }

    private List<Workflow> live(CampaignId id) {
        return workflows.list(Workflows.Choice.ofCampaign(id, MAX_WORKFLOWS)).stream()
                .filter(workflow -> !workflow.state().terminal())
                .toList();
    }
}
