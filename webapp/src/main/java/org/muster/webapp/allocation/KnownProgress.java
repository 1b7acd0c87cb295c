package org.muster.webapp.allocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.Outage;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How far workflows are, as the allocator says it; while it does not answer, as it last said it. Never throws because the
 * allocator is away. Whoever looks asks once for all, writes nothing, and waits for nobody else's look.
 */
@Component
public class KnownProgress {
    private static final Logger LOG = LoggerFactory.getLogger(KnownProgress.class);

    /** A page of a hundred rows asks once; so do ten people who look at it. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** After a failure nobody waits for the next one for so long. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** Workflows that are not open whose last word is kept in memory; that of others is read from the database. */
    private static final int MAX_HEARD = 20_000;

    private final AllocatorClient allocator;
    private final LastProgress last;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final Cache<WorkflowId, WorkflowProgress> heard =
            Caffeine.newBuilder().maximumSize(MAX_HEARD).build();
    private volatile Told told = new Told(Instant.MIN, Map.of());
    private volatile Instant restUntil = Instant.MIN;
    private final Outage outage = new Outage(
            reason -> LOG.warn("The allocator is away: {}", reason.getMessage()),
            () -> LOG.info("The allocator is back."));

    KnownProgress(AllocatorClient allocator, LastProgress last, Clock clock) {
        this.allocator = allocator;
        this.last = last;
        this.clock = clock;
    }

    /** What the allocator said of every open and paused workflow, in one answer. */
    private record Told(Instant at, Map<WorkflowId, WorkflowProgress> open) {}

    /** Whether the allocator answered when it was last asked. */
    public boolean answering() {
        return !outage.lasting();
    }

    /** When it last said how far all workflows are; long ago if it never did. */
    public Instant heardAt() {
        return told.at();
    }

    public Optional<WorkflowProgress> progress(WorkflowId workflow) {
        return Optional.ofNullable(progress(List.of(workflow)).get(workflow));
    }

    /** Workflows that the allocator has never been told of are left out. */
    public Map<WorkflowId, WorkflowProgress> progress(Collection<WorkflowId> workflows) {
        Map<WorkflowId, WorkflowProgress> known = new HashMap<>();
        Map<WorkflowId, WorkflowProgress> open = open();
        List<WorkflowId> others = new ArrayList<>();
        for (WorkflowId workflow : workflows) {
            WorkflowProgress fresh = open.get(workflow);
            if (fresh != null) {
                known.put(workflow, fresh);
            } else {
                others.add(workflow);
            }
        }
        known.putAll(notOpen(others));
        return known;
    }

    /** As of the last second. Whoever comes while somebody asks takes what there is. */
    Map<WorkflowId, WorkflowProgress> open() {
        boolean first = told.at().equals(Instant.MIN);
        if (fresh() || !(first ? waitsForItsTurn() : asking.tryLock())) {
            return told.open();
        }
        try {
            if (!fresh()) {
                Instant now = clock.instant();
                ask(() -> allocator.progress())
                        .ifPresent(progress -> told = new Told(
                                now,
                                progress.stream()
                                        .collect(Collectors.toUnmodifiableMap(
                                                WorkflowProgress::workflow, each -> each))));
            }
        } finally {
            asking.unlock();
        }
        return told.open();
    }

    private boolean waitsForItsTurn() {
        asking.lock();
        return true;
    }

    private boolean fresh() {
        Instant now = clock.instant();
        return now.isBefore(restUntil)
                || (!told.at().equals(Instant.MIN) && now.isBefore(told.at().plus(FRESH)));
    }

    /** Those that nothing changes any more are known, the others come in one answer. */
    private Map<WorkflowId, WorkflowProgress> notOpen(List<WorkflowId> workflows) {
        Map<WorkflowId, WorkflowProgress> known = new HashMap<>(heard.getAllPresent(workflows));
        Map<WorkflowId, WorkflowProgress> written = last.of(workflows.stream()
                .filter(workflow -> !known.containsKey(workflow))
                .toList());
        heard.putAll(written);
        known.putAll(written);
        List<WorkflowId> unsettled = workflows.stream()
                .filter(workflow -> !known.containsKey(workflow) || !settled(known.get(workflow)))
                .toList();
        fresh(unsettled).forEach(progress -> known.put(progress.workflow(), progress));
        return known;
    }

    /** What the allocator says of workflows that are not open; nothing while it is away. */
    List<WorkflowProgress> fresh(List<WorkflowId> workflows) {
        List<WorkflowProgress> progress = new ArrayList<>();
        for (int from = 0; from < workflows.size(); from += AllocatorClient.MAX_WORKFLOWS) {
            List<WorkflowId> some =
                    workflows.subList(from, Math.min(workflows.size(), from + AllocatorClient.MAX_WORKFLOWS));
            if (clock.instant().isBefore(restUntil)) {
                break;
            }
            progress.addAll(ask(() -> allocator.progress(some)).orElse(List.of()));
        }
        progress.forEach(each -> heard.put(each.workflow(), each));
        return progress;
    }

    /** Nothing about it will change any more: closed, and every output registered. */
    static boolean settled(WorkflowProgress progress) {
        return progress.status() == LedgerStatus.CLOSED && progress.drained() && progress.unregisteredOutputs() == 0;
    }

    private Optional<List<WorkflowProgress>> ask(Supplier<List<WorkflowProgress>> question) {
        try {
            List<WorkflowProgress> answer = question.get();
            outage.over();
            return Optional.of(answer);
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            restUntil = clock.instant().plus(REST);
            outage.met(e);
            return Optional.empty();
        }
    }
}
