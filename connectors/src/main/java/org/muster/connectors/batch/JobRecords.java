package org.muster.connectors.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;

/** The jobs of this machine, each as its directory says; a directory that something is wrong with is known by its name. */
final class JobRecords {
    static final String SCHEDULER = "@local";

    /** Says how jobs are kept apart, for whoever starts the platform. */
    private static final String ISOLATION = "isolation.txt";

    /** The names of jobs' directories. */
    private static final Pattern OURS = Pattern.compile("\\d{1,18}\\.\\d{1,9}");

    private final Path root;
    private final Isolation isolation;
    private final Clock clock;
    private final Map<JobsubId, LocalJob> jobs = new LinkedHashMap<>();
    /** Names of directories that something is wrong with; their jobs, if they are known, hold no slot. */
    private final Set<String> broken = new TreeSet<>();
    /** Of those, the ones that are not there any more. */
    private final Set<String> gone = new TreeSet<>();

    private long lastNumber;

    JobRecords(Path root, Isolation isolation, Clock clock) {
        this.root = root;
        this.isolation = isolation;
        this.clock = clock;
        load();
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

    private void readAgain(String name) {
        new JobDirectory(root.resolve(name), isolation).load().ifPresent(job -> {
            jobs.put(job.job(), job);
            lastNumber = Math.max(lastNumber, job.number());
        });
    }

    /** Of a job that comes after all others. */
    long nextNumber() {
        return ++lastNumber;
    }

    Optional<LocalJob> find(JobsubId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Map<JobsubId, JobCondition> conditions() {
        Map<JobsubId, JobCondition> conditions = new TreeMap<>();
        jobs.forEach((id, job) -> conditions.put(id, job.condition()));
        return conditions;
    }

    /** In the order in which they were prepared. */
    List<LocalJob> in(JobCondition condition) {
        return jobs.values().stream()
                .filter(job -> job.condition() == condition)
                .sorted(Comparator.comparingLong(LocalJob::number))
                .toList();
    }

    void make(LocalJob job, String wrapper) {
        directory(job.job()).make(job, wrapper);
        jobs.put(job.job(), job);
    }

    void move(LocalJob job, JobCondition condition, SiteName site) {
        LocalJob moved = job.in(condition, site, clock.instant());
        directory(job.job()).save(moved);
        jobs.put(job.job(), moved);
    }

    void delete(JobsubId id) {
        directory(id).delete();
        jobs.remove(id);
        broken.remove(name(id));
    }

    /** What is left of its directory is somebody else's to clear. */
    void forget(JobsubId id) {
        jobs.remove(id);
    }

    JobDirectory directory(JobsubId id) {
        return new JobDirectory(root.resolve(name(id)), isolation);
    }

    boolean well(LocalJob job) {
        return !broken.contains(name(job.job()));
    }

    Set<String> broken() {
        return Set.copyOf(broken);
    }

    Set<String> gone() {
        return Set.copyOf(gone);
    }

    /** Somebody knows that it is gone. */
    void forget(String directory) {
        if (gone.remove(directory)) {
            broken.remove(directory);
        }
    }

    /** Those whose job could not be read. */
    void readUnknownAgain(LocalProcesses.Turns turns) {
        broken().stream()
                .filter(name -> !jobs.containsKey(job(name)))
                .forEach(name -> attempt(name, turns, () -> readAgain(name)));
    }

    /** The directory is broken until the work is done. */
    void attempt(String name, LocalProcesses.Turns turns, Runnable work) {
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

    static String name(JobsubId id) {
        return id.value().replace(SCHEDULER, "");
    }

    private static JobsubId job(String name) {
        return new JobsubId(name + SCHEDULER);
    }
}
