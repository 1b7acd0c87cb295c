package org.muster.connectors.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that will not be taken for another one with the same number: Linux tells when it started, in ticks since the boot.
 */
record ProcessIdentity(String boot, long pid, long startTicks) {
    private static final Path PROC = Path.of("/proc");
    /** Fields of /proc/PID/stat behind the command, which may hold blanks itself. */
    private static final int STATE = 0;

    private static final int START = 19;

    /** From the file that {@link #SCRIPT} wrote; empty while it is not complete. */
    static Optional<ProcessIdentity> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return words.length == 3
                    ? Optional.of(new ProcessIdentity(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Claims the job's directory, writes down who runs it, and becomes the wrapper. Whoever claims second, be it this shell or
     * an agent that has given up waiting for it, leaves the job alone.
     */
    static final String SCRIPT = """
            mkdir claimed || exit 0
            stat=$(cat /proc/$$/stat)
            set -- ${stat##*) }
            shift 19
            echo "$(cat /proc/sys/kernel/random/boot_id) $$ $1" > process.new
            mv process.new process
            exec "$MUSTER_PYTHON" wrapper
            """;

    boolean alive() {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return boot.equals(Files.readString(PROC.resolve("sys/kernel/random/boot_id"))
                            .strip())
                    && !fields[STATE].equals("Z")
                    && Long.parseLong(fields[START]) == startTicks;
        } catch (IOException e) {
            return false;
        }
    }

    /** The wrapper ends its jobscript itself when it is asked to go. */
    void terminate() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
}
