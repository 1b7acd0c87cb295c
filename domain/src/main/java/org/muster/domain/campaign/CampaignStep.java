package org.muster.domain.campaign;

import java.util.Locale;

/** The five steps of the procedure, each completed before the next starts. */
public enum CampaignStep {
    SET_UP,
    TEST,
    VALIDATION_SAMPLE,
    FULL_PRODUCTION,
    CLOSE_OUT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
