package org.muster.connectors.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    /** Boot, process and start. */
    private static final int WORDS = 3;

    /**
     * From the file that {@link #SCRIPT} wrote, whole or not at all; empty if it is not there.
     *
     * @throws BrokenDirectory if it cannot be read: whether the job runs cannot be told
     */
    static Optional<ProcessIdentity> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            if (words.length == WORDS) {
                return Optional.of(new ProcessIdentity(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new BrokenDirectory(file + " is spoilt: it names no process");
        } catch (IOException e) {
            throw new BrokenDirectory("cannot read " + file, e);
        }
        throw new BrokenDirectory(file + " is spoilt: it names no process");
    }

    /** First argument of {@link #SCRIPT}: the process becomes the job. */
    static final String BECOME = "become";

    /** The process stays, and passes on that the job is to end; the job ends with it. */
    static final String KEEP = "keep";

    /**
     * Claims the job's directory, writes down who runs it, and becomes the wrapper, or its keeper. Whoever claims second, be it
     * this shell or an agent that has given up waiting for it, leaves the job alone. What is written here no job can write to.
     */
    static final String SCRIPT = """
        mkdir claimed || exit 0
        stat=$(cat /proc/$$/stat)
        start=$(echo "${stat##*) }" | cut -d' ' -f20)
        echo "$(cat /proc/sys/kernel/random/boot_id) $$ $start" > process.new
        mv process.new process
        how=$1
        shift
        if [ "$how" = become ]; then
            cd "$MUSTER_WORK" && unset MUSTER_WORK && exec "$@"
            exit 1
        fi
        unset MUSTER_WORK
        pass_on() {
            inner=$(sed -n 's/.*"child-pid": *\\([0-9]*\\).*/\\1/p' sandbox)
            kill -TERM "${inner:-$outer}"
        }
        "$@" 3> sandbox &
        outer=$!
        trap pass_on TERM
        wait "$outer"
        while kill -0 "$outer" 2> /dev/null; do wait "$outer"; done
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
