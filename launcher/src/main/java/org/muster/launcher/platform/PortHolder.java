package org.muster.launcher.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether a port of this machine is taken, and by whom as far as the system tells this user. */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int SHOWN_CHARACTERS = 80;

    private PortHolder() {}

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Such as {@code process 4711 (java -jar ...)}; empty if it belongs to another user. */
    static Optional<String> of(int port) {
        return inode(port).flatMap(PortHolder::owner);
    }

    private static Optional<String> inode(int port) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        for (String table : List.of("net/tcp", "net/tcp6")) {
            try {
                Optional<String> inode = Files.readAllLines(PROC.resolve(table)).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns.length > INODE
                                && columns[LOCAL_ADDRESS].endsWith(suffix)
                                && columns[STATE].equals(LISTENING))
                        .map(columns -> columns[INODE])
                        .findFirst();
                if (inode.isPresent()) {
                    return inode;
                }
            } catch (IOException e) {
                // Not Linux, or IPv6 is off: then nobody is named.
            }
        }
        return Optional.empty();
    }

    private static Optional<String> owner(String inode) {
        String socket = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), socket))
                .findFirst()
                .map(process -> "process " + process.pid() + " (" + commandLine(process) + ")");
    }

    private static boolean holds(long pid, String socket) {
        try (Stream<Path> descriptors =
                Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> target(descriptor).equals(socket));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String commandLine(ProcessHandle process) {
        String line = process.info().commandLine().orElse("unknown command");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
