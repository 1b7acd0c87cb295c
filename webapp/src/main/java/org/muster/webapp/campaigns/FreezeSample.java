package org.muster.webapp.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.FileListDigest;
import org.muster.domain.failure.Problem;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.plans.Plan;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.SampleSource;
import org.muster.webapp.samples.FrozenSamples;
import org.muster.webapp.samples.Portion;
import org.muster.webapp.samples.SamplePieces;
import org.muster.webapp.samples.Splitter;
import org.muster.webapp.workflows.CampaignRules;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Freezes a sample whose files are all there, and cuts it, once: a worker that asks again changes nothing. What the pieces come to
 * is counted here again, so that those of two findings are never taken for one list.
 */
@Component
class FreezeSample {
    private static final String PLATFORM = "muster";

    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final SamplePieces pieces;
    private final FrozenSamples samples;
    private final CampaignRules rules;
    private final ShifterLog log;

    FreezeSample(
            Campaigns campaigns,
            CampaignPlans plans,
            SamplePieces pieces,
            FrozenSamples samples,
            CampaignRules rules,
            ShifterLog log) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.pieces = pieces;
        this.samples = samples;
        this.rules = rules;
        this.log = log;
    }

    /** Some files of a sample that is being frozen; the lock keeps one that comes late from a list that is frozen by then. */
    @Transactional
    public void put(CampaignId id, String name, int piece, List<SampleFile> files) {
        long last = (RequestLimits.SAMPLE_FILES.most() - 1) / RequestLimits.PIECE_FILES.most();
        if (piece < 0 || piece > last || !RequestLimits.PIECE_FILES.holds(files.size())) {
            throw new IllegalArgumentException(
                    "pieces are numbered from 0 to " + last + " and have " + RequestLimits.PIECE_FILES + " files");
        }
        campaigns.lock(id);
        sample(find(id), name);
        if (samples.manifests(id).containsKey(name)) {
            throw RefusedRequest.conflict("Sample " + name + " of " + id + " is frozen already.");
        }
        pieces.put(id, name, piece, files);
    }

    private Campaign find(CampaignId id) {
        return campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
    }

    private Sample sample(Campaign campaign, String name) {
        return plans.request(campaign).storedSamples().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RefusedRequest.notFound("sample " + name + " of files in " + campaign.id()));
    }

    /** What keeps the sample from being cut, for its requester; empty if it is frozen now. */
    @Transactional
    public List<Problem> freeze(CampaignId id, String name, SampleManifest manifest) {
        campaigns.lock(id);
        Campaign campaign = find(id);
        Sample sample = sample(campaign, name);
        if (samples.manifests(id).containsKey(name)) {
            return List.of();
        }
        ProductionRequest request = plans.request(campaign);
        Splitter splitter = splitter(request, sample, manifest);
        pieces.dropBehind(id, name, manifest.files());
        count(id, name, manifest, splitter);
        List<Portion> portions = splitter.portions();
        List<Problem> problems =
                splitter.problems("samples[" + request.samples().indexOf(sample) + "]");
        if (problems.isEmpty()) {
            samples.add(id, name, manifest, portions);
            log.write(id, PLATFORM, text(name, manifest, portions));
            requested(campaign);
        }
        return problems;
    }

    private Splitter splitter(ProductionRequest request, Sample sample, SampleManifest manifest) {
        List<Splitter.Head> heads = new ArrayList<>();
        if (request.samples().get(0).equals(sample)) {
            heads.add(new Splitter.Head(WorkflowPurpose.PILOT, Plan.PILOT_INPUTS));
        }
        request.validationSample().parts().stream()
                .filter(part -> part.sample().equals(sample.name()))
                .forEach(part -> heads.add(new Splitter.Head(WorkflowPurpose.VALIDATION, part.amount())));
        return new Splitter(
                heads, ((SampleSource.Stored) sample.source()).cut(), manifest.files(), rules.maxCounters());
    }

    private void count(CampaignId id, String name, SampleManifest manifest, Splitter splitter) {
        FileListDigest digest = new FileListDigest();
        pieces.each(id, name, file -> {
            digest.add(file.did().toString(), file.bytes());
            splitter.add(file);
        });
        if (!digest.hex().equals(manifest.digest())) {
            throw RefusedRequest.conflict(
                    "The pieces of " + name + " are not those of this manifest: send them again.");
        }
    }

    /** Known when the last sample is frozen, if each file says how many events it has. */
    private void requested(Campaign campaign) {
        Plan plan = plans.plan(campaign);
        if (samples.manifests(campaign.id()).size()
                == plan.request().storedSamples().size()) {
            campaigns.request(campaign.id(), plan.eventsRequested());
        }
    }

    private static String text(String name, SampleManifest manifest, List<Portion> portions) {
        Optional<String> note = manifest.note();
        return "Froze sample " + name + ": " + Units.count(manifest.files()) + " files, "
                + Units.bytes(manifest.bytes()) + ", "
                + manifest.events()
                        .map(events -> Units.count(events) + " events")
                        .orElse("events not known")
                + ", in " + portions.size() + " slices. " + note.orElse("");
    }
}
