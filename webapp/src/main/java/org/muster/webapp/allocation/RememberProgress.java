package org.muster.webapp.allocation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.webapp.rounds.Round;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes down how far workflows are, so that it is known while the allocator is away, and after a workflow has left it. Once in
 * a while and what has changed, whether anybody looks or not.
 */
@Component
class RememberProgress implements Round {
    /** Of workflows that are neither open nor settled, so many a round; the next round goes on behind them. */
    static final int MAX_UNSETTLED = 1_000;

    private final KnownProgress ledger;
    private final LastProgress last;
    private final Clock clock;
    private final Duration interval;
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

    @Override
    public String name() {
        return "remember-progress";
    }

    @Override
    public Duration every() {
        return interval;
    }

    @Override
    public synchronized void go() {
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
