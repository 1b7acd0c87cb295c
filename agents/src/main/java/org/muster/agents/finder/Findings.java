package org.muster.agents.finder;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.muster.domain.workflow.WorkflowId;

/**
 * The findings that are under way: never two of one workflow, so that a list of a million files holds up only its own workflow
 * and is not begun again while it is read.
 */
final class Findings {
    private final Executor threads;
    private final Set<WorkflowId> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> trouble = new AtomicReference<>();

    Findings(Executor threads) {
        this.threads = threads;
    }

    /** As it is now: ask before asking which queries are open, or one that ends in between is found twice. */
    Set<WorkflowId> underWay() {
        return Set.copyOf(underWay);
    }

    void begin(WorkflowId workflow, Runnable finding) {
        underWay.add(workflow);
        try {
            threads.execute(() -> run(workflow, finding));
        } catch (RuntimeException e) {
            underWay.remove(workflow);
            throw e;
        }
    }

    private void run(WorkflowId workflow, Runnable finding) {
        try {
            finding.run();
            ended.incrementAndGet();
        } catch (RuntimeException e) {
            trouble.set(e);
        } finally {
            underWay.remove(workflow);
        }
    }

    /**
     * How many ended since this was asked last.
     *
     * @throws RuntimeException what kept one of them from ending; the count is kept for the next call
     */
    int ended() {
        RuntimeException last = trouble.getAndSet(null);
        if (last != null) {
            throw last;
        }
        return ended.getAndSet(0);
    }
}
