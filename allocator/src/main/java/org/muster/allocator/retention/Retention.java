package org.muster.allocator.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.retention.RetentionLimits;

/**
 * What is configured of how long rows stay in the database.
 *
 * @param events what of them is older than this goes to a file; all stay without
 * @param logs for how long those of a workflow's jobs stay after it was over; for ever without
 * @param directory of the files
 */
public record Retention(Optional<Duration> events, Optional<Duration> logs, Optional<Path> directory) {
    /** Everything stays where it is. */
    public static final Retention FOR_EVER = new Retention(Optional.empty(), Optional.empty(), Optional.empty());

    public Retention {
        Problems problems = new Problems();
        events.ifPresent(age -> RetentionLimits.KEEP_DAYS.check(age.toDays(), "MUSTER_KEEP_EVENTS_DAYS", problems));
        logs.ifPresent(age -> RetentionLimits.KEEP_DAYS.check(age.toDays(), "MUSTER_KEEP_LOGS_DAYS", problems));
        if ((events.isPresent() || logs.isPresent()) && directory.isEmpty()) {
            problems.add("MUSTER_ARCHIVE_DIR", "is not set", "name the directory that they are archived to");
        }
        directory
                .filter(path -> !path.isAbsolute())
                .ifPresent(path -> problems.add("MUSTER_ARCHIVE_DIR", "is " + path, "give an absolute path"));
        if (!problems.none()) {
            throw new IllegalArgumentException(
                    problems.list().stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
    }
}
