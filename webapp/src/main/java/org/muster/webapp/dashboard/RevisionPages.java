package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import org.muster.webapp.campaigns.Revisions;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What one revision of a campaign's definition changed, line by line. */
@Controller
final class RevisionPages {
    private static final List<PageColumn<ChangedLine>> LINES = List.of(
            PageColumn.of("jobscript", "Jobscript", line -> Cell.code(line.jobscript())),
            PageColumn.of("before", "Line before", line -> Cell.count(line.before())),
            PageColumn.of("after", "Line now", line -> Cell.count(line.after())),
            PageColumn.of("change", "Change", line -> Cell.state(line.change())),
            PageColumn.of("text", "Text", line -> Cell.code(line.text())));

    private final Revisions revisions;

    RevisionPages(Revisions revisions) {
        this.revisions = revisions;
    }

    @GetMapping(Links.CAMPAIGNS + "/{number}/revisions/{revision}")
    ModelAndView revision(HttpServletRequest request, @PathVariable int number, @PathVariable int revision) {
        CampaignId id = new CampaignId(number);
        RevisionDetail detail = revisions
                .detail(id, revision)
                .orElseThrow(() -> RefusedRequest.notFound("revision " + revision + " of campaign " + id));
        RevisionRow row = detail.revision();
        return new Screen(Address.of(request), "revision", "Revision " + revision + " of " + id)
                .with(
                        "about",
                        List.of(
                                Fact.of("Campaign", Cell.code(id).to(Links.campaign(id))),
                                Fact.of("By", row.author()),
                                Fact.of("Time", Cell.time(row.time())),
                                Fact.of("Reason", row.reason())))
                .with(PageTable.of("lines", "What is different", LINES, ChangedLine.of(detail.differences())))
                .show();
    }

    static PageTable table(CampaignId campaign, List<RevisionRow> rows) {
        return PageTable.of(
                "revisions",
                "Revisions",
                List.of(
                        PageColumn.of(
                                "revision",
                                "Revision",
                                row -> Cell.count(row.revision()).to(Links.revision(campaign, row.revision()))),
                        PageColumn.of("time", "Time", row -> Cell.time(row.time())),
                        PageColumn.of("author", "By", row -> Cell.text(row.author())),
                        PageColumn.of(
                                "jobscripts", "Jobscripts", row -> Cell.text(String.join(", ", row.jobscripts()))),
                        PageColumn.of("reason", "Reason", row -> Cell.text(row.reason()))),
                rows);
    }
}
