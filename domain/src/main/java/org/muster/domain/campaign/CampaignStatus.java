package org.muster.domain.campaign;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/** Whether a campaign goes on. */
public enum CampaignStatus {
    OPEN,
    CLOSED,
    /** By an administrator, before its end. */
    WITHDRAWN;

    public static final Transitions<CampaignStatus, CampaignEnding> TRANSITIONS =
            Transitions.<CampaignStatus, CampaignEnding>table()
                    .move(OPEN, CampaignEnding.CLOSE, CLOSED)
                    .move(OPEN, CampaignEnding.WITHDRAW, WITHDRAWN)
                    .build();

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
