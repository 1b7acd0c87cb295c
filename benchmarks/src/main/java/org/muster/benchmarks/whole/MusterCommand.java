package org.muster.benchmarks.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command of a checkout, run to its end.
 *
 * @param words the program and what comes before every argument
 */
record MusterCommand(Path checkout, List<String> words) {
    MusterCommand {
        words = List.copyOf(words);
    }

    /** As people call it. */
    static MusterCommand script(Path checkout) {
        return new MusterCommand(
                checkout, List.of(checkout.toAbsolutePath().resolve("muster").toString()));
    }

    /** What it said. */
    String run(Map<String, String> environment, Duration limit, String... arguments) {
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of(arguments));
        try {
            Path said = Files.createTempFile("muster", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(checkout.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment()
                    .put("MUSTER_HOME", checkout.toAbsolutePath().normalize().toString());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(said);
            Files.delete(said);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(
                        "muster " + arguments[0] + (ended ? " failed" : " hangs") + ":\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("muster cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
