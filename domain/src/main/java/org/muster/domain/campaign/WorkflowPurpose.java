package org.muster.domain.campaign;

import java.util.Locale;

/** Why a campaign submits a workflow; decides its scope, its size and the step it belongs to. */
public enum WorkflowPurpose {
    /** About ten jobs of one or two events in scope usertests. */
    TEST(CampaignStep.TEST),
    /** One small workflow in the final configuration, before the sample itself. */
    PILOT(CampaignStep.VALIDATION_SAMPLE),
    VALIDATION(CampaignStep.VALIDATION_SAMPLE),
    PRODUCTION(CampaignStep.FULL_PRODUCTION);

    private final CampaignStep step;

    WorkflowPurpose(CampaignStep step) {
        this.step = step;
    }

    public CampaignStep step() {
        return step;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
