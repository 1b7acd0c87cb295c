package org.muster.launcher.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.cli.ExitCode;
import org.muster.cli.shell.Shell;
import org.muster.launcher.supervision.BoundedLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster logs}. */
@Command(name = "logs", description = "What the processes say.")
public final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int BUFFER = 64_000;

    private final Shell shell;

    @Mixin
    private PlatformDirectory directory;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "postgres, sandbox, webapp, allocator, agents, workers or supervisor; all if left out.")
    private Optional<String> name = Optional.empty();

    @Option(names = "-f", description = "Go on as the logs grow.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", description = "Last lines to show (default 40 of each).")
    private int lines = 40;

    public LogsCommand(Shell shell) {
        this.shell = shell;
        this.directory = new PlatformDirectory(shell);
    }

    /** How far a log has been shown. */
    private static final class Shown {
        private final String name;
        private final Path file;
        private long position;

        Shown(String name, Path file) throws IOException {
            this.name = name;
            this.file = file;
            this.position = Files.exists(file) ? Files.size(file) : 0;
        }
    }

    @Override
    public Integer call() throws Exception {
        List<Shown> logs = logs();
        for (Shown log : logs) {
            for (String line : new BoundedLog(log.file, BoundedLog.MAX_BYTES).tail(lines)) {
                print(logs, log, line);
            }
        }
        shell.out().flush();
        while (follow) {
            for (Shown log : logs) {
                for (String line : news(log).lines().toList()) {
                    print(logs, log, line);
                }
            }
            shell.out().flush();
            Thread.sleep(LOOK.toMillis());
        }
        return ExitCode.OK;
    }

    private List<Shown> logs() throws IOException {
        DataDirectory data = directory.data();
        if (name.isPresent()) {
            Path file = data.log(name.get());
            if (!Files.exists(file)) {
                throw new Stopped(
                        ExitCode.NOT_FOUND,
                        "There is no log of '" + name.get() + "' in "
                                + data.root().resolve("logs"));
            }
            return List.of(new Shown(name.get(), file));
        }
        Path directory = data.root().resolve("logs");
        if (!Files.isDirectory(directory)) {
            throw new Stopped(ExitCode.NOT_FOUND, "There are no logs in " + data.root());
        }
        List<Shown> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                logs.add(new Shown(file.getFileName().toString().replace(".log", ""), file));
            }
        }
        return logs;
    }

    private void print(List<Shown> logs, Shown log, String line) {
        shell.out().println(logs.size() == 1 ? line : log.name + " | " + line);
    }

    /** Whole lines that came since the last look; from the beginning again after the log was emptied. */
    private static String news(Shown log) throws IOException {
        if (!Files.exists(log.file)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.file.toFile(), "r")) {
            if (file.length() < log.position) {
                log.position = 0;
            }
            file.seek(log.position);
            byte[] bytes = new byte[(int) Math.min(BUFFER, file.length() - log.position)];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            int complete = bytes.length == BUFFER && end == 0 ? text.length() : end;
            String whole = text.substring(0, complete);
            log.position += whole.getBytes(StandardCharsets.UTF_8).length;
            return whole;
        }
    }
}
