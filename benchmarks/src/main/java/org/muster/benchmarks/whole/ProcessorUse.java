package org.muster.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.muster.benchmarks.processes.ProcessTree;

/**
 * Processor time that the programs of a platform and its PostgreSQL have used so far. PostgreSQL's is divided by the program at the
 * other end of each connection, which the title of the connection's process tells by its port; what served connections that have
 * ended, and PostgreSQL's own work, is a part of its own.
 */
final class ProcessorUse {
    static final String POSTGRES = "PostgreSQL";
    static final String POSTGRES_FOR = POSTGRES + " for ";
    static final String POSTGRES_ITSELF = POSTGRES + " itself";

    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1\\((\\d+)\\)");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final int LOCAL = 1;
    private static final int INODE = 9;
    private static final int HEX = 16;

    private final Map<String, Long> programs = new LinkedHashMap<>();
    private final Map<Long, Served> backends = new HashMap<>();
    private final long postgres;
    private final long at = System.nanoTime();

    private record Served(String program, long millis) {}

    private ProcessorUse(long postgres) {
        this.postgres = postgres;
    }

    static ProcessorUse of(WholePlatform platform) {
        ProcessTree postmaster = platform.postmaster();
        ProcessorUse use = new ProcessorUse(postmaster.cpuMillis());
        Map<Integer, String> owners = new HashMap<>();
        Map<String, Integer> ports = portsOfSockets();
        platform.programs().forEach((name, program) -> {
            use.programs.put(name, program.cpuMillis());
            sockets(program.pid()).forEach(socket -> {
                Integer port = ports.get(socket);
                if (port != null) {
                    owners.put(port, name);
                }
            });
        });
        for (ProcessTree.Child backend : postmaster.children()) {
            port(backend.title())
                    .map(owners::get)
                    .ifPresent(owner -> use.backends.put(backend.pid(), new Served(owner, backend.cpuMillis())));
        }
        return use;
    }

    private static Optional<Integer> port(String title) {
        Matcher port = PORT.matcher(title);
        return port.find() ? Optional.of(Integer.valueOf(port.group(1))) : Optional.empty();
    }

    /** Ports on this side by the number of their socket, as /proc/net says. */
    private static Map<String, Integer> portsOfSockets() {
        Map<String, Integer> ports = new HashMap<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.skip(1).map(line -> line.strip().split(" +", -1)).forEach(fields -> {
                    String local = fields[LOCAL];
                    ports.put(fields[INODE], Integer.valueOf(local.substring(local.lastIndexOf(':') + 1), HEX));
                });
            } catch (IOException e) {
                throw new IllegalStateException(table + " cannot be read", e);
            }
        }
        return ports;
    }

    private static List<String> sockets(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.map(ProcessorUse::target)
                    .map(SOCKET::matcher)
                    .filter(Matcher::matches)
                    .map(socket -> socket.group(1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " has ended", e);
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return ""; // closed since
        }
    }

    double secondsSince(ProcessorUse before) {
        return (at - before.at) / 1e9;
    }

    /** Milliseconds of each part. */
    Map<String, Double> since(ProcessorUse before) {
        Map<String, Double> parts = new LinkedHashMap<>();
        programs.forEach((name, millis) -> parts.put(name, (double) millis - before.programs.getOrDefault(name, 0L)));
        double served = 0;
        for (Map.Entry<Long, Served> backend : backends.entrySet()) {
            Served now = backend.getValue();
            Served then = before.backends.getOrDefault(backend.getKey(), new Served(now.program(), 0));
            double millis = now.millis() - then.millis();
            parts.merge(POSTGRES_FOR + now.program(), millis, Double::sum);
            served += millis;
        }
        parts.put(POSTGRES_ITSELF, postgres - before.postgres - served);
        return parts;
    }
}
