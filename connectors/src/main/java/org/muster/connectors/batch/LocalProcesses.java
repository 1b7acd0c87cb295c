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
    /** The names of jobs' directories. */
    private static final Pattern OURS = Pattern.compile("\\d{1,18}\\.\\d{1,9}");

    private static final Logger LOG = LoggerFactory.getLogger(LocalProcesses.class);

    private final Path root;
    private final List<SiteName> slots;
    private final Isolation isolation;
    private final JobShell shell;
    private final ClusterNumbers clusters;
    private final Clock clock;
    private final Map<JobsubId, LocalJob> jobs = new LinkedHashMap<>();
    /** Names of directories that something is wrong with; their jobs, if they are known, hold no slot. */
    private final Set<String> broken = new TreeSet<>();
    /** Of those, the ones that are not there any more. */
    private final Set<String> gone = new TreeSet<>();

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
        long waiting = Stream.of(IDLE, PREPARED)
                .flatMap(condition -> inCondition(condition).stream())
                .filter(this::well)
                .count();
        return (int) Math.max(0, (long) slots.size() * IDLE_PER_SLOT - waiting);
    }

    private boolean well(LocalJob job) {
        return !broken.contains(name(job.job()));
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
                    broken.remove(name(id));
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

    /** Gives each directory its turn, so that the trouble of one is its own. */
    public interface Turns {
        /** @param work does it, if the directory's time has come; what it throws keeps no other from its turn */
        void attempt(String directory, Runnable work);
    }

    /** One look at the slots: notices what has ended, starts what waits, clears what is old. */
    public synchronized void advance(Turns turns) {
        Set.copyOf(broken).stream()
                .filter(name -> !jobs.containsKey(job(name)))
                .forEach(name -> attempt(name, turns, () -> readAgain(name)));
        inCondition(RUNNING).forEach(job -> attempt(name(job.job()), turns, () -> noticeEnd(job)));
        startIdle(turns);
        clear(turns);
    }

    /** Directories that something is wrong with. */
    public synchronized Set<String> broken() {
        return Set.copyOf(broken);
    }

    /** Of those, the ones that are not there any more: nobody can mend them. */
    public synchronized Set<String> gone() {
        return Set.copyOf(gone);
    }

    /** Somebody knows that it is gone. */
    public synchronized void forget(String directory) {
        if (gone.remove(directory)) {
            broken.remove(directory);
        }
    }

    private void attempt(String name, Turns turns, Runnable work) {
        turns.attempt(name, () -> {
            broken.add(name);
            JobDirectory directory = new JobDirectory(root.resolve(name), isolation);
            if (!directory.there()) {
                // Whatever ran there can neither be watched nor started any more.
                jobs.remove(job(name));
                gone.add(name);
                throw new BrokenDirectory("its directory " + root.resolve(name) + " is gone");
            }
            gone.remove(name);
            work.run();
            broken.remove(name);
        });
    }

    private void readAgain(String name) {
        new JobDirectory(root.resolve(name), isolation).load().ifPresent(this::know);
    }

    private void noticeEnd(LocalJob job) {
        if (!runs(job)) {
            directory(job.job()).forgetSecret();
            move(job, ENDED, job.site());
        }
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

    private void startIdle(Turns turns) {
        List<SiteName> free = new ArrayList<>(slots);
        inCondition(RUNNING).stream().filter(this::well).forEach(job -> free.remove(job.site()));
        for (LocalJob job : inCondition(IDLE)) {
            free.stream()
                    .filter(job.sites()::contains)
                    .findFirst()
                    .ifPresent(slot -> attempt(name(job.job()), turns, () -> {
                        start(job, slot);
                        free.remove(slot);
                    }));
        }
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

    private void clear(Turns turns) {
        List<LocalJob> ended = inCondition(ENDED);
        for (int i = 0; i < ended.size() - MAX_ENDED_WHOLE; i++) {
            JobsubId job = ended.get(i).job();
            if (tidied.add(job)) {
                turns.attempt(name(job), directory(job)::tidy);
            }
        }
        for (int i = 0; i < ended.size() - MAX_ENDED_LOGS; i++) {
            JobsubId job = ended.get(i).job();
            jobs.remove(job);
            tidied.remove(job);
            turns.attempt(name(job), directory(job)::delete);
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

    private JobDirectory directory(JobsubId id) {
        return new JobDirectory(root.resolve(name(id)), isolation);
    }

    static String name(JobsubId id) {
        return id.value().replace(SCHEDULER, "");
    }

    private static JobsubId job(String name) {
        return new JobsubId(name + SCHEDULER);
    }

    private void load() {
        try {
            Files.createDirectories(root);
            Files.writeString(root.resolve(ISOLATION), isolation.words());
            try (Stream<Path> entries = Files.list(root)) {
                entries.map(path -> path.getFileName().toString())
                        .filter(name -> OURS.matcher(name).matches())
                        .sorted()
                        .forEach(this::loadIfWell);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("cannot read " + root, e);
        }
    }

    /** What is wrong with it is told when it has its first turn. */
    private void loadIfWell(String name) {
        try {
            readAgain(name);
        } catch (BrokenDirectory e) {
            broken.add(name);
        }
    }

    private void know(LocalJob job) {
        jobs.put(job.job(), job);
        lastNumber = Math.max(lastNumber, job.number());
    }
}
