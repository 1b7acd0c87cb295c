package org.muster.benchmarks.registration;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.muster.benchmarks.figures.Figures;
import org.muster.benchmarks.processes.ChosenPostgres;
import org.muster.benchmarks.processes.Machine;
import org.muster.benchmarks.processes.MeasuredProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the registrar against the sandbox and prints the table. */
@Command(
        name = "registrar",
        description =
                "Measures how outputs are registered in the sandbox's catalogues, and audits them; exit code 1 if "
                        + "anything is wrong.",
        mixinStandardHelpOptions = true)
public final class RegistrarCommand implements Callable<Integer> {
    static final List<OutputLoad> SMOKE = List.of(new OutputLoad(1, 350), new OutputLoad(5, 20));

    @Option(
            names = "--loads",
            split = ",",
            description = "Workflows times outputs of each, one after the other (default: ${DEFAULT-VALUE}).",
            defaultValue = "1x50000,100x100,1x50000,100x100")
    private List<String> loads = List.of();

    @Option(
            names = "--warm-up",
            split = ",",
            description = "The same, registered first and not measured (default: ${DEFAULT-VALUE}).",
            defaultValue = "1x10000,50x20")
    private List<String> warmUp = List.of();

    @Option(names = "--smoke", description = "A few hundred outputs, to see that it works.")
    private boolean smoke;

    @Option(
            names = "--sandbox",
            description = "The sandbox to start (default: ${DEFAULT-VALUE}).",
            defaultValue = "sandbox/target/sandbox-exec.jar")
    private Path sandbox = Path.of("");

    @Option(
            names = "--agents",
            description = "The agents to start (default: ${DEFAULT-VALUE}).",
            defaultValue = "agents/target/agents-exec.jar")
    private Path agents = Path.of("");

    @Option(
            names = "--java-option",
            description = "Of the JVMs of sandbox and agents, beside those that muster up gives them.")
    private List<String> options = List.of();

    @Mixin
    private ChosenPostgres chosen = new ChosenPostgres();

    @Mixin
    private MeasuredProgram subject = new MeasuredProgram();

    @Override
    public Integer call() throws Exception {
        String begin = Machine.describe();
        Figures figures = new Figures();
        List<String> findings = new RegistrarBench(
                        new RegistrarPlatform.Programs(
                                subject.jar(), sandbox, agents, subject.work(), options, chosen.programs()),
                        figures)
                .run(smoke ? List.of() : parsed(warmUp), smoke ? SMOKE : parsed(loads));
        System.out.println("Begun on " + begin + "; load at the end " + Machine.load());
        System.out.println();
        System.out.print(figures.markdown());
        System.out.println("findings: " + (findings.isEmpty() ? "none" : String.join("; ", findings)));
        return findings.isEmpty() ? 0 : 1;
    }

    private static List<OutputLoad> parsed(List<String> loads) {
        return loads.stream().map(OutputLoad::parse).toList();
    }
}
