package org.muster.webapp.dashboard;

import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.SliceRef;
import org.muster.webapp.http.Word;
import org.muster.webapp.slices.QuarantineSlice;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do to the slices of a campaign on its page. */
@Controller
final class SlicePages {
    private final QuarantineSlice slices;

    SlicePages(QuarantineSlice slices) {
        this.slices = slices;
    }

    @PostMapping(Links.CAMPAIGNS + "/{number}/slices/{slice}/{action}")
    String act(
            @PathVariable int number,
            @PathVariable String slice,
            @PathVariable String action,
            @RequestParam String reason,
            Viewer viewer,
            RedirectAttributes flash) {
        CampaignId campaign = new CampaignId(number);
        SliceRef named = SliceRef.parse(slice);
        SliceOffer.Action chosen = Word.of(SliceOffer.Action.class, action);
        if (WorkflowPages.REASON.objection(reason).isPresent()) {
            flash.addFlashAttribute("refusal", "Say why, in " + WorkflowPages.REASON + ".");
            return back(campaign);
        }
        try {
            switch (chosen) {
                case QUARANTINE -> slices.quarantine(campaign, named, viewer.person(), reason.strip());
                case RELEASE -> slices.release(campaign, named, viewer.person(), reason.strip());
            }
            flash.addFlashAttribute(
                    "notice",
                    chosen == SliceOffer.Action.QUARANTINE
                            ? "No more files of " + named + " will be handed out."
                            : "Files of " + named + " will be handed out again.");
        } catch (ApiRefused refusal) {
            flash.addFlashAttribute("refusal", refusal.problem().title());
        }
        return back(campaign);
    }

    private static String back(CampaignId campaign) {
        return "redirect:" + Links.campaign(campaign) + "#slices";
    }
}
