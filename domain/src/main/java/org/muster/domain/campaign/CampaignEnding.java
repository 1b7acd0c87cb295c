package org.muster.domain.campaign;

/** What ends a campaign. */
public enum CampaignEnding {
    /** Its process has come to its end. */
    CLOSE,
    /** An administrator takes away its process, which cannot go on. */
    WITHDRAW
}
