package org.muster.connectors.batch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * bubblewrap: a job sees the system's programs, read-only, and its own directory; no process but its own; and the network,
 * because it talks to the allocator and to storages.
 *
 * @param hidden inside what it could otherwise see
 */
record Sandbox(Interpreter interpreter, List<Path> hidden) implements Isolation {
    private static final List<Path> SYSTEM = List.of(Path.of("/usr"), Path.of("/opt"), Path.of("/cvmfs"));
    private static final List<Path> LINKS_INTO_USR =
            List.of(Path.of("/bin"), Path.of("/sbin"), Path.of("/lib"), Path.of("/lib32"), Path.of("/lib64"));

    /** What programs look for; nothing with a secret in it. */
    private static final List<String> ETC = List.of(
            "alternatives",
            "ca-certificates",
            "crypto-policies",
            "gai.conf",
            "grid-security",
            "group",
            "host.conf",
            "hosts",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "localtime",
            "nsswitch.conf",
            "os-release",
            "passwd",
            "pki",
            "profile",
            "protocols",
            "redhat-release",
            "resolv.conf",
            "services",
            "ssl/certs",
            "ssl/openssl.cnf",
            "timezone");

    private static final String NOBODY = "65534";

    static Optional<Isolation> working(Interpreter interpreter, List<Path> hidden) {
        Sandbox sandbox = new Sandbox(interpreter, List.copyOf(hidden));
        List<String> trial = sandbox.walls();
        trial.addAll(List.of(interpreter.executable(), "-c", ""));
        return Probe.works(trial) ? Optional.of(sandbox) : Optional.empty();
    }

    @Override
    public String words() {
        return "Jobs run in sandboxes (bubblewrap): each sees its own directory, the system's programs and the"
                + " network, and no other process.";
    }

    @Override
    public Path workspace(Path jobDirectory) {
        return jobDirectory.resolve("work");
    }

    @Override
    public void prepare(Path jobDirectory, String wrapper) {
        PrivateFiles.directory(workspace(jobDirectory));
        PrivateFiles.write(workspace(jobDirectory).resolve(JobDirectory.WRAPPER), wrapper);
    }

    @Override
    public List<String> command(Path jobDirectory) {
        String work = workspace(jobDirectory).toString();
        List<String> command = new ArrayList<>();
        command.add(JobShell.KEEP);
        command.addAll(walls());
        command.addAll(List.of("--info-fd", "3", "--as-pid-1", "--bind", work, work, "--chdir", work));
        command.addAll(List.of(interpreter.executable(), JobDirectory.WRAPPER));
        return command;
    }

    @Override
    public String path() {
        Path executable = Path.of(interpreter.executable());
        String its = executable.isAbsolute() ? executable.getParent() + ":" : "";
        return its + "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    }

    private List<String> walls() {
        List<String> walls = new ArrayList<>(List.of("bwrap", "--die-with-parent", "--unshare-user", "--uid", NOBODY));
        walls.addAll(List.of("--gid", NOBODY, "--unshare-pid", "--unshare-ipc", "--unshare-cgroup-try"));
        walls.addAll(List.of("--cap-drop", "ALL", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        walls.addAll(List.of("--tmpfs", "/var/tmp", "--tmpfs", "/run"));
        SYSTEM.forEach(path -> readable(walls, path));
        for (Path path : LINKS_INTO_USR) {
            if (Files.isSymbolicLink(path)) {
                walls.addAll(List.of("--symlink", "usr/" + path.getFileName(), path.toString()));
            } else {
                readable(walls, path);
            }
        }
        ETC.forEach(name -> readable(walls, Path.of("/etc").resolve(name)));
        interpreter.readable().stream()
                .filter(path -> SYSTEM.stream().noneMatch(path::startsWith))
                .forEach(path -> readable(walls, path));
        hidden.stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && visible(path))
                .forEach(path -> walls.addAll(List.of("--tmpfs", path.toString())));
        return walls;
    }

    private boolean visible(Path path) {
        return SYSTEM.stream().anyMatch(path::startsWith)
                || interpreter.readable().stream().anyMatch(path::startsWith);
    }

    private static void readable(List<String> walls, Path path) {
        walls.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
    }
}
