package org.muster.webapp.campaigns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.plans.Plan;
import org.muster.webapp.plans.PlanText;
import org.muster.webapp.plans.PlanViews;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.Reading;
import org.muster.webapp.requests.RequestReader;
import org.muster.webapp.samples.FrozenSamples;
import org.muster.webapp.workflows.CampaignRules;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;

/** Requests and plans of campaigns; always made from the text of the request, which is the only record of what was asked. */
@Component
public class CampaignPlans {
    /** Requests that stay read; a page of the others reads the text again. */
    private static final int MAX_REQUESTS = 200;

    private final Campaigns campaigns;
    private final Workflows workflows;
    private final FrozenSamples samples;
    private final RequestReader reader;
    private final Cache<Filed, ProductionRequest> requests =
            Caffeine.newBuilder().maximumSize(MAX_REQUESTS).build();

    private record Filed(CampaignId campaign, String text) {}

    CampaignPlans(Campaigns campaigns, Workflows workflows, FrozenSamples samples, CampaignRules rules) {
        this.samples = samples;
        this.campaigns = campaigns;
        this.workflows = workflows;
        this.reader = new RequestReader(rules.maxCounters());
    }

    Reading.Sound read(RequestSubmission submission) {
        return sound(reader.read(submission));
    }

    private static Reading.Sound sound(Reading reading) {
        if (reading instanceof Reading.Unsound unsound) {
            int count = unsound.problems().size();
            throw RefusedRequest.invalid(
                    count == 1 ? "The request has a problem." : "The request has " + count + " problems.",
                    unsound.problems());
        }
        return (Reading.Sound) reading;
    }

    /** Read once as long as its text stays: a revision has the jobscripts that the text names. */
    public ProductionRequest request(Campaign campaign) {
        return requests.get(
                new Filed(campaign.id(), campaign.request()),
                filed -> with(filed.text(), campaigns.jobscripts(filed.campaign())));
    }

    /**
     * The text of a request that was filed, with these jobscripts.
     *
     * @throws org.muster.protocol.http.ApiRefused with every problem
     */
    ProductionRequest with(String filed, Map<String, String> jobscripts) {
        return sound(reader.readFiled(new RequestSubmission(filed, jobscripts))).request();
    }

    /** Without the rows of samples that are not frozen yet. */
    public Plan plan(Campaign campaign) {
        ProductionRequest request = request(campaign);
        return Plan.of(request, request.storedSamples().isEmpty() ? Map.of() : samples.portions(campaign.id()));
    }

    /** The plan a request would get. */
    PlanView check(Reading.Sound reading) {
        ProductionRequest request = reading.request();
        return PlanViews.of(
                        PlanViews.NOT_FILED,
                        Plan.of(request, Map.of()),
                        1,
                        request.maxRunningJobs(),
                        (purpose, order) -> Optional.empty())
                .with(reading.warnings());
    }

    public PlanView view(CampaignId id) {
        Campaign campaign = campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
        return view(campaign, plan(campaign));
    }

    /** As people see it on their tasks. */
    public String text(CampaignId id) {
        Campaign campaign = campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
        Plan plan = plan(campaign);
        return PlanText.of(plan.request(), view(campaign, plan));
    }

    private PlanView view(Campaign campaign, Plan plan) {
        Map<Workflows.PlanPlace, WorkflowId> made = workflows.made(campaign.id());
        return PlanViews.of(
                campaign.id(),
                plan,
                campaign.planRevision(),
                campaign.maxRunningJobs(),
                (purpose, order) -> Optional.ofNullable(made.get(new Workflows.PlanPlace(purpose, order))));
    }
}
