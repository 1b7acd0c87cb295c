package org.muster.allocator.counting;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.MissingSums;
import org.muster.domain.workflow.WorkflowId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the workflows that were over before sums were kept, once, while pilots are served: whoever leads, one workflow after the
 * other on one connection, with rests between. It may stop at any line: a workflow is counted or it is not.
 */
public final class LateCount implements AutoCloseable {
    /** Beside those of people and agents. */
    public static final int CONNECTIONS = 1;

    /** Rests for so many times as long as it counted: what it takes is half of one connection. */
    private static final int RESTS = 1;

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(LateCount.class);

    private final LedgerLoop ledger;
    private final MissingSums missing;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "late-count");
        thread.setDaemon(true);
        return thread;
    });
    private long epoch;

    /** Not tried again before the next lead. */
    private final Set<WorkflowId> failed = new HashSet<>();

    private volatile long left;

    public LateCount(LedgerLoop ledger, MissingSums missing) {
        this.ledger = ledger;
        this.missing = missing;
        ScheduledFuture<?> unused = looks.scheduleWithFixedDelay(
                this::look, FIRST_LOOK.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Workflows that nobody has counted yet, as of the last look. */
    public long left() {
        return left;
    }

    /** It never throws: that would be the last look. */
    private void look() {
        try {
            if (ledger.ready()) {
                if (epoch != ledger.epoch()) {
                    epoch = ledger.epoch();
                    failed.clear();
                }
                countAll();
            }
        } catch (JournalUnavailable e) {
            LOG.debug("nobody knows which workflows are still to be counted", e);
        } catch (RuntimeException e) {
            LOG.error("workflows that are still to be counted were not counted to the end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void countAll() throws JournalUnavailable, InterruptedException {
        List<WorkflowId> some = missing.workflows(0);
        left = missing.left();
        while (!some.isEmpty()) {
            for (WorkflowId workflow : some) {
                if (!ledger.ready()) {
                    return;
                }
                if (!failed.contains(workflow)) {
                    long begin = System.nanoTime();
                    count(workflow);
                    TimeUnit.NANOSECONDS.sleep(RESTS * (System.nanoTime() - begin));
                }
            }
            some = missing.workflows(some.get(some.size() - 1).number());
            left = missing.left();
            LOG.info("workflows that were over before sums were kept: {} are still to be counted", left);
        }
    }

    /** One that cannot be counted keeps no other from it. */
    private void count(WorkflowId workflow) {
        try {
            missing.count(workflow);
        } catch (JournalUnavailable | RuntimeException e) {
            failed.add(workflow);
            LOG.error("{} has no sums and cannot be counted", workflow, e);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
