package org.muster.webapp.orchestration;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.identity.User;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.identity.Role;
import org.muster.processes.Gate;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.campaigns.CampaignPlans;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.identity.Person;
import org.springframework.stereotype.Component;

/** What a decision changes besides the way of the process: shifter, plan, code version. */
@Component
class GateEffects {
    private static final int MOST_RUNNING_JOBS = 100_000;

    /** Names of possible shifters in a message, at most. */
    private static final int MAX_NAMED = 20;

    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final IdentityService identities;

    GateEffects(Campaigns campaigns, CampaignPlans plans, IdentityService identities) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.identities = identities;
    }

    void apply(Gate gate, DelegateTask task, Person decider, String comment) {
        switch (gate) {
            case APPOINT_SHIFTER -> appoint(campaign(task), task);
            case EDIT_PLAN -> editPlan(campaign(task), task);
            case CORRECT_REQUEST -> correctCodeTag(campaign(task), task);
            case DECIDE_PAUSED_WORKFLOW -> {
                task.getExecution().setVariable(Keys.STEERED_BY, decider.name());
                task.getExecution().setVariable(Keys.STEERED_WHY, comment);
            }
            case CLOSE_CAMPAIGN -> nameARow(task);
            default -> {
                // The answer alone says where the process goes.
            }
        }
    }

    private void appoint(CampaignId campaign, DelegateTask task) {
        String shifter = Keys.text(task, Variable.SHIFTER.variable());
        List<User> shifters =
                identities.createUserQuery().memberOfGroup(Role.SHIFTER.group()).listPage(0, 1000);
        if (shifters.stream().noneMatch(user -> user.getId().equals(shifter))) {
            throw new RefusedAtGate("\"" + shifter + "\" is not one of the shifters who have signed in so far: "
                    + shifters.stream()
                            .map(User::getId)
                            .sorted()
                            .limit(MAX_NAMED)
                            .toList());
        }
        campaigns.appoint(campaign, shifter);
    }

    /** The model makes a list of the row even when the campaign closes, and a list that holds nothing cannot be kept. */
    private static void nameARow(DelegateTask task) {
        if (Keys.number(task, Variable.REPEAT_ROW.variable()).isEmpty()) {
            task.setVariable(Variable.REPEAT_ROW.variable(), 1);
        }
    }

    private void editPlan(CampaignId campaign, DelegateTask task) {
        int jobs = Keys.number(task, Variable.MAX_RUNNING_JOBS.variable())
                .orElseGet(() -> campaigns.find(campaign).orElseThrow().maxRunningJobs());
        if (jobs < 1 || jobs > MOST_RUNNING_JOBS) {
            throw new RefusedAtGate("The number of running jobs is from 1 to " + MOST_RUNNING_JOBS + ".");
        }
        campaigns.revisePlan(campaign, jobs);
        showPlan(campaign, task);
    }

    private void correctCodeTag(CampaignId campaign, DelegateTask task) {
        String tag = Keys.text(task, Variable.CODE_VERSION.variable());
        if (tag.isEmpty()) {
            return;
        }
        if (!tag.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new RefusedAtGate("The code version is a tag such as v1.0.0.");
        }
        campaigns.correctCodeTag(campaign, tag);
        showPlan(campaign, task);
    }

    /** Reads the request again, which also refuses a correction that makes it worse. */
    private void showPlan(CampaignId campaign, DelegateTask task) {
        try {
            task.setVariable(Variable.PLAN_TEXT.variable(), LongText.of(plans.text(campaign)));
        } catch (ApiRefused e) {
            throw new RefusedAtGate(e.problem().title() + " "
                    + e.problem().problems().stream().map(Object::toString).toList());
        }
    }

    private static CampaignId campaign(DelegateTask task) {
        return Keys.campaign(task).orElseThrow(() -> new IllegalStateException("a campaign's task without campaignId"));
    }
}
