package org.muster.launcher.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.launcher.supervision.RunningProcess;
import org.muster.protocol.machine.ProcessIdentity;

/**
 * The wrapper jobs that run on this machine. They outlive the process that started them, so that it may be restarted; when
 * the whole platform stops, they must not go on without it.
 *
 * <p>Each job's directory has a file {@code process} that names it.
 */
final class JobProcesses {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private JobProcesses() {}

    /** Ends what still runs of the jobs in this directory; answers how many there were. */
    static int end(Path jobs) throws InterruptedException {
        List<ProcessHandle> running = new ArrayList<>();
        for (Path job : list(jobs)) {
            process(job.resolve("process")).ifPresent(running::add);
        }
        List<ProcessHandle> all = new ArrayList<>(running);
        running.forEach(process -> process.descendants().forEach(all::add));
        // Each tells its own what to do: a sandbox that is told first takes its job along without a word.
        running.forEach(ProcessHandle::destroy);
        long looks = PATIENCE.toMillis() / LOOK.toMillis();
        for (long i = 0; i < looks && all.stream().anyMatch(RunningProcess::alive); i++) {
            Thread.sleep(LOOK.toMillis());
        }
        all.forEach(ProcessHandle::destroyForcibly);
        return running.size();
    }

    /** How they are kept from what is not theirs, as the agents found when they started. */
    static String isolation(Path jobs) {
        try {
            return Files.readString(jobs.resolve("isolation.txt"));
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Path> list(Path jobs) {
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(jobs)) {
            return directories.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the jobs in " + jobs, e);
        }
    }

    private static Optional<ProcessHandle> process(Path file) {
        try {
            return ProcessIdentity.parse(Files.readString(file)).flatMap(ProcessIdentity::find);
        } catch (IOException e) {
            // It never started.
            return Optional.empty();
        }
    }
}
