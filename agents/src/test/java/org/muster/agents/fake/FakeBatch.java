package org.muster.agents.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.connectors.batch.BatchSystem;
import org.muster.connectors.batch.JobCondition;
import org.muster.connectors.batch.JobOrder;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;

/** A batch system in memory; a test moves its jobs. */
public final class FakeBatch implements BatchSystem {
    public final Map<JobsubId, JobCondition> jobs = new LinkedHashMap<>();
    public final Map<JobsubId, JobOrder> orders = new LinkedHashMap<>();
    /** Cannot be taken away. */
    public final Set<JobsubId> stuck = new HashSet<>();

    private final int slots;
    private final Set<SiteName> sites;
    private int clusters;

    public FakeBatch(int slots, String... sites) {
        this.slots = slots;
        this.sites = java.util.Arrays.stream(sites).map(SiteName::new).collect(java.util.stream.Collectors.toSet());
    }

    @Override
    public String scheduler() {
        return "@local";
    }

    @Override
    public Set<SiteName> sites() {
        return sites;
    }

    @Override
    public int slots() {
        return slots;
    }

    public long count(JobCondition condition) {
        return jobs.values().stream().filter(condition::equals).count();
    }

    @Override
    public int room() {
        return (int) Math.max(0, slots - count(JobCondition.IDLE) - count(JobCondition.PREPARED));
    }

    @Override
    public List<JobsubId> prepare(JobOrder order, int wanted) {
        clusters++;
        List<JobsubId> prepared = new ArrayList<>();
        for (int i = 0; i < Math.min(wanted, room() + prepared.size()) && prepared.size() < wanted; i++) {
            JobsubId job = new JobsubId(clusters + "." + i + "@local");
            prepared.add(job);
        }
        prepared.forEach(job -> {
            jobs.put(job, JobCondition.PREPARED);
            orders.put(job, order);
        });
        return prepared;
    }

    @Override
    public void release(List<JobsubId> released) {
        released.forEach(job -> jobs.replace(job, JobCondition.PREPARED, JobCondition.IDLE));
    }

    @Override
    public void remove(List<JobsubId> removed) {
        for (JobsubId job : removed) {
            if (stuck.contains(job)) {
                throw new UncheckedIOException(new IOException("the directory of " + job + " is busy"));
            }
            jobs.remove(job);
        }
    }

    @Override
    public Map<JobsubId, JobCondition> query() {
        return Map.copyOf(jobs);
    }
}
