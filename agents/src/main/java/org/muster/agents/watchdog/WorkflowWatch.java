package org.muster.agents.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.Halves;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.DrainedWorkflow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.Sickness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the workflow processes what the ledger shows: that a workflow is drained, or sick. */
@Component
final class WorkflowWatch implements Agent {
    /** A message may come before its process waits for it, and is then lost: it is repeated as long as it is true. */
    static final Duration REPEAT = Duration.ofSeconds(5);

    /** Workflows that one line of the log names. */
    private static final int MAX_NAMED = 10;

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowWatch.class);

    private final Subjects<WorkflowId> workflows;
    private final AllocatorClient allocator;
    private final PlatformClient platform;
    /** When those that were told are told again. */
    private final Map<WorkflowId, Instant> drainedNext = new HashMap<>();
    /** Bad jobs when a workflow was last called sick: after a person has resumed it, only new ones count. */
    private final Map<WorkflowId, Long> sickAt = new HashMap<>();

    WorkflowWatch(AllocatorClient allocator, PlatformClient platform, SetAside setAside) {
        this.workflows = new Subjects<>(name(), setAside);
        this.allocator = allocator;
        this.platform = platform;
    }

    @Override
    public String name() {
        return "workflow-watch";
    }

    @Override
    public int doWork(Instant now) {
        List<WorkflowProgress> progress = allocator.progress();
        List<WorkflowHealth> health = allocator.health();
        workflows.keepOnly(Stream.concat(
                        progress.stream().map(WorkflowProgress::workflow),
                        health.stream().map(WorkflowHealth::workflow))
                .collect(Collectors.toSet()));
        drained(progress, now);
        health.forEach(each -> workflows.attempt(each.workflow(), now, () -> sick(each)));
        return 0;
    }

    private void drained(List<WorkflowProgress> progress, Instant now) {
        Set<WorkflowId> drained = progress.stream()
                .filter(WorkflowProgress::drained)
                .map(WorkflowProgress::workflow)
                .collect(Collectors.toSet());
        drainedNext.keySet().retainAll(drained);
        List<WorkflowId> toTell = drained.stream()
                .filter(workflow -> !now.isBefore(drainedNext.getOrDefault(workflow, Instant.MIN)))
                .filter(workflow -> workflows.due(workflow, now))
                .sorted()
                .toList();
        for (int from = 0; from < toTell.size(); from += DrainedWorkflow.MAX_TOLD) {
            Halves.each(
                    toTell.subList(from, Math.min(toTell.size(), from + DrainedWorkflow.MAX_TOLD)),
                    some -> tellDrained(some, now),
                    (workflow, trouble) -> workflows.failed(workflow, now, trouble));
        }
    }

    private void tellDrained(List<WorkflowId> drained, Instant now) {
        platform.drained(drained);
        List<WorkflowId> fresh = drained.stream()
                .filter(workflow -> !drainedNext.containsKey(workflow))
                .toList();
        drained.forEach(workflow -> {
            drainedNext.put(workflow, now.plus(REPEAT));
            workflows.succeeded(workflow);
        });
        if (!fresh.isEmpty()) {
            LOG.info(
                    "Drained are {} more: {}{}",
                    fresh.size(),
                    fresh.stream().limit(MAX_NAMED).map(WorkflowId::toString).collect(Collectors.joining(", ")),
                    fresh.size() > MAX_NAMED ? ", ..." : "");
        }
    }

    private void sick(WorkflowHealth health) {
        SickRule.examine(health).ifPresent(sickness -> {
            long bad = SickRule.bad(health);
            Long before = sickAt.get(health.workflow());
            if (before == null || bad > before + SickRule.TOLERATED) {
                tell(health.workflow(), sickness);
                sickAt.put(health.workflow(), bad);
            }
        });
        if (SickRule.examine(health).isEmpty()) {
            sickAt.remove(health.workflow());
        }
    }

    /** A process that has gone on does not want to know; that is its right. */
    private void tell(WorkflowId workflow, Sickness sickness) {
        LOG.warn("{} is sick: {}", workflow, sickness.message());
        try {
            platform.sick(workflow, sickness);
        } catch (ApiRefused e) {
            if (e.status() != 404 && e.status() != 409) {
                throw e;
            }
            LOG.debug("{}: {}", workflow, e.getMessage());
        }
    }
}
