package org.muster.benchmarks.processes;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose PostgreSQL is started. A mixin of every command that measures it. */
public final class ChosenPostgres {
    @Option(
            names = "--postgres",
            description = "Directory of an installed PostgreSQL's programs, as /usr/lib/postgresql/15/bin; "
                    + "without it the one that comes along, which is compiled for size and takes more CPU.")
    private Optional<Path> programs = Optional.empty();

    public Optional<Path> programs() {
        return programs;
    }
}
