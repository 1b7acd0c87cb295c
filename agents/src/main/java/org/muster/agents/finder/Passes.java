package org.muster.agents.finder;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.domain.time.Instants;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.InputQuery;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.InputManifest;
import org.muster.protocol.platform.PlatformClient;

/** How often growing inputs were found, and when they are to be found again. */
final class Passes {
    private final PlatformClient platform;
    private final Map<WorkflowId, Integer> last = new ConcurrentHashMap<>();
    private final Map<WorkflowId, Instant> next = new ConcurrentHashMap<>();

    Passes(PlatformClient platform) {
        this.platform = platform;
    }

    boolean due(InputQuery query, Instant now) {
        return !now.isBefore(next.getOrDefault(query.workflow(), Instant.MIN));
    }

    /** The first finding after the end of growth is the last. */
    static InputManifest.Status status(InputQuery query, Instant now) {
        return query.refinding()
                        .filter(growing -> now.isBefore(growing.until()))
                        .isPresent()
                ? InputManifest.Status.GROWING
                : InputManifest.Status.FROZEN;
    }

    /** The number of the pass to come. After a restart the webapp knows the one before. */
    int number(InputQuery query) {
        Integer before = last.get(query.workflow());
        if (before == null) {
            before = query.refinding().isEmpty() ? 0 : lastKnown(query.workflow());
        }
        return before + 1;
    }

    private int lastKnown(WorkflowId workflow) {
        try {
            List<InputManifest> known = platform.manifests(workflow);
            return known.isEmpty() ? 0 : known.get(known.size() - 1).pass();
        } catch (ApiRefused e) {
            return 0;
        }
    }

    void done(InputQuery query, int pass, Instant now) {
        query.refinding().ifPresent(growing -> {
            last.put(query.workflow(), pass);
            next.put(query.workflow(), earlier(Instants.after(now, growing.intervalSeconds()), growing.until()));
        });
    }

    /** The last pass is not put off by a long interval. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    void keepOnly(Collection<WorkflowId> open) {
        last.keySet().retainAll(open);
        next.keySet().retainAll(open);
    }
}
