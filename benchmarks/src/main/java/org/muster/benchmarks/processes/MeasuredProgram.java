package org.muster.benchmarks.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The program that is looked at, and where it leaves its data. A mixin of every command that starts it. */
public final class MeasuredProgram {
    @Option(
            names = "--allocator",
            description = "The program to start (default: ${DEFAULT-VALUE}).",
            defaultValue = "allocator/target/allocator-exec.jar")
    private Path allocator = Path.of("");

    @Option(
            names = "--work",
            description = "A directory for data and logs (default: ${DEFAULT-VALUE}).",
            defaultValue = "benchmarks/target/work")
    private Path work = Path.of("");

    /** The built program; empty if there is none, and this process's class path must do. */
    public Optional<Path> jar() {
        return Optional.of(allocator).filter(Files::exists);
    }

    public Path work() {
        return work;
    }
}
