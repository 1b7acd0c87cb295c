package org.muster.connectors.batch;

import static org.muster.connectors.batch.JobCondition.ENDED;
import static org.muster.connectors.batch.JobCondition.IDLE;
import static org.muster.connectors.batch.JobCondition.PREPARED;
import static org.muster.connectors.batch.JobCondition.RUNNING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
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

    /** Says how jobs are kept apart, for whoever starts the platform. */
    private static final String ISOLATION = "isolation.txt";

    private static final String SCHEDULER = "@local";
    private static final Logger LOG = LoggerFactory.getLogger(LocalProcesses.class);

    private final Path root;
    private final List<SiteName> slots;
    private final Isolation isolation;
    private final JobShell shell;
    private final ClusterNumbers clusters;
    private final Clock clock;
    private final Map<JobsubId, LocalJob> jobs = new LinkedHashMap<>();
    private final Set<JobsubId> tidied = new HashSet<>();
    private long lastNumber;

    /**
     * @param root directory of its own
     * @param slots the site that each slot plays; the entry is the site's name with "-CE"
     */
    public LocalProcesses(Path root, List<SiteName> slots, Isolation isolation, Clock clock) {
        this.root = root;
        this.slots = List.copyOf(slots);
        this.isolation = isolation;
        this.shell = new JobShell(isolation);
        this.clusters = new ClusterNumbers(root, clock);
        this.clock = clock;
        load();
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
        return SCHEDULER;
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
        return Math.max(0, slots.size() * IDLE_PER_SLOT - count(IDLE) - count(PREPARED));
    }

    @Override
    public synchronized List<JobsubId> prepare(JobOrder order, int wanted) {
        int made = Math.min(wanted, room());
        long cluster = clusters.next();
        List<JobsubId> prepared = new ArrayList<>();
        for (int process = 0; process < made; process++) {
            JobsubId id = new JobsubId(cluster + "." + process + SCHEDULER);
            LocalJob job = new LocalJob(
                    id,
                    ++lastNumber,
                    PREPARED,
                    order.sites(),
                    order.sites().iterator().next(),
                    order.processors(),
                    order.rssBytes(),
                    order.wallSeconds(),
                    clock.instant());
            directory(id).make(job, order.wrapper().apply(id));
            jobs.put(id, job);
            prepared.add(id);
        }
        return prepared;
    }

    @Override
    public synchronized void release(List<JobsubId> released) {
        for (JobsubId id : released) {
            LocalJob job = jobs.get(id);
            if (job != null && job.condition() == PREPARED) {
                move(job, IDLE, job.site());
            }
        }
    }

    @Override
    public synchronized void remove(List<JobsubId> removed) {
        for (JobsubId id : removed) {
            LocalJob job = jobs.get(id);
            if (job == null) {
                continue;
            }
            switch (job.condition()) {
                case PREPARED, IDLE -> {
                    directory(id).delete();
                    jobs.remove(id);
                }
                case RUNNING ->
                    directory(id).process().filter(ProcessIdentity::alive).ifPresent(ProcessIdentity::terminate);
                case ENDED -> {}
            }
        }
    }

    @Override
    public synchronized Map<JobsubId, JobCondition> query() {
        Map<JobsubId, JobCondition> conditions = new TreeMap<>();
        jobs.forEach((id, job) -> conditions.put(id, job.condition()));
        return conditions;
    }

    /**
     * One look at the slots: notices what has ended, starts what waits, clears what is old.
     *
     * @return jobs whose condition changed
     */
    public synchronized int advance() {
        int changed = noticeEnds() + startIdle();
        clear();
        return changed;
    }

    private int noticeEnds() {
        int ended = 0;
        for (LocalJob job : inCondition(RUNNING)) {
            if (!runs(job)) {
                directory(job.job()).forgetSecret();
                move(job, ENDED, job.site());
                ended++;
            }
        }
        return ended;
    }

    private boolean runs(LocalJob job) {
        JobDirectory directory = directory(job.job());
        Optional<ProcessIdentity> process = directory.process();
        if (process.isPresent()) {
            return process.get().alive();
        }
        // Its shell was started, or the agents process was killed just before: give it a while, then make sure it
        // cannot.
        boolean young = clock.instant().isBefore(job.since().plus(START_GRACE));
        return young || (!directory.claim() && directory.process().isPresent());
    }

    private int startIdle() {
        List<SiteName> free = new ArrayList<>(slots);
        inCondition(RUNNING).forEach(job -> free.remove(job.site()));
        int started = 0;
        for (LocalJob job : inCondition(IDLE)) {
            Optional<SiteName> slot =
                    free.stream().filter(job.sites()::contains).findFirst();
            if (slot.isPresent()) {
                free.remove(slot.get());
                start(job, slot.get());
                started++;
            }
        }
        return started;
    }

    /** The record says RUNNING before the process is there: a job is never started twice, at worst not at all. */
    private void start(LocalJob job, SiteName site) {
        move(job, RUNNING, site);
        try {
            shell.start(job, site, directory(job.job()).path());
        } catch (IOException e) {
            LOG.warn("Cannot start {}: {}", job.job(), e.getMessage());
        }
    }

    private void clear() {
        List<LocalJob> ended = inCondition(ENDED);
        for (int i = 0; i < ended.size() - MAX_ENDED_WHOLE; i++) {
            if (tidied.add(ended.get(i).job())) {
                directory(ended.get(i).job()).tidy();
            }
        }
        for (int i = 0; i < ended.size() - MAX_ENDED_LOGS; i++) {
            directory(ended.get(i).job()).delete();
            jobs.remove(ended.get(i).job());
            tidied.remove(ended.get(i).job());
        }
    }

    private void move(LocalJob job, JobCondition condition, SiteName site) {
        LocalJob moved = job.in(condition, site, clock.instant());
        directory(job.job()).save(moved);
        jobs.put(job.job(), moved);
    }

    private List<LocalJob> inCondition(JobCondition condition) {
        return jobs.values().stream()
                .filter(job -> job.condition() == condition)
                .sorted(Comparator.comparingLong(LocalJob::number))
                .toList();
    }

    private int count(JobCondition condition) {
        return (int) jobs.values().stream()
                .filter(job -> job.condition() == condition)
                .count();
    }

    private JobDirectory directory(JobsubId id) {
        return new JobDirectory(root.resolve(id.value().replace(SCHEDULER, "")), isolation);
    }

    private void load() {
        try {
            Files.createDirectories(root);
            Files.writeString(root.resolve(ISOLATION), isolation.words());
            try (Stream<Path> entries = Files.list(root)) {
                entries.filter(Files::isDirectory)
                        .map(directory -> new JobDirectory(directory, isolation))
                        .map(JobDirectory::load)
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparingLong(LocalJob::number))
                        .forEach(job -> {
                            jobs.put(job.job(), job);
                            lastNumber = Math.max(lastNumber, job.number());
                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
    }
}
