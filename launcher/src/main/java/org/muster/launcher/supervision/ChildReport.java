package org.muster.launcher.supervision;

import java.time.Instant;
import java.util.Optional;

/**
 * One supervised program, as {@code status} shows it.
 *
 * @param pid 0 if it has no process
 * @param processStarted start of the process as the operating system gives it; with the pid it names the process for good
 * @param lastEnd how its last process ended by itself, empty if none did
 */
public record ChildReport(
        String name,
        ChildState state,
        long pid,
        Optional<Instant> processStarted,
        int port,
        Instant since,
        int restarts,
        String lastEnd) {}
