package org.muster.launcher.platform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.cli.shell.Shell;
import picocli.CommandLine.Option;

/** How a platform is started. A mixin of {@code up} and {@code demo}. */
public final class StartOptions {
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,6})([mg])i?b?");
    private static final int MIB_PER_GIB = 1024;

    private final Shell shell;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "Move all ports so that the webapp gets N (default 8080).")
    private int base = Ports.DEFAULT.webapp();

    @Option(names = "--webapp-port", paramLabel = "N", description = "Default 8080.")
    private Optional<Integer> webapp = Optional.empty();

    @Option(names = "--allocator-port", paramLabel = "N", description = "Default 8081.")
    private Optional<Integer> allocator = Optional.empty();

    @Option(names = "--sandbox-port", paramLabel = "N", description = "Default 8082.")
    private Optional<Integer> sandbox = Optional.empty();

    @Option(names = "--agents-port", paramLabel = "N", description = "Default 8083.")
    private Optional<Integer> agents = Optional.empty();

    @Option(names = "--workers-port", paramLabel = "N", description = "Default 8084.")
    private Optional<Integer> workers = Optional.empty();

    @Option(names = "--postgres-port", paramLabel = "N", description = "Default 5433.")
    private Optional<Integer> postgres = Optional.empty();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Jobs that run on this machine at once (default " + PlatformSettings.DEFAULT_SLOTS + ").")
    private int slots = PlatformSettings.DEFAULT_SLOTS;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Sum of the processes' heaps, such as 3g or 1500m (default "
                    + PlatformSettings.DEFAULT_MEMORY_MIB + "m).")
    private String memory = PlatformSettings.DEFAULT_MEMORY_MIB + "m";

    @Option(
            names = "--start-timeout",
            paramLabel = "SECONDS",
            description = "How long one process may take to become healthy (default "
                    + PlatformSettings.DEFAULT_START_SECONDS + ").")
    private int startSeconds = PlatformSettings.DEFAULT_START_SECONDS;

    public StartOptions(Shell shell) {
        this.shell = shell;
    }

    public PlatformSettings settings(DataDirectory data) {
        GivenVariables.refuse(shell.environment());
        Ports from = Ports.from(base);
        Ports ports = new Ports(
                webapp.orElse(from.webapp()),
                allocator.orElse(from.allocator()),
                sandbox.orElse(from.sandbox()),
                agents.orElse(from.agents()),
                workers.orElse(from.workers()),
                postgres.orElse(from.postgres()));
        return new PlatformSettings(home(shell), data.root(), ports, slots, memoryMib(memory), startSeconds);
    }

    /** The muster script says where it is; without it, the current directory is taken for the checkout. */
    public static Path home(Shell shell) {
        String home = shell.variable("MUSTER_HOME");
        return home.isEmpty() ? shell.directory() : Path.of(home).toAbsolutePath();
    }

    private static int memoryMib(String text) {
        Matcher matcher = MEMORY.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--memory is a size such as 3g or 1500m, not " + text);
        }
        int number = Integer.parseInt(matcher.group(1));
        return "g".equals(matcher.group(2)) ? number * MIB_PER_GIB : number;
    }
}
