package org.muster.benchmarks.processes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of the machine's own packages, with a data directory made for it. */
final class InstalledPostgres implements Closeable {
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final int port;

    private InstalledPostgres(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static InstalledPostgres start(Path data, Path programs, Map<String, String> settings) throws IOException {
        run(command(programs, "initdb", "--no-sync", "-A", "trust", "-U", Postgres.USER, "-D", data.toString()));
        int port = StartedProgram.freePort();
        List<String> command = command(
                programs, "postgres", "-D", data.toString(), "-p", Integer.toString(port), "-h", "127.0.0.1", "-k", "");
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new InstalledPostgres(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                port);
    }

    private static List<String> command(Path programs, String program, String... arguments) {
        List<String> command = new ArrayList<>(Postgres.asSomebodyElse());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
