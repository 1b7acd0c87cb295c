package org.muster.webapp.allocation;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down how far workflows are, so that it is known while the allocator is away, and after a workflow has left it. Once in
 * a while and what has changed, whether anybody looks or not.
 */
@Component
class RememberProgress {
    /** Of workflows that are neither open nor settled, so many a round; the next round goes on behind them. */
    static final int MAX_UNSETTLED = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RememberProgress.class);

    private final KnownProgress ledger;
    private final LastProgress last;
    private final Clock clock;
    private final Duration interval;
    private final ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "remember-progress");
        thread.setDaemon(true);
        return thread;
    });
    private Map<WorkflowId, WorkflowProgress> written = Map.of();
    private int after;

    RememberProgress(
            KnownProgress ledger,
            LastProgress last,
            Clock clock,
            @Value("${muster.remember-progress-every:10s}") Duration interval) {
        this.ledger = ledger;
        this.last = last;
        this.clock = clock;
        this.interval = interval;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        ScheduledFuture<?> unused = writing.scheduleWithFixedDelay(
                this::writeWhateverHappens, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        writing.shutdownNow();
    }

    private void writeWhateverHappens() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.error("What the allocator says is written down later", e);
        }
    }

    synchronized void write() {
        Map<WorkflowId, WorkflowProgress> open = ledger.open();
        List<WorkflowProgress> changed = new ArrayList<>();
        open.forEach((workflow, progress) -> {
            if (!progress.equals(written.get(workflow))) {
                changed.add(progress);
            }
        });
        changed.addAll(ledger.fresh(closing(open)));
        last.remember(changed, clock.instant());
        written = open;
    }

    /** Closed since, and not all of their outputs are registered; or the last word about them was not heard. */
    private List<WorkflowId> closing(Map<WorkflowId, WorkflowProgress> open) {
        List<WorkflowId> unsettled = last.unsettled(after, MAX_UNSETTLED);
        after = unsettled.size() < MAX_UNSETTLED
                ? 0
                : unsettled.get(unsettled.size() - 1).number();
        return unsettled.stream()
                .filter(workflow -> !open.containsKey(workflow))
                .toList();
    }
}
