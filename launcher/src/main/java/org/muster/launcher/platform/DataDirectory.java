package org.muster.launcher.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.postgres.PostgresServer;
import org.muster.protocol.http.Json;

/** Everything one platform keeps on disk. */
public final class DataDirectory {
    /** Tells a platform's directory from any other: only such a one is ever removed. */
    private static final String MARKER = "MUSTER_DATA";

    private final Path root;

    /** Passwords of the database; not in the credentials file, which the webapp reads. */
    record DatabasePasswords(String admin, String user) {
        @Override
        public String toString() {
            return "DatabasePasswords";
        }
    }

    public DataDirectory(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path own(String process) {
        return root.resolve(process);
    }

    Path jobs() {
        return root.resolve("jobs");
    }

    Path git(String repository) {
        return root.resolve("git").resolve(repository + ".git");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path keys() {
        return root.resolve("keys.json");
    }

    public Path credentialsFile() {
        return root.resolve("credentials.yaml");
    }

    public Credentials credentials() {
        return Credentials.readOrMake(credentialsFile());
    }

    Path recordFile() {
        return root.resolve("run").resolve("platform.json");
    }

    Path settingsFile() {
        return root.resolve("run").resolve("settings.json");
    }

    public boolean isPlatform() {
        return Files.exists(root.resolve(MARKER));
    }

    /** Makes the directories; refuses where it cannot, and where PostgreSQL could not read what is there. */
    void prepare() {
        if (!PostgresServer.runsFrom(root)) {
            throw new Stopped(
                    LauncherExitCode.DATA_DIRECTORY_UNUSABLE,
                    "PostgreSQL does not run from a directory with one of the characters " + PostgresServer.UNUSABLE
                            + " in its path, such as " + root + ". Choose another one with --data-dir.");
        }
        try {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            for (String directory : new String[] {"logs", "run", "git", "tmp"}) {
                Files.createDirectories(root.resolve(directory));
            }
            Files.writeString(
                    root.resolve(MARKER), "Muster's data. 'muster up --data-dir' with this directory uses them.\n");
        } catch (IOException e) {
            throw new Stopped(
                    LauncherExitCode.DATA_DIRECTORY_UNUSABLE,
                    "Cannot write to the data directory " + root + " (" + e.getMessage()
                            + "). Choose another one with --data-dir.");
        }
        refuseOtherPostgres();
    }

    private void refuseOtherPostgres() {
        Path wanted = PostgresServer.dataDirectory(postgres());
        try {
            Path version = wanted.resolve("PG_VERSION");
            if (Files.exists(version)) {
                String major = Files.readString(version).strip();
                if (!major.equals(Integer.toString(PostgresServer.MAJOR))) {
                    throw otherPostgres(major);
                }
            } else if (Files.isDirectory(postgres())) {
                try (Stream<Path> entries = Files.list(postgres())) {
                    Optional<String> other = entries.map(
                                    entry -> entry.getFileName().toString())
                            .filter(name -> name.startsWith("data-"))
                            .map(name -> name.substring("data-".length()))
                            .filter(major -> !major.equals(Integer.toString(PostgresServer.MAJOR)))
                            .findFirst();
                    if (other.isPresent()) {
                        throw otherPostgres(other.get());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + postgres(), e);
        }
    }

    private Stopped otherPostgres(String major) {
        return new Stopped(
                LauncherExitCode.OTHER_POSTGRES,
                "The data in " + postgres() + " were made by PostgreSQL " + major + "; this Muster has PostgreSQL "
                        + PostgresServer.MAJOR
                        + ". Move them with pg_dump of that version, or start with an empty --data-dir.");
    }

    /** Holds the directory for this process; empty if another one has it. Closing the channel gives it back. */
    Optional<FileChannel> lock() {
        try {
            FileChannel channel = FileChannel.open(
                    root.resolve("run").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + root, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    DatabasePasswords databasePasswords() {
        Path file = root.resolve("database.json");
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(
                        file,
                        Json.mapper()
                                .writeValueAsString(Map.of(
                                        "admin", Credentials.randomSecret(), "user", Credentials.randomSecret())));
            }
            JsonNode json = Json.mapper().readTree(Files.readString(file));
            return new DatabasePasswords(
                    json.path("admin").asText(), json.path("user").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the database's passwords in " + file, e);
        }
    }

    PlatformSettings settings() {
        return read(settingsFile(), PlatformSettings.class)
                .orElseThrow(
                        () -> new Stopped(LauncherExitCode.INCOMPLETE, "There are no settings in " + settingsFile()));
    }

    void keep(PlatformSettings settings) {
        write(settingsFile(), settings);
    }

    public Optional<PlatformRecord> record() {
        return read(recordFile(), PlatformRecord.class);
    }

    void keep(PlatformRecord record) {
        write(recordFile(), record);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(Files.readString(file), type));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Readers see the old file or the new one, never half of it. */
    private static void write(Path file, Object value) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(
                    fresh, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
