package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.text.Units;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.SliceAction;
import org.muster.webapp.campaigns.CampaignViews;
import org.muster.webapp.campaigns.Revisions;
import org.muster.webapp.campaigns.SampleViews;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.orchestration.ProcessPictures;
import org.muster.webapp.orchestration.ProcessPictures.Diagram;
import org.muster.webapp.orchestration.ProcessPictures.ProcessPicture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All campaigns, and one with everything that was planned, decided, done and written. */
@Controller
final class CampaignPages {
    private final CampaignViews campaigns;
    private final SampleViews samples;
    private final ProcessPictures pictures;
    private final ShifterLog log;
    private final Revisions revisions;

    CampaignPages(
            CampaignViews campaigns,
            SampleViews samples,
            ProcessPictures pictures,
            ShifterLog log,
            Revisions revisions) {
        this.revisions = revisions;
        this.samples = samples;
        this.campaigns = campaigns;
        this.pictures = pictures;
        this.log = log;
    }

    /** One of the five steps, as the page draws it. */
    record Step(String name, String standing) {}

    /** A diagram as the script needs it. */
    record Drawing(String name, String source, String tokens) {}

    @GetMapping(Links.CAMPAIGNS)
    ModelAndView campaigns(HttpServletRequest request) {
        Address address = Address.of(request, "requester", "status");
        LongTable<CampaignRow> page = LongTable.of(address.filters(), campaigns::page);
        return new Screen(address, "list", "Campaigns")
                .with(PageTable.of("campaigns", "Campaigns", CampaignTables.CAMPAIGNS, page))
                .with(
                        "fields",
                        List.of(
                                Field.text("requester", "Requester", address),
                                Field.choice("status", "Status", address, (Object[]) CampaignStatus.values())))
                .show();
    }

    @GetMapping(Links.CAMPAIGNS + "/{number}")
    ModelAndView campaign(HttpServletRequest request, @PathVariable int number, Viewer viewer) {
        CampaignId id = new CampaignId(number);
        CampaignViews.Whole whole = campaigns.whole(id);
        CampaignDetail detail = whole.detail();
        Screen screen = new Screen(
                Address.of(request), "campaign", id + " " + detail.campaign().name());
        Optional<ProcessPicture> picture = pictures.of(id);
        return screen.with(CampaignTables.plan(detail).begun())
                .with(SamplePages.table(id, samples.rows(id)))
                .with(PageTable.of("workflows", "Workflows", WorkflowTables.WORKFLOWS, detail.workflows())
                        .begun())
                .with(CampaignTables.numbers(whole.numbers()).begun())
                .with(CampaignTables.decisions(detail.decisions()).begun())
                .with(CampaignTables.log(detail.log()).ended())
                .with(RevisionPages.table(id, revisions.of(id)))
                .with("campaign", detail.campaign())
                .with("request", detail.request())
                .with("about", about(detail.campaign()))
                .with("totals", totals(detail.plan()))
                .with("summary", summary(whole.numbers()))
                .with("links", detail.links())
                .with("steps", steps(detail.campaign()))
                .with("drawings", picture.map(known -> drawings(id, known)).orElse(List.of()))
                .with("maySay", viewer.operates())
                .with("slices", viewer.steers() ? SliceOffer.of(detail) : List.of())
                .with("steers", viewer.steers())
                .with("actions", SliceAction.values())
                .with("maxReason", WorkflowPages.REASON.most())
                .with("maxLogEntry", RequestLimits.LOG_ENTRY.most())
                .show();
    }

    @GetMapping(Links.CAMPAIGNS + "/{number}/diagrams/{index}")
    ResponseEntity<byte[]> diagram(@PathVariable int number, @PathVariable int index) {
        List<Diagram> diagrams = pictures.of(new CampaignId(number))
                .map(ProcessPicture::diagrams)
                .orElse(List.of());
        if (index < 0 || index >= diagrams.size()) {
            throw RefusedRequest.notFound("diagram " + index);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .body(diagrams.get(index).bpmnXml().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping(Links.CAMPAIGNS + "/{number}/log")
    String log(@PathVariable int number, @RequestParam String text, Viewer viewer, RedirectAttributes flash) {
        CampaignId id = new CampaignId(number);
        if (!viewer.operates()) {
            throw RefusedRequest.forbidden("Only shifters, production and data management write into the log.");
        }
        if (RequestLimits.LOG_ENTRY.objection(text).isPresent()) {
            flash.addFlashAttribute("refusal", "A log entry has " + RequestLimits.LOG_ENTRY + ".");
        } else {
            log.write(campaigns.row(id).campaign(), viewer.name(), text.strip());
            flash.addFlashAttribute("notice", "Your entry is in the log.");
        }
        return "redirect:" + Links.campaign(id) + "#log";
    }

    private static List<Step> steps(CampaignRow campaign) {
        List<Step> steps = new ArrayList<>();
        for (CampaignStep step : CampaignStep.values()) {
            steps.add(new Step(step.toString().replace('_', ' '), standing(campaign, step)));
        }
        return steps;
    }

    private static String standing(CampaignRow campaign, CampaignStep step) {
        if (campaign.status() == CampaignStatus.CLOSED) {
            return "done";
        }
        int order = campaign.step().map(step::compareTo).orElse(1);
        if (order == 0) {
            return "active";
        }
        return order < 0 ? "done" : "ahead";
    }

    private static List<Drawing> drawings(CampaignId id, ProcessPicture picture) {
        List<Drawing> drawings = new ArrayList<>();
        for (Diagram diagram : picture.diagrams()) {
            drawings.add(new Drawing(
                    diagram.name(),
                    Links.campaign(id) + "/diagrams/" + drawings.size(),
                    Json.mapper().valueToTree(diagram.tokens()).toString()));
        }
        return drawings;
    }

    private static List<Fact> about(CampaignRow campaign) {
        return List.of(
                Fact.of("Name", Cell.code(campaign.name())),
                Fact.of("Requester", campaign.requester()),
                Fact.of("Shifter", campaign.shifter()),
                Fact.of("Status", Cell.state(campaign.status())),
                Fact.of("Requested", Cell.time(campaign.requestedAt())),
                Fact.of("Closed", Cell.time(campaign.closedAt())),
                Fact.of("Workflows finished", achieved(campaign.workflowsFinished(), campaign.workflows())),
                Fact.of("Files processed", achieved(campaign.filesProcessed(), campaign.filesTotal())),
                Fact.of("Events", events(campaign.eventsAchieved(), campaign.eventsRequested())),
                Fact.of(
                        "Progress",
                        Cell.part(
                                campaign.eventsAchieved(),
                                campaign.eventsRequested().orElse(0L))));
    }

    private static List<Fact> totals(PlanView plan) {
        return List.of(
                Fact.of("Revision", Cell.count(plan.revision())),
                Fact.of("Running jobs at most", Cell.count(plan.maxRunningJobs())),
                Fact.of("Jobs", Cell.count(plan.jobs())),
                Fact.of("Files", Cell.count(plan.files())),
                Fact.of("Disk", Cell.bytes(plan.bytes())),
                Fact.of("Tape", Cell.bytes(plan.tapeBytes())),
                Fact.of("Core hours", Cell.hours(plan.coreHours())),
                Fact.of("Latest finish at that number of jobs", "after " + Units.span((double) plan.finishSeconds())));
    }

    private static List<Fact> summary(CampaignNumbers numbers) {
        return List.of(
                Fact.of("Events", events(numbers.eventsAchieved(), numbers.eventsRequested())),
                Fact.of("Files processed", achieved(numbers.filesProcessed(), numbers.filesTotal())),
                Fact.of("Jobs", Cell.count(numbers.jobs())),
                Fact.of("Jobs with exit code 0 and outputs confirmed", Cell.count(numbers.exitZero())),
                Fact.of("Jobs that ended 0 but failed their outputs", Cell.count(numbers.outputtingFailed())),
                Fact.of("Success rate", Cell.percent(numbers.successRate())),
                Fact.of("Outputs", Units.count(numbers.outputs()) + ", " + Units.bytes(numbers.outputBytes())),
                Fact.of("Core hours", Cell.hours(numbers.coreHours())),
                Fact.of("Computed at", Cell.time(numbers.computedAt())));
    }

    /** What was asked for is not known of data whose metadata do not say how many events they are. */
    private static String events(long achieved, Optional<Long> requested) {
        return requested.map(whole -> achieved(achieved, whole)).orElse(Units.count(achieved));
    }

    /** Both numbers always: a percentage alone hides what it is of. */
    private static String achieved(long part, long whole) {
        String both = Units.count(part) + " of " + Units.count(whole);
        return whole > 0 ? both + " (" + Units.tenths((double) part / whole) + ")" : both;
    }
}
