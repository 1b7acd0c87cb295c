package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.SliceBand;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.SliceAction;
import org.muster.protocol.platform.SliceRef;
import org.muster.protocol.platform.SliceRow;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.http.Word;
import org.muster.webapp.slices.QuarantineSlice;
import org.muster.webapp.slices.SliceViews;
import org.muster.webapp.slices.SteerSlice;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do to the slices of a campaign on its page. */
@Controller
final class SlicePages {
    private static final List<PageColumn<SliceRow>> COLUMNS = List.of(
            PageColumn.of("slice", "Slice", row -> Cell.code(row.slice())),
            PageColumn.of("state", "State", row -> Cell.state(row.state())),
            PageColumn.of("band", "Band", row -> Cell.text(row.band())),
            PageColumn.of("jobs", "Jobs planned", row -> Cell.count(row.jobs())),
            PageColumn.of(
                    "workflow",
                    "Workflow",
                    row -> row.workflow()
                            .map(workflow -> Cell.text(workflow).to(Links.workflow(workflow)))
                            .orElse(Cell.nothing())),
            PageColumn.of(
                    "workflow_state",
                    "Workflow's state",
                    row -> row.workflowState().map(Cell::state).orElse(Cell.nothing())),
            PageColumn.of("started_at", "Started", row -> Cell.time(row.startedAt())));

    private final QuarantineSlice slices;
    private final SteerSlice steer;
    private final SliceViews views;

    SlicePages(QuarantineSlice slices, SteerSlice steer, SliceViews views) {
        this.slices = slices;
        this.steer = steer;
        this.views = views;
    }

    @GetMapping(Links.CAMPAIGNS + "/{number}/slices")
    ModelAndView slices(HttpServletRequest request, @PathVariable int number) {
        CampaignId campaign = new CampaignId(number);
        Address address = Address.of(request, "state", "band", "workflow_state");
        LongTable<SliceRow> page = LongTable.of(address.filters(), asked -> views.page(campaign, asked));
        return new Screen(address, "list", "Slices of " + campaign)
                .with(PageTable.of("slices", "Slices of " + campaign, COLUMNS, page))
                .with(
                        "fields",
                        List.of(
                                Field.choice("state", "State", address, (Object[]) SliceState.values()),
                                Field.choice("band", "Band", address, (Object[]) SliceBand.values()),
                                Field.choice("workflow_state", "Workflow's state", address, (Object[])
                                        WorkflowState.values())))
                .show();
    }

    @PostMapping(Links.CAMPAIGNS + "/{number}/slices")
    String steer(
            @PathVariable int number,
            @RequestParam String slice,
            @RequestParam String action,
            @RequestParam String reason,
            Viewer viewer,
            RedirectAttributes flash) {
        CampaignId campaign = new CampaignId(number);
        SliceAction chosen = Word.of(SliceAction.class, action);
        if (!viewer.steers()) {
            throw RefusedRequest.forbidden("Only shifters and production change when slices are started.");
        }
        try {
            SliceRef named = SliceRef.parse(slice.strip());
            steer.act(campaign, named, chosen, viewer.person(), reason.strip());
            flash.addFlashAttribute("notice", "Done: " + chosen + " " + named + ".");
        } catch (ApiRefused refusal) {
            flash.addFlashAttribute("refusal", refusal.problem().title());
        } catch (IllegalArgumentException mistake) {
            flash.addFlashAttribute("refusal", RefusedRequest.words(mistake));
        }
        return back(campaign);
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
