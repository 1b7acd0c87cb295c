package org.muster.workers.samples;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.data.FileListDigest;
import org.muster.domain.failure.Problem;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/**
 * Freezes the samples of a campaign that are files. What is frozen already is left alone, so that one that comes again after a
 * crash does the rest; the pieces of a sample that was begun are replaced. All that is wrong with all samples comes back at once.
 */
@Component
final class FreezeSamples implements TaskHandler {
    /** Problems of one sample that are told. */
    private static final int MAX_TOLD = 20;

    private static final int PIECE = Math.toIntExact(RequestLimits.PIECE_FILES.most());

    private final PlatformClient platform;
    private final FindFiles find;
    private final Clock clock;

    FreezeSamples(PlatformClient platform, MetaCatClient metacat, RucioClient rucio, Clock clock) {
        this.platform = platform;
        this.find = new FindFiles(platform, metacat, rucio);
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.FREEZE_SAMPLES;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.CAMPAIGN_ID);
    }

    @Override
    public Outcome handle(Task task) {
        List<String> problems = new ArrayList<>();
        for (SampleRow sample : platform.samples(task.campaign())) {
            if (sample.manifest().isEmpty()) {
                List<String> found = freeze(task.campaign(), sample);
                found.stream().limit(MAX_TOLD).forEach(problem -> problems.add(sample.sample() + ": " + problem));
                if (found.size() > MAX_TOLD) {
                    problems.add(sample.sample() + ": " + (found.size() - MAX_TOLD) + " more problems");
                }
            }
        }
        return new Outcome.Done(Map.of(Variable.SAMPLES_PROBLEM, String.join("\n", problems)));
    }

    private List<String> freeze(CampaignId campaign, SampleRow sample) {
        Instant now = clock.instant();
        FoundFiles found = find.of(campaign, sample);
        if (!found.problems().isEmpty()) {
            return found.problems();
        }
        SampleList files = found.files();
        for (int piece = 0; piece * PIECE < files.size(); piece++) {
            platform.piece(campaign, sample.sample(), piece, files.piece(piece * PIECE, PIECE));
        }
        return platform.freeze(campaign, sample.sample(), manifest(files, now, found.noted())).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static SampleManifest manifest(SampleList files, Instant now, Optional<String> note) {
        Sums sums = new Sums();
        files.each(sums::add);
        return new SampleManifest(now, files.size(), sums.bytes, sums.events, sums.digest.hex(), note);
    }

    /** What a manifest says of its files. */
    private static final class Sums {
        private final FileListDigest digest = new FileListDigest();
        private long bytes;
        private Optional<Long> events = Optional.of(0L);

        void add(SampleFile file) {
            digest.add(file.did().toString(), file.bytes());
            bytes += file.bytes();
            events = events.flatMap(some -> file.events().map(more -> some + more));
        }
    }
}
