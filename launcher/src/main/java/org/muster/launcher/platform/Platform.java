package org.muster.launcher.platform;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.domain.text.Units;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.repositories.GitRepositories;
import org.muster.launcher.supervision.BoundedLog;
import org.muster.launcher.supervision.ChildEnvironment;
import org.muster.launcher.supervision.RunningProcess;
import org.muster.launcher.supervision.Supervisor;
import org.muster.launcher.supervision.Supervisor.Phase;

/** Starts and stops the platform of one data directory. */
public final class Platform {
    private static final Duration LOOK = Duration.ofMillis(200);

    /** The supervisor itself: a JVM that has to come up before it can write anything. */
    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(60);

    /** Waves stop one after the other, each within the supervisor's limit. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(75);

    private static final int LOG_LINES_SHOWN = 25;
    private static final int SUPERVISOR_HEAP_MIB = 64;

    private final DataDirectory data;
    private final PrintWriter out;
    private final Clock clock;

    public Platform(DataDirectory data, PrintWriter out, Clock clock) {
        this.data = data;
        this.out = out;
        this.clock = clock;
    }

    /** Everything that can be known before starting; refuses with one line. Afterwards the platform may be started. */
    public void prepare(PlatformSettings settings) throws InterruptedException {
        PlatformPrograms.requireBuilt(settings.home());
        data.prepare();
        refuseSecond();
        stopLeftovers();
        settings.ports().byName().forEach(Platform::refuseTakenPort);
        GitRepositories.official(data.git("toy-detector"), settings.home().resolve("examples"));
        GitRepositories.empty(data.git("production"));
        data.credentials();
        data.databasePasswords();
        data.keep(settings);
    }

    /** Starts the supervisor in a session of its own and waits until everything is healthy. */
    public PlatformRecord start(PlatformSettings settings) throws IOException, InterruptedException {
        Files.deleteIfExists(data.recordFile());
        Process supervisor = launchSupervisor(settings);
        Instant begin = clock.instant();
        Map<String, String> shown = new HashMap<>();
        while (true) {
            Optional<PlatformRecord> record = data.record();
            record.ifPresent(now -> show(now, begin, shown));
            Phase phase = record.map(PlatformRecord::phase).orElse(Phase.STARTING);
            if (phase == Phase.RUNNING) {
                return record.orElseThrow();
            }
            if (phase == Phase.FAILED || phase == Phase.STOPPED || !supervisor.isAlive()) {
                throw failed(data.record());
            }
            if (record.isEmpty() && clock.instant().isAfter(begin.plus(SUPERVISOR_LIMIT))) {
                supervisor.destroyForcibly();
                throw failed(record);
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** Runs the supervisor in this process, until it is told to end. */
    public int runInForeground(PlatformSettings settings, Runnable whenRunning)
            throws IOException, InterruptedException {
        Instant begin = clock.instant();
        Map<String, String> shown = new HashMap<>();
        List<Phase> seen = new ArrayList<>();
        int code = new SupervisorProcess(data, settings, clock).run(record -> {
            show(record, begin, shown);
            if (record.phase() == Phase.RUNNING && !seen.contains(Phase.RUNNING)) {
                whenRunning.run();
            }
            seen.add(record.phase());
        });
        if (code == LauncherExitCode.NOT_HEALTHY) {
            throw failed(data.record());
        }
        return code;
    }

    /** Stops everything in order. */
    public void stop() throws InterruptedException {
        PlatformRecord record = data.record()
                .orElseThrow(() -> new Stopped(
                        LauncherExitCode.NOT_RUNNING, "No platform has been started from " + data.root() + "."));
        Optional<ProcessHandle> supervisor = RunningProcess.find(record.supervisor(), record.supervisorStarted());
        if (supervisor.isEmpty()) {
            if (!stopLeftovers()) {
                throw new Stopped(LauncherExitCode.NOT_RUNNING, "The platform of " + data.root() + " is not running.");
            }
            return;
        }
        out.println("Stopping the platform of " + data.root() + " ...");
        out.flush();
        supervisor.get().destroy();
        Instant limit = clock.instant().plus(STOP_LIMIT);
        while (RunningProcess.alive(supervisor.get()) && clock.instant().isBefore(limit)) {
            Thread.sleep(LOOK.toMillis());
        }
        if (RunningProcess.alive(supervisor.get())) {
            supervisor.get().destroyForcibly();
            stopLeftovers();
            throw new Stopped(
                    LauncherExitCode.DID_NOT_STOP,
                    "The supervisor did not stop within " + Units.plain(Units.span((double) STOP_LIMIT.toSeconds()))
                            + " and was killed, with everything it ran. See " + data.log("supervisor") + ".");
        }
        out.println("Stopped. The data stay; to go on with them: muster up --data-dir " + data.root());
    }

    /** Refuses if a platform runs from the directory already. */
    public void refuseSecond() {
        if (!data.isPlatform()) {
            return;
        }
        Optional<FileChannel> lock = data.lock();
        if (lock.isEmpty()) {
            String who = data.record()
                    .map(record -> " (supervisor process " + record.supervisor() + ", " + record.url() + ")")
                    .orElse("");
            throw new Stopped(
                    LauncherExitCode.ALREADY_RUNNING,
                    "A platform already runs from " + data.root() + who
                            + ". 'muster status' shows it, 'muster down' stops it; --data-dir with another directory"
                            + " and --port-base start a second one.");
        }
        try {
            lock.get().close();
        } catch (IOException e) {
            throw new Stopped(
                    LauncherExitCode.DATA_DIRECTORY_UNUSABLE, "Cannot unlock " + data.root() + ": " + e.getMessage());
        }
    }

    private static void refuseTakenPort(String process, int port) {
        if (!PortHolder.free(port)) {
            throw new Stopped(
                    LauncherExitCode.PORT_IN_USE,
                    "Port " + port + ", wanted for " + process + ", is in use by "
                            + PortHolder.of(port).orElse("a process of another user")
                            + ". Choose another with --" + process + "-port, or move all with --port-base.");
        }
    }

    /** Ends what a killed supervisor left behind; says whether there was anything. */
    private boolean stopLeftovers() throws InterruptedException {
        List<ProcessHandle> left = new ArrayList<>();
        for (PlatformRecord.Row process :
                data.record().map(PlatformRecord::processes).orElse(List.of())) {
            RunningProcess.find(process.pid(), process.processStarted()).ifPresent(left::add);
        }
        if (left.isEmpty()) {
            return false;
        }
        out.println("Stopping " + left.size() + " processes that a killed supervisor left behind ...");
        // The database is first in the record and goes last.
        for (int i = left.size() - 1; i >= 0; i--) {
            ProcessHandle process = left.get(i);
            process.destroy();
            Instant limit = clock.instant().plus(Supervisor.STOP_LIMIT);
            while (RunningProcess.alive(process) && clock.instant().isBefore(limit)) {
                Thread.sleep(LOOK.toMillis());
            }
            process.destroyForcibly();
        }
        JobProcesses.end(data.jobs());
        return true;
    }

    private Process launchSupervisor(PlatformSettings settings) throws IOException {
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + SUPERVISOR_HEAP_MIB + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(ChildEnvironment.javaOptions());
        command.addAll(List.of(
                "-jar",
                PlatformPrograms.jar(settings.home(), "launcher").toString(),
                "supervise",
                "--data-dir",
                data.root().toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.appendTo(data.log("supervisor").toFile()))
                .start();
    }

    private void show(PlatformRecord record, Instant begin, Map<String, String> shown) {
        for (PlatformRecord.Row process : record.processes()) {
            String text = process.state() + (process.lastEnd().isEmpty() ? "" : ", " + process.lastEnd());
            boolean worthSaying =
                    !process.state().equals("waiting") && !process.state().equals("starting");
            if (worthSaying && !text.equals(shown.put(process.name(), text))) {
                double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
                out.printf(
                        Locale.ROOT, "  %-10s %s after %s%n", process.name(), text, Units.plain(Units.span(seconds)));
                out.flush();
            }
        }
    }

    private Stopped failed(Optional<PlatformRecord> record) {
        String why = record.map(PlatformRecord::failure)
                .filter(failure -> !failure.isEmpty())
                .orElse("the supervisor ended");
        String name = record.isPresent() && why.indexOf(' ') > 0 && !why.startsWith("the ")
                ? why.substring(0, why.indexOf(' '))
                : "supervisor";
        StringBuilder text =
                new StringBuilder("The platform did not start: " + why + ". Everything has been stopped.\n");
        text.append("The last lines of ").append(data.log(name)).append(":\n");
        new BoundedLog(data.log(name), BoundedLog.MAX_BYTES)
                .tail(LOG_LINES_SHOWN)
                .forEach(line -> text.append("    ").append(line).append('\n'));
        return new Stopped(LauncherExitCode.NOT_HEALTHY, text.toString().stripTrailing());
    }
}
