package org.muster.protocol.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that will not be taken for another one with the same number: Linux tells when it started, in ticks since the boot.
 * In a file it is one line: boot id, pid and start.
 */
public record ProcessIdentity(String boot, long pid, long startTicks) {
    private static final Path PROC = Path.of("/proc");
    private static final int WORDS = 3;

    /** Fields of /proc/PID/stat behind the command, which may hold blanks itself. */
    private static final int STATE = 0;

    private static final int START = 19;

    /** Empty if the line names no process. */
    public static Optional<ProcessIdentity> parse(String line) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != WORDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessIdentity(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean alive() {
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

    /** Empty if it is over. */
    public Optional<ProcessHandle> find() {
        return alive() ? ProcessHandle.of(pid) : Optional.empty();
    }
}
