package org.muster.webapp.slices;

import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.SliceBand;
import org.muster.domain.campaign.SliceMove;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.platform.SliceAction;
import org.muster.protocol.platform.SliceRef;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.muster.webapp.workflows.WithdrawWorkflow;
import org.muster.webapp.workflows.Workflow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do to slices that wait for their start. The campaign's log says who did it and why. Asking again for what is done
 * already changes nothing.
 */
@Component
public class SteerSlice {
    private final Campaigns campaigns;
    private final KeptSlices slices;
    private final StartSlice start;
    private final ShifterLog log;

    SteerSlice(Campaigns campaigns, KeptSlices slices, StartSlice start, ShifterLog log) {
        this.campaigns = campaigns;
        this.slices = slices;
        this.start = start;
        this.log = log;
    }

    @Transactional
    public void act(CampaignId campaign, SliceRef slice, SliceAction action, Person person, String reason) {
        WithdrawWorkflow.requireReason(reason);
        KeptSlices.Kept kept = find(campaign, slice);
        Optional<String> done = switch (action) {
            case HOLD -> move(campaign, slice, kept, SliceMove.HOLD);
            case UNHOLD -> move(campaign, slice, kept, SliceMove.UNHOLD);
            case START -> start(campaign, slice, kept);
            case FORWARD -> band(campaign, slice, kept, kept.band().forward());
            case BACK -> band(campaign, slice, kept, kept.band().back());
        };
        done.ifPresent(what -> log.write(campaign, person.name(), what + ": " + reason));
    }

    private Optional<String> move(CampaignId campaign, SliceRef slice, KeptSlices.Kept kept, SliceMove move) {
        requireNotStarted(slice, kept);
        SliceState now = move == SliceMove.HOLD ? SliceState.HELD : SliceState.WAITING;
        if (kept.state() == now) {
            return Optional.empty();
        }
        SliceState.TRANSITIONS.require(kept.state(), move);
        slices.change(campaign, slice.order(), new KeptSlices.Kept(now, kept.band()));
        return Optional.of("Slice " + slice + " is " + now);
    }

    /** The agreed number of jobs holds all the same. */
    private Optional<String> start(CampaignId campaign, SliceRef slice, KeptSlices.Kept kept) {
        if (kept.state() == SliceState.STARTED) {
            return Optional.empty();
        }
        Workflow workflow = start.start(campaign, slice.order(), kept);
        return Optional.of("Slice " + slice + " is started out of its turn as " + workflow.id());
    }

    private Optional<String> band(CampaignId campaign, SliceRef slice, KeptSlices.Kept kept, SliceBand band) {
        requireNotStarted(slice, kept);
        if (band == kept.band()) {
            return Optional.empty();
        }
        slices.change(campaign, slice.order(), new KeptSlices.Kept(kept.state(), band));
        return Optional.of("Slice " + slice + " is in the band " + band);
    }

    private static void requireNotStarted(SliceRef slice, KeptSlices.Kept kept) {
        if (kept.state() == SliceState.STARTED) {
            throw RefusedRequest.conflict("Slice " + slice + " is started, and only one that is waiting or held can be"
                    + " held, let go or moved. Quarantine it, or finish its workflow.");
        }
    }

    private KeptSlices.Kept find(CampaignId id, SliceRef slice) {
        campaigns.lock(id);
        Campaign campaign = campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
        if (campaign.status() != CampaignStatus.OPEN) {
            throw RefusedRequest.conflict(
                    "Campaign " + id + " is " + campaign.status() + ": its slices stay as they are.");
        }
        return Optional.of(slice)
                .filter(named -> named.purpose() == WorkflowPurpose.PRODUCTION)
                .flatMap(named -> slices.lock(id, named.order()))
                .orElseThrow(() -> RefusedRequest.conflict("Slice " + slice + " of " + id
                        + " does not wait for its start: slices of a full production do, from its release on."));
    }
}
