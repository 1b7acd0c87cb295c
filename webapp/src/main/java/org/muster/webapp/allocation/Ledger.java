package org.muster.webapp.allocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How far workflows are, as the allocator says it; while it does not answer, as it last said it. Never throws because the
 * allocator is away.
 */
@Component
public class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** A page of a hundred rows asks once; so do ten people who look at it. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** After a failure nobody waits for the next one for so long. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final AllocatorClient allocator;
    private final LastProgress last;
    private final Clock clock;
    private final Map<WorkflowId, WorkflowProgress> live = new ConcurrentHashMap<>();
    private final Map<WorkflowId, WorkflowProgress> over = new ConcurrentHashMap<>();
    private Instant readAt = Instant.EPOCH;
    private Instant restUntil = Instant.EPOCH;
    private boolean away;

    Ledger(AllocatorClient allocator, LastProgress last, Clock clock) {
        this.allocator = allocator;
        this.last = last;
        this.clock = clock;
    }

    /** Whether the allocator answered when it was last asked. */
    public synchronized boolean answering() {
        return !away;
    }

    public Optional<WorkflowProgress> progress(WorkflowId workflow) {
        return Optional.ofNullable(progress(java.util.List.of(workflow)).get(workflow));
    }

    /** Workflows that the allocator has never been told of are left out. */
    public Map<WorkflowId, WorkflowProgress> progress(Collection<WorkflowId> workflows) {
        refresh();
        Map<WorkflowId, WorkflowProgress> known = new HashMap<>(last.of(workflows));
        for (WorkflowId workflow : workflows) {
            WorkflowProgress fresh = live.get(workflow);
            if (fresh != null) {
                known.put(workflow, fresh);
            } else if (!over(known.get(workflow))) {
                closed(workflow).ifPresent(progress -> known.put(workflow, progress));
            }
        }
        return known;
    }

    /** Nothing about it will change any more: closed, and every output registered. */
    private static boolean over(@org.jspecify.annotations.Nullable WorkflowProgress progress) {
        return progress != null
                && progress.status() == WorkflowProgress.Status.CLOSED
                && progress.drained()
                && progress.unregisteredOutputs() == 0;
    }

    /** Open and paused workflows come in one answer, each other one has to be asked for. */
    private synchronized Optional<WorkflowProgress> closed(WorkflowId workflow) {
        WorkflowProgress known = over.get(workflow);
        if (known != null) {
            return Optional.of(known);
        }
        if (clock.instant().isBefore(restUntil)) {
            return Optional.empty();
        }
        try {
            WorkflowProgress progress = allocator.progress(workflow);
            last.remember(progress, clock.instant());
            if (over(progress)) {
                over.put(workflow, progress);
            }
            answered();
            return Optional.of(progress);
        } catch (ApiRefused e) {
            if (e.status() != 404) {
                failed(e);
            }
            return Optional.empty();
        } catch (ExternalSystemUnavailable e) {
            failed(e);
            return Optional.empty();
        }
    }

    private synchronized void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(readAt.plus(FRESH)) || now.isBefore(restUntil)) {
            return;
        }
        try {
            Map<WorkflowId, WorkflowProgress> read = new HashMap<>();
            for (WorkflowProgress progress : allocator.progress()) {
                read.put(progress.workflow(), progress);
                if (!progress.equals(live.get(progress.workflow()))) {
                    last.remember(progress, now);
                }
            }
            live.keySet().retainAll(read.keySet());
            live.putAll(read);
            readAt = now;
            answered();
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            live.clear();
            failed(e);
        }
    }

    private void answered() {
        if (away) {
            away = false;
            LOG.info("The allocator is back.");
        }
    }

    private void failed(RuntimeException reason) {
        restUntil = clock.instant().plus(REST);
        if (!away) {
            away = true;
            LOG.warn("The allocator is away: {}", reason.getMessage());
        }
    }
}
