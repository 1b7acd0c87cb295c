package org.muster.webapp.campaigns;

import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.identity.Person;
import org.muster.webapp.plans.Plan;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.Reading;
import org.muster.webapp.workflows.CampaignRules;
import org.muster.webapp.workflows.ReservedDatasets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a production request: it becomes a campaign, with its log and its process. */
@Component
public class FileRequest {
    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final RequestDoor door;
    private final ReservedDatasets datasets;
    private final CampaignRules rules;
    private final ShifterLog log;
    private final CampaignProcess process;

    FileRequest(
            Campaigns campaigns,
            CampaignPlans plans,
            RequestDoor door,
            ReservedDatasets datasets,
            CampaignRules rules,
            ShifterLog log,
            CampaignProcess process) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.door = door;
        this.datasets = datasets;
        this.rules = rules;
        this.log = log;
        this.process = process;
    }

    /** The plan that the request would get. Outside of any transaction, because catalogues are asked; to be called before {@link #file}. */
    PlanView check(RequestSubmission submission, Person requester) {
        Reading.Sound reading = plans.read(submission);
        door.check(reading.request(), requester);
        return plans.check(reading);
    }

    @Transactional
    public CampaignId file(RequestSubmission submission, Person requester) {
        ProductionRequest request = plans.read(submission).request();
        campaigns.lockNames();
        door.checkNames(request);
        CampaignId id = campaigns.add(request, submission, requester.name());
        datasets.reserve(id, DatasetsOfRequest.of(request, rules));
        log.write(id, requester.name(), "Filed the production request " + request.name() + ".");
        process.start(campaigns.find(id).orElseThrow(), Plan.of(request, Map.of()), plans.text(id));
        return id;
    }
}
