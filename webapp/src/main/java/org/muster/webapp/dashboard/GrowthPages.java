package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.TableGrowth;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What grows, and when it ends. */
@Controller
final class GrowthPages {
    private static final String KEEP = "keep_days";

    private static final List<PageColumn<TableGrowth>> TABLES = List.of(
            PageColumn.of("table", "Table", row -> Cell.code(row.table())),
            PageColumn.of("rows", "Rows, about", row -> Cell.count(row.rows())),
            PageColumn.of("bytes", "Size", row -> Cell.bytes(row.bytes())),
            PageColumn.of(
                    "rows_per_day",
                    "Rows a day",
                    row -> row.rowsPerDay().map(Cell::count).orElse(Cell.nothing())),
            PageColumn.of(
                    "bytes_per_day",
                    "Size a day",
                    row -> row.bytesPerDay().map(Cell::bytes).orElse(Cell.nothing())),
            PageColumn.of("end", "What takes rows out again", row -> Cell.text(row.end())));

    private static final List<PageColumn<ArchiveRow>> ARCHIVES = List.of(
            PageColumn.of("number", "Number", row -> Cell.count(row.number())),
            PageColumn.of("state", "State", row -> Cell.state(row.state())),
            PageColumn.of("opened_at", "From", row -> Cell.time(row.openedAt())),
            PageColumn.of("closed_at", "To", row -> Cell.time(row.closedAt())),
            PageColumn.of("rows", "Rows, about", row -> Cell.count(row.rows())),
            PageColumn.of("bytes", "Size", row -> Cell.bytes(row.bytes())),
            PageColumn.of("leaves_at", "Leaves at the earliest", row -> Cell.time(row.leavesAt())),
            PageColumn.of(
                    "file",
                    "File",
                    row -> Cell.code(
                            row.file().map(ArchiveRow.EventsFileRow::name).orElse(""))),
            PageColumn.of(
                    "file_events",
                    "Events in it",
                    row -> row.file().map(file -> Cell.count(file.events())).orElse(Cell.nothing())),
            PageColumn.of(
                    "file_bytes",
                    "Its size",
                    row -> row.file().map(file -> Cell.bytes(file.bytes())).orElse(Cell.nothing())),
            PageColumn.of(
                    "file_sha256",
                    "Its SHA-256",
                    row -> Cell.code(
                            row.file().map(ArchiveRow.EventsFileRow::sha256).orElse(""))));

    private final AllocatorClient allocator;

    GrowthPages(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @GetMapping(Links.GROWTH)
    ModelAndView growth(HttpServletRequest request) {
        Address address = Address.of(request, KEEP);
        Screen screen = new Screen(address, "list", "What grows, and when it ends");
        Optional<List<TableGrowth>> tables = screen.ask(allocator::growth);
        Optional<List<ArchiveRow>> archives = screen.ask(() -> allocator.archives(address.filters()));
        return screen.with(PageTable.of("tables", "Tables", TABLES, tables.orElse(List.of())))
                .with(PageTable.of("archives", "Events by months", ARCHIVES, archives.orElse(List.of())))
                .with("fields", List.of(Field.text(KEEP, "If events were kept for so many days", address)))
                .show();
    }
}
