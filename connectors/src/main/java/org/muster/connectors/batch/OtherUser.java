package org.muster.connectors.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Each job is a user of its own that owns nothing but its directory: for root, where there is no bubblewrap.
 *
 * @param scratch where these directories are; everybody may pass through and nobody may look around
 */
record OtherUser(Interpreter interpreter, Path scratch) implements Isolation {
    /** No system gives these to people. */
    private static final int FIRST_USER = 1_900_000_000;

    private static final int USERS = 1_000_000;

    static Optional<Isolation> working(Interpreter interpreter, Path scratch) {
        OtherUser other = new OtherUser(interpreter, scratch);
        return Probe.works(other.as(FIRST_USER, interpreter.executable(), "-c", ""))
                ? Optional.of(other)
                : Optional.empty();
    }

    @Override
    public String words() {
        return "Jobs run as users of their own without rights: they cannot read credentials, data or other jobs, but"
                + " can see which processes run. Install bubblewrap (bwrap) for sandboxes.";
    }

    @Override
    public Path workspace(Path jobDirectory) {
        return scratch.resolve(jobDirectory.getFileName());
    }

    @Override
    public void prepare(Path jobDirectory, String wrapper) {
        Path work = workspace(jobDirectory);
        try {
            Files.createDirectories(scratch);
            if (!ours(scratch)) {
                throw new IOException(scratch + " belongs to somebody else, or is a link");
            }
            Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx--x--x"));
            PrivateFiles.directory(work);
            PrivateFiles.write(work.resolve(JobDirectory.WRAPPER), wrapper);
            for (Path its : List.of(work.resolve(JobDirectory.WRAPPER), work)) {
                Files.setAttribute(its, "unix:uid", user(jobDirectory));
                Files.setAttribute(its, "unix:gid", user(jobDirectory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + work, e);
        }
    }

    private static boolean ours(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(0);
    }

    @Override
    public List<String> command(Path jobDirectory) {
        List<String> command = new ArrayList<>();
        command.add(JobShell.BECOME);
        command.addAll(as(user(jobDirectory), interpreter.executable(), JobDirectory.WRAPPER));
        return command;
    }

    private List<String> as(int user, String... command) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user));
        all.addAll(List.of("--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"));
        all.addAll(List.of(command));
        return all;
    }

    private static int user(Path jobDirectory) {
        return FIRST_USER + Math.floorMod(jobDirectory.getFileName().toString().hashCode(), USERS);
    }

    @Override
    public String path() {
        return "/usr/local/bin:/usr/bin:/bin";
    }
}
