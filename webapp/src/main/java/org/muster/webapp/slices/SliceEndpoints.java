package org.muster.webapp.slices;

import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.Reason;
import org.muster.protocol.platform.SliceAction;
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
    private final SteerSlice steer;

    SliceEndpoints(QuarantineSlice slices, SteerSlice steer) {
        this.slices = slices;
        this.steer = steer;
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

    @PostMapping("/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hold(@PathVariable CampaignId id, @PathVariable String slice, @RequestBody Reason why, Authentication caller) {
        act(id, slice, SliceAction.HOLD, why, caller);
    }

    @PostMapping("/unhold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unhold(
            @PathVariable CampaignId id, @PathVariable String slice, @RequestBody Reason why, Authentication caller) {
        act(id, slice, SliceAction.UNHOLD, why, caller);
    }

    @PostMapping("/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start(
            @PathVariable CampaignId id, @PathVariable String slice, @RequestBody Reason why, Authentication caller) {
        act(id, slice, SliceAction.START, why, caller);
    }

    @PostMapping("/forward")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forward(
            @PathVariable CampaignId id, @PathVariable String slice, @RequestBody Reason why, Authentication caller) {
        act(id, slice, SliceAction.FORWARD, why, caller);
    }

    @PostMapping("/back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void back(@PathVariable CampaignId id, @PathVariable String slice, @RequestBody Reason why, Authentication caller) {
        act(id, slice, SliceAction.BACK, why, caller);
    }

    private void act(CampaignId id, String slice, SliceAction action, Reason why, Authentication caller) {
        steer.act(id, SliceRef.parse(slice), action, Person.of(caller), why.reason());
    }
}
