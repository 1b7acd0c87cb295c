package org.muster.webapp.orchestration;

import java.util.Collection;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.muster.domain.campaign.CampaignId;
import org.muster.webapp.slices.OfferSlices;
import org.springframework.stereotype.Component;

/** Called {@code sliceLife} in the models: rows of a plan become slices that wait for their start. */
@Component("sliceLife")
public class SliceLife {
    private final OfferSlices slices;

    SliceLife(OfferSlices slices) {
        this.slices = slices;
    }

    /**
     * @param rows within the purpose of the step
     * @param offset added to a row to get its order
     */
    public void offer(DelegateExecution execution, Collection<? extends Number> rows, Number offset) {
        CampaignId campaign = Keys.campaign(execution)
                .orElseThrow(() -> new IllegalStateException("a campaign process without its key"));
        slices.offer(
                campaign,
                rows.stream()
                        .map(row -> Math.addExact(row.intValue(), offset.intValue()))
                        .toList());
    }
}
