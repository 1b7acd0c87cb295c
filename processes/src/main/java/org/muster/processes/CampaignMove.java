package org.muster.processes;

import java.util.Optional;
import org.muster.domain.campaign.CampaignStep;

/** What the campaign process tells {@code campaignLife.move}: the step that begins, or that the campaign is closed. */
public enum CampaignMove {
    SET_UP,
    TEST,
    VALIDATION_SAMPLE,
    FULL_PRODUCTION,
    CLOSE_OUT,
    CLOSED;

    /** The step that begins; empty when the campaign is closed. */
    public Optional<CampaignStep> step() {
        return this == CLOSED ? Optional.empty() : Optional.of(CampaignStep.valueOf(name()));
    }
}
