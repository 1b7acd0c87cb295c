package org.muster.webapp.campaigns;

import java.util.List;
import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Did;
import org.muster.protocol.platform.SampleCut;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.webapp.http.LongTable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Samples that are files over HTTP. */
@RestController
@RequestMapping("/api/campaigns/{id}/samples")
class SampleEndpoints {
    private final SampleViews samples;
    private final FreezeSample freeze;

    SampleEndpoints(SampleViews samples, FreezeSample freeze) {
        this.samples = samples;
        this.freeze = freeze;
    }

    @GetMapping
    List<SampleRow> list(@PathVariable CampaignId id) {
        return samples.rows(id);
    }

    @GetMapping("/{sample}/listed")
    List<Did> listed(@PathVariable CampaignId id, @PathVariable String sample, @RequestParam long skip) {
        return samples.listed(id, sample, skip);
    }

    /** The whole list for people and programs, as every long table. */
    @GetMapping("/{sample}/list")
    LongTable<SampleFile> list(
            @PathVariable CampaignId id, @PathVariable String sample, @RequestParam Map<String, String> parameters) {
        return LongTable.of(parameters, asked -> samples.page(id, sample, asked));
    }

    @GetMapping("/{sample}/files")
    List<SampleFile> files(
            @PathVariable CampaignId id,
            @PathVariable String sample,
            @RequestParam long skip,
            @RequestParam long limit) {
        return samples.files(id, sample, skip, limit);
    }

    @PutMapping("/{sample}/pieces/{piece}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(
            @PathVariable CampaignId id,
            @PathVariable String sample,
            @PathVariable int piece,
            @RequestBody List<SampleFile> files) {
        freeze.put(id, sample, piece, files);
    }

    @PostMapping("/{sample}/freeze")
    SampleCut freeze(@PathVariable CampaignId id, @PathVariable String sample, @RequestBody SampleManifest manifest) {
        return new SampleCut(freeze.freeze(id, sample, manifest));
    }
}
