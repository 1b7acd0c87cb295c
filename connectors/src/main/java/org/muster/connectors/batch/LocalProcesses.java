package org.muster.connectors.batch;

import static org.muster.connectors.batch.JobCondition.ENDED;
import static org.muster.connectors.batch.JobCondition.IDLE;
import static org.muster.connectors.batch.JobCondition.PREPARED;
import static org.muster.connectors.batch.JobCondition.RUNNING;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.protocol.machine.ProcessIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded batch system: wrapper jobs as processes of this machine, in sessions of their own, on a fixed number of slots
 * that play the configured sites in turn. All it knows is on disk, so jobs outlive it.
 */
public final class LocalProcesses implements BatchSystem {
    /** Ended jobs whose whole directory is kept for a look. */
    static final int MAX_ENDED_WHOLE = 50;
    /** Ended jobs whose logs are kept. */
    static final int MAX_ENDED_LOGS = 2000;
    /** A started shell has this long to say who it is. */
    static final Duration START_GRACE = Duration.ofSeconds(30);
    /** Idle jobs for each slot. */
    private static final int IDLE_PER_SLOT = 1;

    private static final Logger LOG = LoggerFactory.getLogger(LocalProcesses.class);

    private final List<SiteName> slots;
    private final JobShell shell;
    private final ClusterNumbers clusters;
    private final Clock clock;
    private final JobRecords records;
    private final Set<JobsubId> tidied = new HashSet<>();

    /**
     * @param root directory of its own
     * @param slots the site that each slot plays; the entry is the site's name with "-CE"
     */
    public LocalProcesses(Path root, List<SiteName> slots, Isolation isolation, Clock clock) {
        this.slots = List.copyOf(slots);
        this.shell = new JobShell(isolation);
        this.clusters = new ClusterNumbers(root, clock);
        this.clock = clock;
        this.records = new JobRecords(root, isolation, clock);
    }

    /** One site for each slot, the sites in turn. */
    public static List<SiteName> inTurn(List<SiteName> sites, int slots) {
        List<SiteName> turns = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            turns.add(sites.get(slot % sites.size()));
        }
        return turns;
    }

    @Override
    public String scheduler() {
        return JobRecords.SCHEDULER;
    }

    @Override
    public Set<SiteName> sites() {
        return Set.copyOf(slots);
    }

    @Override
    public int slots() {
        return slots.size();
    }

    @Override
    public synchronized int room() {
        long waiting = Stream.of(IDLE, PREPARED)
                .flatMap(condition -> records.in(condition).stream())
                .filter(records::well)
                .count();
        return (int) Math.max(0, (long) slots.size() * IDLE_PER_SLOT - waiting);
    }

    @Override
    public synchronized List<JobsubId> prepare(JobOrder order, int wanted) {
        int made = Math.min(wanted, room());
        long cluster = clusters.next();
        List<JobsubId> prepared = new ArrayList<>();
        for (int process = 0; process < made; process++) {
            JobsubId id = new JobsubId(cluster + "." + process + JobRecords.SCHEDULER);
            LocalJob job = new LocalJob(
                    id,
                    records.nextNumber(),
                    PREPARED,
                    order.sites(),
                    order.sites().iterator().next(),
                    order.processors(),
                    order.rssBytes(),
                    order.wallSeconds(),
                    clock.instant());
            records.make(job, order.wrapper().apply(id));
            prepared.add(id);
        }
        return prepared;
    }

    @Override
    public synchronized void release(List<JobsubId> released) {
        for (JobsubId id : released) {
            records.find(id)
                    .filter(job -> job.condition() == PREPARED)
                    .ifPresent(job -> records.move(job, IDLE, job.site()));
        }
    }

    @Override
    public synchronized void remove(List<JobsubId> removed) {
        for (JobsubId id : removed) {
            records.find(id).ifPresent(this::remove);
        }
    }

    private void remove(LocalJob job) {
        switch (job.condition()) {
            case PREPARED, IDLE -> records.delete(job.job());
            case RUNNING ->
                records.directory(job.job())
                        .process()
                        .flatMap(ProcessIdentity::find)
                        // The wrapper ends its jobscript itself when it is asked to go.
                        .ifPresent(ProcessHandle::destroy);
            case ENDED -> {}
        }
    }

    @Override
    public synchronized Map<JobsubId, JobCondition> query() {
        return records.conditions();
    }

    /** Gives each directory its turn, so that the trouble of one is its own. */
    public interface Turns {
        /** @param work does it, if the directory's time has come; what it throws keeps no other from its turn */
        void attempt(String directory, Runnable work);
    }

    /** One look at the slots: notices what has ended, starts what waits, clears what is old. */
    public synchronized void advance(Turns turns) {
        records.readUnknownAgain(turns);
        records.in(RUNNING).forEach(job -> records.attempt(JobRecords.name(job.job()), turns, () -> noticeEnd(job)));
        startIdle(turns);
        clear(turns);
    }

    /** Directories that something is wrong with. */
    public synchronized Set<String> broken() {
        return records.broken();
    }

    /** Of those, the ones that are not there any more: nobody can mend them. */
    public synchronized Set<String> gone() {
        return records.gone();
    }

    /** Somebody knows that it is gone. */
    public synchronized void forget(String directory) {
        records.forget(directory);
    }

    private void noticeEnd(LocalJob job) {
        if (!runs(job)) {
            records.directory(job.job()).forgetSecret();
            records.move(job, ENDED, job.site());
        }
    }

    private boolean runs(LocalJob job) {
        JobDirectory directory = records.directory(job.job());
        Optional<ProcessIdentity> process = directory.process();
        if (process.isPresent()) {
            return process.get().alive();
        }
        // Its shell was started, or the agents process was killed just before: give it a while, then make sure it
        // cannot.
        boolean young = clock.instant().isBefore(job.since().plus(START_GRACE));
        return young || (!directory.claim() && directory.process().isPresent());
    }

    private void startIdle(Turns turns) {
        List<SiteName> free = new ArrayList<>(slots);
        records.in(RUNNING).stream().filter(records::well).forEach(job -> free.remove(job.site()));
        for (LocalJob job : records.in(IDLE)) {
            free.stream()
                    .filter(job.sites()::contains)
                    .findFirst()
                    .ifPresent(slot -> records.attempt(JobRecords.name(job.job()), turns, () -> {
                        start(job, slot);
                        free.remove(slot);
                    }));
        }
    }

    /** The record says RUNNING before the process is there: a job is never started twice, at worst not at all. */
    private void start(LocalJob job, SiteName site) {
        records.move(job, RUNNING, site);
        try {
            shell.start(job, site, records.directory(job.job()).path());
        } catch (IOException e) {
            LOG.warn("Cannot start {}: {}", job.job(), e.getMessage());
        }
    }

    private void clear(Turns turns) {
        List<LocalJob> ended = records.in(ENDED);
        for (int i = 0; i < ended.size() - MAX_ENDED_WHOLE; i++) {
            JobsubId job = ended.get(i).job();
            if (tidied.add(job)) {
                turns.attempt(JobRecords.name(job), records.directory(job)::tidy);
            }
        }
        for (int i = 0; i < ended.size() - MAX_ENDED_LOGS; i++) {
            JobsubId job = ended.get(i).job();
            records.forget(job);
            tidied.remove(job);
            turns.attempt(JobRecords.name(job), records.directory(job)::delete);
        }
    }
}
