package org.muster.webapp.campaigns;

import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.Incident;
import org.muster.webapp.incidents.TakeIncidents;
import org.muster.webapp.workflows.CampaignRules;
import org.muster.webapp.workflows.ReservedDatasets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Writes down the datasets of campaigns that were filed before they were written down. Each campaign alone: one that cannot be
 * read is an incident, and keeps neither the others nor the webapp from their work.
 */
@Component
final class EarlierDatasets implements ApplicationRunner {
    static final String SOURCE = "datasets";
    private static final Logger LOG = LoggerFactory.getLogger(EarlierDatasets.class);

    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final ReservedDatasets datasets;
    private final CampaignRules rules;
    private final TakeIncidents incidents;

    EarlierDatasets(
            Campaigns campaigns,
            CampaignPlans plans,
            ReservedDatasets datasets,
            CampaignRules rules,
            TakeIncidents incidents) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.datasets = datasets;
        this.rules = rules;
        this.incidents = incidents;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        campaigns.withoutDatasets().forEach(this::writeDown);
    }

    private void writeDown(CampaignId id) {
        try {
            Campaign campaign = campaigns.find(id).orElseThrow();
            datasets.reserve(id, DatasetsOfRequest.of(plans.request(campaign), rules));
            incidents.over(List.of(new Incident(SOURCE, id.toString(), "")), SOURCE);
        } catch (RuntimeException e) {
            LOG.error("The datasets of campaign {} are not known", id, e);
            incidents.told(List.of(new Incident(SOURCE, id.toString(), reason(e))), SOURCE);
        }
    }

    private static String reason(RuntimeException problem) {
        return "Its datasets are not kept from others, because it cannot be read; the next start of the webapp tries again: "
                + problem.getMessage();
    }
}
