package org.muster.allocator.ledger.books;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.allocator.ledger.rows.Ending;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowHealth;

/**
 * How the jobs of a workflow ended in the last hour, counted by the minute as they end: the watchdog asks every second, of every
 * workflow, however many jobs there ever were.
 */
final class RecentEndings {
    private static final long SECONDS = Duration.ofMinutes(1).toSeconds();

    /** Of a job that the allocator ended itself. */
    private static final int NO_CODE = 0;

    private final NavigableMap<Long, Map<Ending, Told>> minutes = new TreeMap<>();

    /** @param example of the job with the highest number that said why; empty without */
    private record Told(long jobs, long lastJob, String example) {
        Told with(Told other) {
            boolean later = !other.example.isEmpty() && (example.isEmpty() || other.lastJob > lastJob);
            return new Told(jobs + other.jobs(), later ? other.lastJob : lastJob, later ? other.example : example);
        }
    }

    /** The first instant that counts: minutes are whole, so that the hour is up to a minute longer. */
    static Instant since(Instant now) {
        return Instant.ofEpochSecond(minute(now.minus(WorkflowHealth.WINDOW)) * SECONDS);
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    void add(Job job, String why, Instant now) {
        add(job.ending(), now, 1, job.id(), why);
        minutes.headMap(minute(since(now))).clear();
    }

    void add(Ending ending, Instant at, long jobs, long lastJob, String example) {
        minutes.computeIfAbsent(minute(at), minute -> new HashMap<>())
                .merge(ending, new Told(jobs, lastJob, example), Told::with);
    }

    /** @param atWork jobs that have started and not ended */
    WorkflowHealth health(WorkflowId workflow, long atWork, Instant now) {
        Map<JobState, Long> states = new HashMap<>();
        Map<SiteName, Long> errorsBySite = new TreeMap<>();
        Map<Integer, Long> exitCodes = new TreeMap<>();
        Map<Integer, Told> aborts = new HashMap<>();
        for (Map<Ending, Told> minute : minutes.tailMap(minute(since(now))).values()) {
            minute.forEach((ending, told) -> {
                states.merge(ending.state(), told.jobs(), Long::sum);
                switch (ending.state()) {
                    case JOBSCRIPT_ERROR -> {
                        exitCodes.merge(ending.code(), told.jobs(), Long::sum);
                        ending.site().ifPresent(site -> errorsBySite.merge(site, told.jobs(), Long::sum));
                    }
                    case ABORTED, OUTPUTTING_FAILED -> aborts.merge(ending.code(), told, Told::with);
                    default -> {
                        // of the others only the number counts
                    }
                }
            });
        }
        return new WorkflowHealth(
                workflow,
                states.getOrDefault(JobState.JOBSCRIPT_ERROR, 0L),
                states.getOrDefault(JobState.NONE_PROCESSED, 0L),
                states.getOrDefault(JobState.FINISHED, 0L) + atWork,
                errorsBySite,
                exitCodes,
                mostFrequentFirst(aborts));
    }

    private static List<WorkflowHealth.Aborts> mostFrequentFirst(Map<Integer, Told> aborts) {
        return aborts.entrySet().stream()
                .map(each -> new WorkflowHealth.Aborts(
                        Optional.of(each.getKey()).filter(code -> code != NO_CODE),
                        each.getValue().jobs(),
                        Absent.ifEmpty(each.getValue().example())))
                .sorted(Comparator.comparingLong(WorkflowHealth.Aborts::jobs)
                        .reversed()
                        .thenComparing(aborted -> aborted.code().orElse(NO_CODE)))
                .toList();
    }
}
