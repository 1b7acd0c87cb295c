package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.webapp.campaigns.SampleViews;
import org.muster.webapp.http.LongTable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Samples that are files: what each was frozen to, and its whole list. */
@Controller
final class SamplePages {
    private static final List<PageColumn<SampleFile>> FILES = List.of(
            PageColumn.of("did", "File", file -> Cell.code(file.did())),
            PageColumn.of("bytes", "Size", file -> Cell.bytes(file.bytes())),
            PageColumn.of("events", "Events", file -> Cell.count(file.events())),
            PageColumn.of("run", "Run", file -> Cell.text(file.run())));

    private final SampleViews samples;

    SamplePages(SampleViews samples) {
        this.samples = samples;
    }

    @GetMapping(Links.CAMPAIGNS + "/{number}/samples/{sample}")
    ModelAndView files(HttpServletRequest request, @PathVariable int number, @PathVariable String sample) {
        CampaignId id = new CampaignId(number);
        Address address = Address.of(request);
        LongTable<SampleFile> page = LongTable.of(address.filters(), asked -> samples.page(id, sample, asked));
        return new Screen(address, "list", id + " " + sample)
                .with(PageTable.of("files", "Files of sample " + sample, FILES, page))
                .with("fields", List.of())
                .show();
    }

    static PageTable table(CampaignId campaign, List<SampleRow> rows) {
        return PageTable.of("samples", "Samples over data", columns(campaign), rows);
    }

    private static List<PageColumn<SampleRow>> columns(CampaignId campaign) {
        return List.of(
                PageColumn.of(
                        "sample",
                        "Sample",
                        row -> row.manifest().isPresent()
                                ? Cell.code(row.sample()).to(Links.sample(campaign, row.sample()))
                                : Cell.code(row.sample())),
                PageColumn.of("source", "Source", row -> Cell.code(row.source())),
                PageColumn.of(
                        "frozen_at", "Frozen", row -> Cell.time(row.manifest().map(SampleManifest::frozenAt))),
                PageColumn.of("files", "Files", row -> Cell.count(row.manifest().map(SampleManifest::files))),
                PageColumn.of(
                        "bytes",
                        "Size",
                        row -> row.manifest()
                                .map(manifest -> Cell.bytes(manifest.bytes()))
                                .orElse(Cell.nothing())),
                PageColumn.of(
                        "events", "Events", row -> Cell.count(row.manifest().flatMap(SampleManifest::events))),
                PageColumn.of(
                        "digest", "Digest", row -> Cell.code(row.manifest().map(SampleManifest::digest))),
                PageColumn.of("note", "Note", row -> Cell.text(row.manifest().flatMap(SampleManifest::note))));
    }
}
