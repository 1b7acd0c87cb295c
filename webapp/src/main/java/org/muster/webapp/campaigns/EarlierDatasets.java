package org.muster.webapp.campaigns;

import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.workflows.CampaignDatasets;
import org.muster.webapp.workflows.CampaignRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Writes down the datasets of campaigns that were filed before they were written down. */
@Component
final class EarlierDatasets implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierDatasets.class);

    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final CampaignDatasets datasets;
    private final CampaignRules rules;

    EarlierDatasets(Campaigns campaigns, CampaignPlans plans, CampaignDatasets datasets, CampaignRules rules) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.datasets = datasets;
        this.rules = rules;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (Campaign campaign : campaigns.withoutDatasets()) {
            try {
                datasets.reserve(campaign.id(), DatasetsOfRequest.of(plans.request(campaign), rules));
            } catch (ApiRefused e) {
                LOG.warn("The datasets of campaign {} are not known: {}", campaign.id(), e.getMessage());
            }
        }
    }
}
