package org.muster.webapp.campaigns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.data.Did;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.webapp.http.Paging;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.requests.Cut;
import org.muster.webapp.requests.FileList;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.SampleSource;
import org.muster.webapp.samples.FrozenSamples;
import org.muster.webapp.samples.SamplePieces;
import org.springframework.stereotype.Component;

/** The samples of a campaign that are files: what they were asked for as, and what they were frozen to. */
@Component
public class SampleViews {
    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final FrozenSamples samples;
    private final SamplePieces pieces;

    SampleViews(Campaigns campaigns, CampaignPlans plans, FrozenSamples samples, SamplePieces pieces) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.samples = samples;
        this.pieces = pieces;
    }

    /** In the order of their priority. */
    public List<SampleRow> rows(CampaignId id) {
        Map<String, SampleManifest> manifests = samples.manifests(id);
        return plans.request(find(id)).storedSamples().stream()
                .map(sample -> {
                    SampleSource.Stored source = (SampleSource.Stored) sample.source();
                    return new SampleRow(
                            sample.name(),
                            source.text(),
                            source.cut() instanceof Cut.Runs ? SampleRow.Order.BY_RUN : SampleRow.Order.BY_NAME,
                            Optional.ofNullable(manifests.get(sample.name())));
                })
                .toList();
    }

    /** Names of files that the request named itself; none if a catalogue finds them. */
    List<Did> listed(CampaignId id, String name, long skip) {
        Sample sample = find(id, name);
        List<Did> all = List.of();
        if (sample.source() instanceof SampleSource.Listed listed) {
            all = listed.files();
        } else if (sample.source() instanceof SampleSource.ListFile file) {
            all = FileList.dids(campaigns.list(id, file.name()).orElse(""));
        }
        return all.stream().skip(skip).limit(RequestLimits.PIECE_FILES.most()).toList();
    }

    List<SampleFile> files(CampaignId id, String name, long skip, long limit) {
        if (!samples.manifests(id).containsKey(find(id, name).name())) {
            throw RefusedRequest.conflict("Sample " + name + " of " + id + " is not frozen yet.");
        }
        if (skip < 0 || !RequestLimits.PIECE_FILES.holds(limit)) {
            throw new IllegalArgumentException("skip is 0 or more, and limit " + RequestLimits.PIECE_FILES);
        }
        return pieces.range(id, name, skip, limit);
    }

    /** @param parameters after, which is how many files come before, and limit */
    public Page<SampleFile> page(CampaignId id, String name, Map<String, String> parameters) {
        Paging paging = Paging.of(parameters);
        List<SampleFile> files = files(id, name, paging.after(), paging.limit());
        return new Page<>(
                files,
                files.size() < paging.limit()
                        ? Optional.empty()
                        : Optional.of(Long.toString(paging.after() + files.size())));
    }

    private Campaign find(CampaignId id) {
        return campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
    }

    private Sample find(CampaignId id, String name) {
        return plans.request(find(id)).storedSamples().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RefusedRequest.notFound("sample " + name + " of files in " + id));
    }
}
