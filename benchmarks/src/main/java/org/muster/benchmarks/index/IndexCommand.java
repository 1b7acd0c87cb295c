package org.muster.benchmarks.index;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the JMH benchmarks in this process: a fork would not find what is inside this program's archive. */
@Command(name = "index", description = "Measures the matching in memory with JMH.", mixinStandardHelpOptions = true)
public final class IndexCommand implements Callable<Integer> {
    @Option(names = "--seconds", description = "Of each iteration (default: ${DEFAULT-VALUE}).", defaultValue = "2")
    private int seconds;

    @Option(names = "--iterations", description = "Measured (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int iterations;

    @Override
    public Integer call() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(IndexBenchmark.class.getSimpleName())
                        .forks(0)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(seconds))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(seconds))
                        .build())
                .run();
        return 0;
    }
}
