package org.muster.allocator.counting;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.Summaries;
import org.muster.domain.workflow.WorkflowId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a night whoever leads counts the rows of every workflow, one after the other on one connection and with rests between, and
 * tells of sums that are others. It mends nothing: a difference is a defect, or somebody's hand.
 */
public final class NightlyCount implements AutoCloseable {
    /** Beside those of people and agents. */
    public static final int CONNECTIONS = 1;

    /** It begins at the first look in this hour, UTC. */
    static final int HOUR = 2;

    /** Workflows whose numbers are read at once. */
    static final int AT_ONCE = 1000;

    /** Lines for people in one night; the metric tells of all. */
    static final int MAX_LINES = 100;

    /** Rests for so many times as long as it counted: what it takes is a quarter of one connection. */
    private static final int RESTS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(NightlyCount.class);

    private final LedgerLoop ledger;
    private final Summaries rows;
    private final FullCount count;
    private final Clock clock;
    private final ScheduledExecutorService nights = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "nightly-count");
        thread.setDaemon(true);
        return thread;
    });
    private LocalDate lastNight = LocalDate.MIN;
    private volatile Counted last = new Counted(0, 0, 0);

    public NightlyCount(LedgerLoop ledger, Summaries rows, Clock clock) {
        this.ledger = ledger;
        this.rows = rows;
        this.count = new FullCount(ledger, rows);
        this.clock = clock;
        ScheduledFuture<?> unused = nights.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * One night's work.
     *
     * @param differences figures that are kept otherwise than they are counted
     * @param uncounted workflows that could not be counted
     */
    public record Counted(long workflows, long differences, long uncounted) {}

    /** What came of the last night that is over. */
    public Counted last() {
        return last;
    }

    /** It never throws: that would be the last look. */
    synchronized void look() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        if (now.getHour() != HOUR || now.toLocalDate().equals(lastNight) || !ledger.ready()) {
            return;
        }
        lastNight = now.toLocalDate();
        try {
            last = countAll();
            LOG.info("the sums of {} workflows were compared with their rows: {}", last.workflows(), last);
        } catch (JournalUnavailable | RuntimeException e) {
            LOG.error("the sums were not compared with their rows to the end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Counted countAll() throws JournalUnavailable, InterruptedException {
        Counted sum = new Counted(0, 0, 0);
        List<WorkflowId> some = rows.workflows(0, AT_ONCE);
        while (!some.isEmpty()) {
            for (WorkflowId workflow : some) {
                if (!ledger.ready()) {
                    throw new IllegalStateException("another allocator leads, or none");
                }
                long begin = System.nanoTime();
                sum = with(sum, workflow);
                TimeUnit.NANOSECONDS.sleep(RESTS * (System.nanoTime() - begin));
            }
            some = rows.workflows(some.get(some.size() - 1).number(), AT_ONCE);
        }
        return sum;
    }

    /** One that cannot be counted keeps no other from it. */
    private Counted with(Counted sum, WorkflowId workflow) {
        try {
            List<Difference> differences = count.of(workflow);
            differences.stream()
                    .limit(Math.max(0, MAX_LINES - sum.differences()))
                    .forEach(difference -> LOG.error("a sum is not what its rows say: {}", difference));
            return new Counted(sum.workflows() + 1, sum.differences() + differences.size(), sum.uncounted());
        } catch (JournalUnavailable | CompletionException e) {
            LOG.warn("{} was not counted", workflow, e);
            return new Counted(sum.workflows(), sum.differences(), sum.uncounted() + 1);
        }
    }

    @Override
    public void close() {
        nights.shutdownNow();
    }
}
