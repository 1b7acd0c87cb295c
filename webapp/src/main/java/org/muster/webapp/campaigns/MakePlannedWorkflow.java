package org.muster.webapp.campaigns;

import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.input.InputSource;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.plans.Plan;
import org.muster.webapp.plans.PlanRow;
import org.muster.webapp.workflows.CampaignRules;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the workflow of one row of a campaign's plan, once: a worker that asks again gets the same one. Its process is a call
 * activity of the campaign's, so none is started here.
 */
@Component
public class MakePlannedWorkflow {
    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final Workflows workflows;
    private final CampaignRules rules;
    private final ShifterLog log;

    MakePlannedWorkflow(
            Campaigns campaigns, CampaignPlans plans, Workflows workflows, CampaignRules rules, ShifterLog log) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.workflows = workflows;
        this.rules = rules;
        this.log = log;
    }

    @Transactional
    public Workflow make(CampaignId id, NewWorkflow wanted) {
        campaigns.lock(id);
        Campaign campaign = campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
        return workflows.made(id, wanted.purpose(), wanted.order()).orElseGet(() -> make(campaign, wanted));
    }

    private Workflow make(Campaign campaign, NewWorkflow wanted) {
        if (!RequestLimits.ROWS.holds(wanted.order())) {
            throw new IllegalArgumentException("rows of a plan are numbered from " + RequestLimits.ROWS);
        }
        boolean inStep = campaign.step().filter(wanted.purpose().step()::equals).isPresent();
        if (!inStep || !campaign.open()) {
            throw RefusedRequest.conflict("Campaign " + campaign.id() + " is in step "
                    + campaign.step().map(Object::toString).orElse("none") + ", where no " + wanted.purpose()
                    + " workflow is made.");
        }
        Plan plan = plans.plan(campaign);
        PlanRow row = plan.row(wanted.purpose(), wanted.order(), repeated(campaign, plan, wanted));
        Workflow workflow = workflows.add(Optional.of(campaign.id()), draft(campaign, plan, row));
        log.write(
                campaign.id(),
                "muster",
                "Made workflow " + workflow.id() + ": " + row.purpose() + " " + row.sample() + ", " + row.inputs()
                        + (workflow.draft().counters().isPresent() ? " counters" : " files")
                        + row.eventsPerJob()
                                .map(events -> " of " + events + " events")
                                .orElse("") + ", scope "
                        + workflow.draft().scope() + ".");
        return workflow;
    }

    private long repeated(Campaign campaign, Plan plan, NewWorkflow wanted) {
        String sample = plan.row(wanted.purpose(), wanted.order(), 0).sample();
        return workflows.repeatedCounters(
                campaign.id(), sample, plan.inputsOfSamples().getOrDefault(sample, 0L));
    }

    private Workflow.Draft draft(Campaign campaign, Plan plan, PlanRow row) {
        WorkflowStages stages =
                new WorkflowStages(plan.request(), campaigns.jobscripts(campaign.id()), campaign.maxRunningJobs());
        boolean test = row.purpose() == WorkflowPurpose.TEST;
        boolean stored = plan.request().sample(row.sample()).stored();
        InputSource inputs = stored
                ? new InputSource.SampleSlice(
                        campaign.id(), row.sample(), row.slice().skip(), row.inputs())
                : new InputSource.Counters(row.inputs());
        return new Workflow.Draft(
                row.purpose(),
                Optional.of(row.order()),
                Optional.of(row.sample()),
                campaign.name() + " " + row.purpose() + " " + row.order() + ": " + row.sample(),
                campaign.shifter().orElse(campaign.requester()),
                test ? rules.testScope() : rules.productionScope(),
                rules.quotaName(),
                inputs.toString(),
                Optional.empty(),
                stored ? Optional.empty() : Optional.of(row.inputs()),
                stored ? 0 : Math.toIntExact(row.slice().skip()),
                row.eventsPerJob(),
                stages.of(row));
    }
}
