package org.muster.webapp.slices;

import java.util.List;
import org.muster.domain.campaign.CampaignId;

/**
 * The slices of one campaign's full production that are not over.
 *
 * @param agreed jobs that may run at once
 * @param line those that may be started, in the order in which they are
 */
record Production(CampaignId campaign, int agreed, List<SliceAtWork> atWork, List<SliceInLine> line) {
    Production {
        atWork = List.copyOf(atWork);
        line = List.copyOf(line);
    }
}
