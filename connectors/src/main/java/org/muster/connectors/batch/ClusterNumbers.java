package org.muster.connectors.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers for submissions, counted in a file of the directory. */
record ClusterNumbers(Path root, Clock clock) {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pattern COUNT = Pattern.compile("\\d{1,17}");
    /** A job's directory: the cluster before the dot. */
    private static final Pattern JOB = Pattern.compile("(\\d{1,17})\\.\\d+");

    private static final Logger LOG = LoggerFactory.getLogger(ClusterNumbers.class);

    /** Never one that was given before, even if the directory was emptied meanwhile. */
    long next() {
        Path file = root.resolve("last-cluster");
        try {
            long last = Files.exists(file) ? last(file) : 0;
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

    /** A file that a machine left spoilt when it went down stops nobody: the directories know the number too. */
    private long last(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (COUNT.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        LOG.warn("{} is spoilt: clusters are counted from the directories", file);
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> JOB.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(0);
        }
    }
}
