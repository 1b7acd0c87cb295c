package org.muster.webapp.slices;

import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.Reason;
import org.muster.protocol.platform.SliceRef;
import org.muster.webapp.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Slices of campaigns over HTTP. */
@RestController
@RequestMapping("/api/campaigns/{id}/slices/{slice}")
class SliceEndpoints {
    private final QuarantineSlice slices;

    SliceEndpoints(QuarantineSlice slices) {
        this.slices = slices;
    }

    @PostMapping("/quarantine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void quarantine(
            @PathVariable CampaignId id,
            @PathVariable String slice,
            @RequestBody Reason reason,
            Authentication caller) {
        slices.quarantine(id, SliceRef.parse(slice), Person.of(caller), reason.reason());
    }

    @PostMapping("/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(
            @PathVariable CampaignId id,
            @PathVariable String slice,
            @RequestBody Reason reason,
            Authentication caller) {
        slices.release(id, SliceRef.parse(slice), Person.of(caller), reason.reason());
    }
}
