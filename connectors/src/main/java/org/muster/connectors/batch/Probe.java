package org.muster.connectors.batch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a command to see whether it works. A file that is there says little: a kernel may forbid what it wants to do. */
final class Probe {
    private static final int SECONDS = 20;

    private Probe() {}

    static boolean works(List<String> command) {
        return run(command, ProcessBuilder.Redirect.DISCARD);
    }

    /** What it printed; nothing if it failed. */
    static List<String> lines(List<String> command) {
        try {
            Path printed = Files.createTempFile("muster-probe", ".txt");
            try {
                if (!run(command, ProcessBuilder.Redirect.to(printed.toFile()))) {
                    return List.of();
                }
                try (Stream<String> lines = Files.lines(printed, StandardCharsets.UTF_8)) {
                    return lines.toList();
                }
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at what " + command.get(0) + " prints", e);
        }
    }

    private static boolean run(List<String> command, ProcessBuilder.Redirect output) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(output)
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
