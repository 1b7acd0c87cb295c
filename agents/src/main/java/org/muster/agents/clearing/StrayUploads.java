package org.muster.agents.clearing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.Halves;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.agents.storage.Storages;
import org.muster.domain.data.Did;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.ClearedOutputs;
import org.muster.protocol.control.OutputToClear;
import org.muster.protocol.control.OutputsToClear;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes what a job may have uploaded and never confirmed: a job that was taken for dead and went on, or one that died in
 * between. The allocator says which, a day later, and sees to it that nobody else has the name. A storage that does not answer is
 * left alone for the rest of the step; what could not be deleted has its turn again when all others have had theirs.
 */
@Component
final class StrayUploads implements Agent {
    /** Outputs of one step, each at three places at most. */
    static final int BATCH = 50;

    private static final Logger LOG = LoggerFactory.getLogger(StrayUploads.class);

    private final ClearingSettings settings;
    private final Subjects<Did> uploads;
    private final AllocatorClient allocator;
    private final Storages storages = new Storages();
    private long after;

    StrayUploads(ClearingSettings settings, AllocatorClient allocator, SetAside setAside) {
        this.uploads = new Subjects<>(name(), setAside);
        this.settings = settings;
        this.allocator = allocator;
    }

    @Override
    public String name() {
        return "stray-uploads";
    }

    @Override
    public Duration every() {
        return settings.pause();
    }

    @Override
    public int doWork(Instant now) {
        OutputsToClear stray = allocator.outputsToClear(after, BATCH);
        List<OutputToClear> outputs = stray.outputs();
        if (outputs.isEmpty() || stray.storageToken().isEmpty()) {
            after = 0;
            return 0;
        }
        String token = stray.storageToken().get();
        Map<String, String> silent = new TreeMap<>();
        List<OutputToClear> gone = outputs.stream()
                .filter(output -> uploads.due(output.did(), now))
                .filter(output -> isGone(output, token, silent, now))
                .toList();
        silent.forEach((host, reason) -> LOG.warn("Nothing can be deleted at {}: {}", host, reason));
        if (!gone.isEmpty()) {
            LOG.info("{} unconfirmed uploads are deleted, {} are left", gone.size(), outputs.size() - gone.size());
            Halves.each(gone, this::clear, (output, trouble) -> uploads.failed(output.did(), now, trouble));
        }
        after = outputs.get(outputs.size() - 1).outputId();
        return 0;
    }

    private void clear(List<OutputToClear> gone) {
        allocator.cleared(
                new ClearedOutputs(gone.stream().map(OutputToClear::outputId).toList()));
        gone.forEach(output -> uploads.succeeded(output.did()));
    }

    /** Whether it is at none of its places any more. */
    private boolean isGone(OutputToClear output, String token, Map<String, String> silent, Instant now) {
        List<String> refused = new ArrayList<>();
        boolean gone = true;
        for (String pfn : output.pfns()) {
            if (!Storages.reaches(pfn)) {
                refused.add(pfn + " takes no WebDAV: what may lie there is to be deleted by hand");
            } else if (silent.containsKey(Storages.host(pfn))) {
                gone = false;
            } else {
                gone &= delete(pfn, token, silent, refused);
            }
        }
        if (!refused.isEmpty()) {
            uploads.failed(output.did(), now, String.join("; ", refused));
        }
        return gone && refused.isEmpty();
    }

    private boolean delete(String pfn, String token, Map<String, String> silent, List<String> refused) {
        try {
            storages.delete(pfn, token);
            return true;
        } catch (Storages.Refused e) {
            refused.add(pfn + " is not deleted: " + e.getMessage());
        } catch (IOException e) {
            silent.put(Storages.host(pfn), String.valueOf(e.getMessage()));
        }
        return false;
    }
}
