package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.muster.domain.campaign.CampaignEnding;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStep;
import org.muster.processes.CampaignMove;
import org.muster.processes.Variable;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.campaigns.ShifterLog;
import org.springframework.stereotype.Component;

/** Called {@code campaignLife} in the models: the campaign's row follows its process from step to step. */
@Component("campaignLife")
public class CampaignLife {
    private static final String PLATFORM = "muster";

    private final Campaigns campaigns;
    private final ShifterLog log;
    private final Gates gates;

    CampaignLife(Campaigns campaigns, ShifterLog log, Gates gates) {
        this.campaigns = campaigns;
        this.log = log;
        this.gates = gates;
    }

    /** @param place name of a {@link CampaignMove} */
    public void move(DelegateExecution execution, String place) {
        CampaignId campaign = Keys.campaign(execution)
                .orElseThrow(() -> new IllegalStateException("a campaign process without its key"));
        execution.setVariable(Variable.STEP_REACHED.variable(), "");
        CampaignMove.valueOf(place).step().ifPresentOrElse(step -> enter(campaign, step), () -> close(campaign));
    }

    private void enter(CampaignId campaign, CampaignStep step) {
        campaigns.enter(campaign, step);
        log.write(campaign, PLATFORM, "Step " + step.toString().replace('_', ' ') + " begins.");
    }

    private void close(CampaignId campaign) {
        campaigns.end(campaign, CampaignEnding.CLOSE);
        log.write(campaign, PLATFORM, "The campaign is closed.");
    }

    /** The process of a step has come to its own end. */
    public void reach(DelegateExecution execution, String step) {
        execution.setVariable(Variable.STEP_REACHED.variable(), step);
    }

    /** A step whose process ended anywhere else is not done: the campaign stays where it is. */
    public void leave(DelegateExecution execution, String step) {
        if (!execution.isCanceled() && !step.equals(Keys.text(execution, Variable.STEP_REACHED.variable()))) {
            throw new IllegalStateException("the step " + step + " is left before its end");
        }
    }

    public void recordDecision(DelegateTask task) {
        gates.record(task);
    }
}
