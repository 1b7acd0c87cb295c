package org.muster.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process and its children, as /proc shows them. */
public record ProcessTree(long pid) {
    /** Of /proc/PID/stat; USER_HZ is 100 on every Linux that Muster runs on. */
    static final int TICK_MILLIS = 10;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int ENDED_CHILDREN_USER_TIME = 13;
    private static final int ENDED_CHILDREN_SYSTEM_TIME = 14;
    private static final int PARENT = 1;

    /** CPU used so far by it and by its children, living and ended, user and system. */
    public long cpuMillis() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .flatMap(name -> stat(Path.of("/proc", name), Long.parseLong(name)).stream())
                    .filter(stat -> stat.pid == pid || stat.parent == pid)
                    .mapToLong(stat -> (stat.ticks + (stat.pid == pid ? stat.endedTicks : 0)) * TICK_MILLIS)
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
    }

    /** The same of its children alone, living ones, that name themselves so: PostgreSQL's tell whom they serve. */
    public long childrenMillis(String named) {
        return children().stream()
                .filter(child -> child.title().contains(named))
                .mapToLong(Child::cpuMillis)
                .sum();
    }

    /** @param title what it calls itself */
    public record Child(long pid, String title, long cpuMillis) {}

    /** Those that live. */
    public List<Child> children() {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .flatMap(child -> stat(Path.of("/proc", Long.toString(child.pid())), child.pid()).stream())
                .map(stat -> new Child(stat.pid, commandLine(stat.pid), stat.ticks * TICK_MILLIS))
                .toList();
    }

    /** Empty of one that has ended. */
    private static String commandLine(long process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Of it the compiler's threads of a JVM: work that ends when the program is warm. */
    public long compilerMillis() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.filter(ProcessTree::compiles)
                    .flatMap(thread -> stat(thread, pid).stream())
                    .mapToLong(stat -> stat.ticks * TICK_MILLIS)
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
    }

    private static boolean compiles(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compile[\\s\\S]*");
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private record Stat(long pid, long parent, long ticks, long endedTicks) {}

    /** Empty if it has ended. */
    private static Optional<Stat> stat(Path directory, long pid) {
        try {
            String line = Files.readString(directory.resolve("stat"));
            // The name in brackets may contain blanks.
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
            return Optional.of(new Stat(
                    pid,
                    Long.parseLong(fields.get(PARENT)),
                    Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME)),
                    Long.parseLong(fields.get(ENDED_CHILDREN_USER_TIME))
                            + Long.parseLong(fields.get(ENDED_CHILDREN_SYSTEM_TIME))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
