package org.muster.webapp.slices;

import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.SliceRow;
import org.muster.webapp.http.LongTable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The slices of a full production over HTTP. */
@RestController
class SliceTableEndpoint {
    private final SliceViews views;

    SliceTableEndpoint(SliceViews views) {
        this.views = views;
    }

    @GetMapping("/api/campaigns/{id}/slices")
    LongTable<SliceRow> list(@PathVariable CampaignId id, @RequestParam Map<String, String> filters) {
        return LongTable.of(filters, asked -> views.page(id, asked));
    }
}
