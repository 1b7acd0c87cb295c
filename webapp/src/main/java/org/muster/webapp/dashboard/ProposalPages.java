package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.LineOutcome;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.protocol.platform.StorageUsage;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.inventory.StorageFigures;
import org.muster.webapp.proposals.ProposalKinds;
import org.muster.webapp.proposals.ProposalViews;
import org.muster.webapp.proposals.Proposals;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What machines found and people decide, of every kind; and how full the storages are, which nobody decides. */
@Controller
final class ProposalPages {
    private static final String LIST = "list";

    private static final List<PageColumn<ProposalRow>> PROPOSALS = List.of(
            PageColumn.of(
                    "proposal",
                    "Proposal",
                    row -> Cell.count(row.proposal().number()).to(Links.proposal(row.proposal()))),
            PageColumn.of("kind", "Kind", row -> Cell.text(row.kind())),
            PageColumn.of("state", "State", row -> Cell.state(row.state())),
            PageColumn.of("lines", "Lines", row -> Cell.count(row.lines())),
            PageColumn.of("done", "Done", row -> Cell.count(row.done())),
            PageColumn.of("failed", "Failed", row -> Cell.count(row.failed())),
            PageColumn.of("found_at", "Found", row -> Cell.time(row.foundAt())),
            PageColumn.of("decided_by", "Decided by", row -> Cell.text(row.decidedBy())),
            PageColumn.of("decided_at", "Decided", row -> Cell.time(row.decidedAt())),
            PageColumn.of("comment", "Comment", row -> Cell.text(row.comment())),
            PageColumn.of("finished_at", "Finished", row -> Cell.time(row.finishedAt())));

    private static final List<PageColumn<ProposalLine>> LINES = List.of(
            PageColumn.of("line", "Line", row -> Cell.count(row.line())),
            PageColumn.of(
                    "proposal",
                    "Proposal",
                    row -> Cell.count(row.proposal().number()).to(Links.proposal(row.proposal()))),
            PageColumn.of("state", "State of the proposal", row -> Cell.state(row.state())),
            PageColumn.of("what", "What", row -> Cell.text(row.what())),
            PageColumn.of("about", "About", row -> Cell.code(String.join(" ", row.about()))),
            PageColumn.of("text", "In words", row -> Cell.text(row.text())),
            PageColumn.of("outcome", "Outcome", row -> Cell.state(row.outcome())),
            PageColumn.of("problem", "Why it failed", row -> Cell.text(row.problem())));

    private static final List<PageColumn<StorageUsage>> STORAGES = List.of(
            PageColumn.of("rse", "RSE", row -> Cell.text(row.rse())),
            PageColumn.of("readable", "Read", row -> Cell.state(row.readable() ? "on" : "off")),
            PageColumn.of("writable", "Write", row -> Cell.state(row.writable() ? "on" : "off")),
            PageColumn.of("used_bytes", "Used", row -> Cell.bytes(row.usedBytes())),
            PageColumn.of(
                    "total_bytes",
                    "Size",
                    row -> row.totalBytes().map(Cell::bytes).orElse(Cell.nothing())),
            PageColumn.of(
                    "full",
                    "Full",
                    row -> Cell.part(row.usedBytes(), row.totalBytes().orElse(0L))),
            PageColumn.of("seen_at", "Seen", row -> Cell.time(row.seenAt())));

    private final ProposalKinds kinds;
    private final ProposalViews views;
    private final Proposals proposals;
    private final StorageFigures storages;

    ProposalPages(ProposalKinds kinds, ProposalViews views, Proposals proposals, StorageFigures storages) {
        this.kinds = kinds;
        this.views = views;
        this.proposals = proposals;
        this.storages = storages;
    }

    /** All proposals; or every line, of whatever proposal, about one thing. */
    @GetMapping(Links.PROPOSALS)
    ModelAndView proposals(HttpServletRequest request) {
        Address address = Address.of(request, "kind", "state", "about");
        PageTable table = address.filter("about").isEmpty()
                ? PageTable.of("proposals", "Proposals", PROPOSALS, LongTable.of(address.filters(), views::page))
                : PageTable.of("lines", "Lines", LINES, LongTable.of(address.filters(), views::lines));
        return new Screen(address, LIST, "Proposals")
                .with(table)
                .with(
                        "fields",
                        List.of(
                                Field.choice(
                                        "kind", "Kind", address, kinds.names().toArray()),
                                Field.choice("state", "State", address, (Object[]) ProposalState.values()),
                                Field.text("about", "About a file, dataset, workflow, site or storage", address)))
                .show();
    }

    @GetMapping(Links.PROPOSALS + "/{number}")
    ModelAndView proposal(@PathVariable int number, HttpServletRequest request) {
        Address address = Address.of(request, "what", "about", "outcome");
        ProposalDetail detail = views.detail(new ProposalId(number));
        Map<String, String> filters = new HashMap<>(address.filters());
        filters.put("proposal", Integer.toString(number));
        return new Screen(address, LIST, "Proposal " + number + ": " + detail.question())
                .with("text", detail.effect() + "\n\n" + detail.text())
                .with(PageTable.of("lines", "Lines", LINES, LongTable.of(filters, views::lines)))
                .with(PageTable.of("decision", "Decision of " + detail.group(), PROPOSALS, List.of(detail.proposal())))
                .with(
                        "fields",
                        List.of(
                                Field.text("what", "What", address),
                                Field.text("about", "About", address),
                                Field.choice("outcome", "Outcome", address, (Object[]) LineOutcome.values())))
                .show();
    }

    @GetMapping(Links.STORAGES)
    ModelAndView storages(HttpServletRequest request) {
        return new Screen(Address.of(request), LIST, "Storages")
                .with(PageTable.of("storages", "Storages", STORAGES, storages.all()))
                .with("fields", List.of())
                .show();
    }

    /** Bookmarks, and messages that people sent each other. */
    @GetMapping(Links.REPAIRS)
    String repairs(@RequestParam(defaultValue = "") String list) {
        return formerly("r" + list, ReconciliationReport.KIND);
    }

    @GetMapping(Links.INVENTORY)
    String inventory(@RequestParam(defaultValue = "") String proposal) {
        return formerly("i" + proposal, FoundInventory.KIND);
    }

    private String formerly(String key, String kind) {
        return "redirect:" + proposals.formerly(key).map(Links::proposal).orElseGet(() -> Links.proposalsOf(kind));
    }
}
