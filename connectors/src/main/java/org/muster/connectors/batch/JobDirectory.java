package org.muster.connectors.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Unreadable;
import org.muster.protocol.machine.ProcessIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is on disk of one local job: all that a new agents process needs to take it over from one that was killed. */
final class JobDirectory {
    static final String WRAPPER = "wrapper";
    private static final String RECORD = "job.json";
    private static final String CLAIM = "claimed";
    static final String PROCESS = "process";
    static final String OUTPUT = "wrapper.log";
    /** Bytes of a record, of which ours has some hundred. */
    private static final long MAX_RECORD = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(JobDirectory.class);

    private final Path path;
    private final Isolation isolation;

    JobDirectory(Path path, Isolation isolation) {
        this.path = path;
        this.isolation = isolation;
    }

    Path path() {
        return path;
    }

    void make(LocalJob job, String wrapper) {
        PrivateFiles.directory(path);
        isolation.prepare(path, wrapper);
        save(job);
    }

    /** Written whole or not at all. */
    void save(LocalJob job) {
        try {
            Path fresh = path.resolve(RECORD + ".new");
            Files.write(fresh, Json.mapper().writeValueAsBytes(job));
            Files.move(
                    fresh, path.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BrokenDirectory("cannot write " + path.resolve(RECORD), e);
        }
    }

    /** False only if it certainly is not. */
    boolean there() {
        return !Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Empty if the directory was never finished: its maker was killed in the middle.
     *
     * @throws BrokenDirectory if it cannot be read, or is not what we made
     */
    Optional<LocalJob> load() {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new BrokenDirectory(path + " is no directory of ours");
        }
        Path record = path.resolve(RECORD);
        try {
            BasicFileAttributes its =
                    Files.readAttributes(record, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!its.isRegularFile() || its.size() > MAX_RECORD) {
                throw new BrokenDirectory(record + " is no record of ours");
            }
            return Optional.of(parse(Files.readAllBytes(record)));
        } catch (NoSuchFileException e) {
            if (claimed()) {
                throw new BrokenDirectory("cannot read " + record, e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new BrokenDirectory("cannot read " + record, e);
        }
    }

    private LocalJob parse(byte[] record) throws IOException {
        LocalJob job;
        try {
            job = Json.mapper().readValue(record, new TypeReference<LocalJob>() {});
        } catch (JsonMappingException e) {
            throw new BrokenDirectory(path.resolve(RECORD) + " is spoilt: " + Unreadable.problem(e, ""));
        } catch (JsonProcessingException e) {
            throw new BrokenDirectory(path.resolve(RECORD) + " is spoilt: it is no JSON");
        }
        if (!path.endsWith(JobRecords.name(job.job()))) {
            throw new BrokenDirectory(path.resolve(RECORD) + " is that of another job, " + job.job());
        }
        return job;
    }

    /** Makes sure that nobody starts this job any more; false if somebody has. */
    boolean claim() {
        try {
            Files.createDirectory(path.resolve(CLAIM));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new BrokenDirectory("cannot claim " + path, e);
        }
    }

    boolean claimed() {
        return Files.isDirectory(path.resolve(CLAIM));
    }

    /**
     * Written whole or not at all; empty if it is not there.
     *
     * @throws BrokenDirectory if it cannot be read: whether the job runs cannot be told
     */
    Optional<ProcessIdentity> process() {
        Path file = path.resolve(PROCESS);
        try {
            return Optional.of(ProcessIdentity.parse(Files.readString(file))
                    .orElseThrow(() -> new BrokenDirectory(file + " is spoilt: it names no process")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BrokenDirectory("cannot read " + file, e);
        }
    }

    /** The wrapper holds the job's secret, which nobody needs after the job. */
    void forgetSecret() {
        try {
            Files.deleteIfExists(isolation.workspace(path).resolve(WRAPPER));
        } catch (IOException e) {
            throw new BrokenDirectory("cannot delete the wrapper in " + path, e);
        }
    }

    /** Leaves the logs and the record. */
    void tidy() {
        elsewhere().ifPresent(work -> delete(work, entry -> true));
        delete(
                path,
                entry -> !entry.equals(path)
                        && !entry.getFileName().toString().endsWith(".log")
                        && !entry.equals(path.resolve(RECORD)));
    }

    void delete() {
        elsewhere().ifPresent(work -> delete(work, entry -> true));
        delete(path, entry -> true);
    }

    private Optional<Path> elsewhere() {
        return Optional.of(isolation.workspace(path)).filter(work -> !work.startsWith(path));
    }

    private interface Choice {
        boolean take(Path entry);
    }

    private void delete(Path top, Choice choice) {
        List<Path> entries;
        try (Stream<Path> tree = Files.walk(top)) {
            entries = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        for (Path entry : entries) {
            try {
                if (choice.take(entry) && !holdsSomething(entry)) {
                    Files.deleteIfExists(entry);
                }
            } catch (IOException e) {
                LOG.debug("Left {} where it is: {}", entry, e.getMessage());
            }
        }
    }

    private static boolean holdsSomething(Path entry) throws IOException {
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> children = Files.list(entry)) {
            return children.findAny().isPresent();
        }
    }
}
