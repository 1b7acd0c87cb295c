package org.muster.benchmarks.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a run took place, and what else ran there. */
public final class Machine {
    private Machine() {}

    public static String describe() {
        return "%d processors, %s, Java %s, load of the last minute %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor().orElse("unknown model"),
                        System.getProperty("java.version"),
                        load());
    }

    private static Optional<String> processor() {
        return lines("/proc/cpuinfo")
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    /** Including what the run itself causes. */
    public static String load() {
        return lines("/proc/loadavg").findFirst().orElse("").split(" ", 2)[0];
    }

    private static java.util.stream.Stream<String> lines(String path) {
        try {
            return Files.readAllLines(Path.of(path)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
