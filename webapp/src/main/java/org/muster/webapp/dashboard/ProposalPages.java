package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.muster.domain.proposal.ProposalState;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.InventoryChangeRow;
import org.muster.protocol.platform.InventoryProposalRow;
import org.muster.protocol.platform.RepairListRow;
import org.muster.protocol.platform.RepairOutcome;
import org.muster.protocol.platform.RepairRow;
import org.muster.protocol.platform.StorageUsage;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What machines found and data management decides: repairs of the catalogues, changes of the inventory. */
@Controller
final class ProposalPages {
    private static final String LIST = "list";
    /** Lists and proposals shown above their lines; the REST API has the rest. */
    private static final Map<String, String> LATEST = Map.of("limit", "20");

    private static final List<Column<RepairListRow>> LISTS = List.of(
            Column.of("list", "List", row -> Cell.count(row.list()).to(Links.repairList(row.list()))),
            Column.of("state", "State", row -> Cell.state(row.state())),
            Column.of("files", "Files", row -> Cell.count(row.files())),
            Column.of("bytes", "Size", row -> Cell.bytes(row.bytes())),
            Column.of("done", "Repaired", row -> Cell.count(row.done())),
            Column.of("failed", "Failed", row -> Cell.count(row.failed())),
            Column.of("found_at", "Found", row -> Cell.time(row.foundAt())),
            Column.of("decided_by", "Decided by", row -> Cell.text(row.decidedBy())),
            Column.of("decided_at", "Decided", row -> Cell.time(row.decidedAt())),
            Column.of("comment", "Comment", row -> Cell.text(row.comment())),
            Column.of("finished_at", "Finished", row -> Cell.time(row.finishedAt())));

    private static final List<Column<RepairRow>> REPAIRS = List.of(
            Column.of("repair_id", "Repair", row -> Cell.count(row.repairId())),
            Column.of("list", "List", row -> Cell.count(row.list()).to(Links.repairList(row.list()))),
            Column.of("state", "State of the list", row -> Cell.state(row.state())),
            Column.of(
                    "kind",
                    "Wrong",
                    row -> new Cell(row.kind().wrong(), row.kind().toString(), "", Cell.Look.TEXT)),
            Column.of(
                    "did",
                    "DID",
                    row -> row.kind().ofRule()
                            ? Cell.code(row.did())
                            : Cell.code(row.did()).to(Links.outputs(row.did()))),
            Column.of("dataset", "Dataset", row -> Cell.code(row.dataset())),
            Column.of("stage", "Stage", row -> Cell.text(row.stage()).to(Links.stage(row.stage()))),
            Column.of("size_bytes", "Size", row -> Cell.bytes(row.sizeBytes())),
            Column.of("detail", "What was found", row -> Cell.text(row.detail())),
            Column.of("repair", "Repair", row -> Cell.text(row.repair())),
            Column.of("seen_at", "Seen", row -> Cell.time(row.seenAt())),
            Column.of("outcome", "Outcome", row -> Cell.state(row.outcome())),
            Column.of("problem", "Why it failed", row -> Cell.text(row.problem())));

    private static final List<Column<InventoryProposalRow>> PROPOSALS = List.of(
            Column.of("proposal", "Change", row -> Cell.count(row.proposal()).to(Links.proposal(row.proposal()))),
            Column.of("state", "State", row -> Cell.state(row.state())),
            Column.of("changes", "Differences", row -> Cell.count(row.changes())),
            Column.of("found_at", "Found", row -> Cell.time(row.foundAt())),
            Column.of("decided_by", "Decided by", row -> Cell.text(row.decidedBy())),
            Column.of("decided_at", "Decided", row -> Cell.time(row.decidedAt())),
            Column.of("comment", "Comment", row -> Cell.text(row.comment())),
            Column.of("finished_at", "In force", row -> Cell.time(row.finishedAt())));

    private static final List<Column<InventoryChangeRow>> CHANGES = List.of(
            Column.of("proposal", "Change", row -> Cell.count(row.proposal()).to(Links.proposal(row.proposal()))),
            Column.of("state", "State", row -> Cell.state(row.state())),
            Column.of("subject", "Of", row -> Cell.text(row.subject())),
            Column.of("name", "Name", row -> Cell.code(row.name())),
            Column.of("change", "What", row -> Cell.text(row.change())),
            Column.of("text", "Difference", row -> Cell.text(row.text())));

    private static final List<Column<StorageUsage>> STORAGES = List.of(
            Column.of("rse", "RSE", row -> Cell.text(row.rse())),
            Column.of("readable", "Read", row -> Cell.state(row.readable() ? "on" : "off")),
            Column.of("writable", "Write", row -> Cell.state(row.writable() ? "on" : "off")),
            Column.of("used_bytes", "Used", row -> Cell.bytes(row.usedBytes())),
            Column.of(
                    "total_bytes", "Size", row -> row.totalBytes() > 0 ? Cell.bytes(row.totalBytes()) : Cell.nothing()),
            Column.of("full", "Full", row -> Cell.part(row.usedBytes(), row.totalBytes())),
            Column.of("seen_at", "Seen", row -> Cell.time(row.seenAt())));

    private final DashboardData data;

    ProposalPages(DashboardData data) {
        this.data = data;
    }

    @GetMapping(Links.REPAIRS)
    ModelAndView repairs(HttpServletRequest request) {
        Address address = Address.of(request, "list", "state", "kind", "outcome", "workflow", "did", "dataset");
        return new Screen(address, LIST, "Repairs")
                .with(Table.of(
                        "lists", "Latest lists", LISTS, data.repairLists(LATEST).rows()))
                .with(Table.of("repairs", "Repairs", REPAIRS, data.repairs(address.filters())))
                .with(
                        "fields",
                        List.of(
                                Field.text("list", "List", address),
                                Field.choice("state", "State of the list", address, (Object[]) ProposalState.values()),
                                Field.choice("kind", "Wrong", address, (Object[]) DiscrepancyKind.values()),
                                Field.choice("outcome", "Outcome", address, (Object[]) RepairOutcome.values()),
                                Field.text("workflow", "Workflow ID", address),
                                Field.text("did", "File DID", address),
                                Field.text("dataset", "Dataset", address)))
                .show();
    }

    @GetMapping(Links.INVENTORY)
    ModelAndView inventory(HttpServletRequest request) {
        Address address = Address.of(request, "proposal", "state", "subject", "name");
        return new Screen(address, LIST, "Inventory")
                .with(Table.of(
                        "proposals",
                        "Latest changes",
                        PROPOSALS,
                        data.inventoryProposals(LATEST).rows()))
                .with(Table.of("changes", "Differences", CHANGES, data.inventoryChanges(address.filters())))
                .with(Table.of("storages", "Storages", STORAGES, data.storages()))
                .with(
                        "fields",
                        List.of(
                                Field.text("proposal", "Change", address),
                                Field.choice("state", "State", address, (Object[]) ProposalState.values()),
                                Field.choice("subject", "Of", address, "site", "entry", "storage", "distance", "quota"),
                                Field.text("name", "Name", address)))
                .show();
    }
}
