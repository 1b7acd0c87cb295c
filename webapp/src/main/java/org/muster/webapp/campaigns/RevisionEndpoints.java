package org.muster.webapp.campaigns;

import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.NewRevision;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Revisions of campaigns over HTTP. */
@RestController
@RequestMapping("/api/campaigns/{id}/revisions")
class RevisionEndpoints {
    private final ReviseCampaign revise;

    RevisionEndpoints(ReviseCampaign revise) {
        this.revise = revise;
    }

    @GetMapping
    List<RevisionRow> list(@PathVariable CampaignId id) {
        return revise.all(id);
    }

    @GetMapping("/{revision}")
    RevisionDetail detail(@PathVariable CampaignId id, @PathVariable int revision) {
        return revise.detail(id, revision);
    }

    @PostMapping("/check")
    RevisionDetail check(@PathVariable CampaignId id, @RequestBody NewRevision wanted, Authentication caller) {
        return revise.check(id, wanted, caller.getName());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RevisionDetail revise(@PathVariable CampaignId id, @RequestBody NewRevision wanted, Authentication caller) {
        return revise.revise(id, wanted, caller.getName());
    }
}
