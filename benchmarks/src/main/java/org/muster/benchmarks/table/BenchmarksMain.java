package org.muster.benchmarks.table;

import org.muster.benchmarks.crash.CrashCommand;
import org.muster.benchmarks.index.IndexCommand;
import org.muster.benchmarks.registration.RegistrarCommand;
import org.muster.benchmarks.whole.WholeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point. */
@Command(
        name = "benchmarks",
        description =
                "Measures the allocator and breaks it under load; measures the registrar, and the whole platform.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TableCommand.class,
            CrashCommand.class,
            IndexCommand.class,
            RegistrarCommand.class,
            WholeCommand.class
        })
public final class BenchmarksMain {
    private BenchmarksMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarksMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
