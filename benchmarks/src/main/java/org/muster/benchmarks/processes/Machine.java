package org.muster.benchmarks.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run took place, and what else ran there. */
public final class Machine {
    /** Of the first line's fields. */
    private static final int STOLEN = 8;

    private Machine() {}

    public static String describe() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s, Java %s, load of the last minute %s",
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

    /** Of all processors since the start, what a virtual machine's host did not give when it was wanted (proc(5): steal). */
    public static long stolenMillis() {
        String all = lines("/proc/stat").findFirst().orElse("");
        String[] ticks = all.split(" +", -1);
        return ticks.length > STOLEN ? Long.parseLong(ticks[STOLEN]) * ProcessTree.TICK_MILLIS : 0;
    }

    private static Stream<String> lines(String path) {
        try {
            return Files.readAllLines(Path.of(path)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
