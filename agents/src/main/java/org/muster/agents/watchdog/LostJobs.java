package org.muster.agents.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.Halves;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.connectors.batch.BatchSystem;
import org.muster.connectors.batch.JobCondition;
import org.muster.domain.job.JobsubId;
import org.muster.protocol.control.AllocatorClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends jobs that give no sign of life, and those that the batch system has lost. */
@Component
final class LostJobs implements Agent {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(LostJobs.class);

    private final Subjects<JobsubId> jobs;
    private final AllocatorClient allocator;
    private final BatchSystem batch;
    private Set<JobsubId> suspects = Set.of();

    LostJobs(AllocatorClient allocator, BatchSystem batch, SetAside setAside) {
        this.jobs = new Subjects<>(name(), setAside);
        this.allocator = allocator;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "lost-jobs";
    }

    @Override
    public Duration every() {
        return INTERVAL;
    }

    @Override
    public int doWork(Instant now) {
        allocator.expireStalled();
        reportGone(now);
        return 0;
    }

    /**
     * Other schedulers are asked by their own agents. A job ends in the batch system a moment before or after the allocator hears its last word, so only a job that is missed
     * twice is gone. The allocator is asked first: a job that it knows was in the batch system before.
     */
    private void reportGone(Instant now) {
        List<JobsubId> unended = allocator.unendedJobs(batch.scheduler());
        Map<JobsubId, JobCondition> known = batch.query();
        Set<JobsubId> missing = new HashSet<>();
        for (JobsubId job : unended) {
            JobCondition condition = known.get(job);
            if (condition == null || condition == JobCondition.ENDED) {
                missing.add(job);
            }
        }
        List<JobsubId> gone = missing.stream()
                .filter(suspects::contains)
                .filter(job -> jobs.due(job, now))
                .sorted()
                .toList();
        jobs.keepOnly(missing);
        if (!gone.isEmpty()) {
            Halves.each(
                    gone,
                    some -> {
                        allocator.gone(some);
                        some.forEach(jobs::succeeded);
                    },
                    (job, trouble) -> jobs.failed(job, now, trouble));
            LOG.info("{} jobs are gone from the batch system, e.g. {}", gone.size(), gone.get(0));
        }
        suspects = Set.copyOf(missing);
    }
}
