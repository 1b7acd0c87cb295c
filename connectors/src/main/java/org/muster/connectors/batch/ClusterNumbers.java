package org.muster.connectors.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Numbers for submissions, counted in a file of the directory. */
record ClusterNumbers(Path root, Clock clock) {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    /** Never one that was given before, even if the directory was emptied meanwhile. */
    long next() {
        Path file = root.resolve("last-cluster");
        try {
            long last =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
            long next =
                    Math.max(last + 1, Duration.between(FIRST, clock.instant()).toSeconds());
            Path fresh = root.resolve("last-cluster.new");
            Files.writeString(fresh, Long.toString(next));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot count clusters in " + root, e);
        }
    }
}
