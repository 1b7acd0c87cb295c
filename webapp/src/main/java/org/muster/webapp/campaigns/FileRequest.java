package org.muster.webapp.campaigns;

import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.failure.Problem;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.http.Refusal;
import org.muster.webapp.identity.Person;
import org.muster.webapp.plans.Plan;
import org.muster.webapp.requests.ProductionRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a production request: it becomes a campaign, with its log and its process. */
@Component
public class FileRequest {
    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final ShifterLog log;
    private final CampaignProcess process;

    FileRequest(Campaigns campaigns, CampaignPlans plans, ShifterLog log, CampaignProcess process) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.log = log;
        this.process = process;
    }

    @Transactional
    public CampaignId file(RequestSubmission submission, Person requester) {
        ProductionRequest request = plans.read(submission);
        if (campaigns.hasName(request.name())) {
            throw Refusal.invalid(
                    "The request has a problem.",
                    List.of(Problem.at("name", "is the name of another campaign", "choose a new name")));
        }
        CampaignId id = campaigns.add(request, submission.request(), requester.name(), submission.jobscripts());
        log.write(id, requester.name(), "Filed the production request " + request.name() + ".");
        process.start(campaigns.find(id).orElseThrow(), Plan.of(request), plans.text(id));
        return id;
    }
}
