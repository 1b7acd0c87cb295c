package org.muster.benchmarks.registration;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.muster.benchmarks.figures.Figures;
import org.muster.benchmarks.processes.Machine;
import org.muster.protocol.control.AllocatorClient;

/** Lets outputs pile up while the agents stand still, then measures how they are registered. */
final class RegistrarBench {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final RegistrarPlatform.Programs programs;
    private final Figures figures;

    RegistrarBench(RegistrarPlatform.Programs programs, Figures figures) {
        this.programs = programs;
        this.figures = figures;
    }

    /**
     * What an audit has to say at the end: nothing, if all is well.
     *
     * @param warmUp registered first, and not measured
     */
    List<String> run(List<OutputLoad> warmUp, List<OutputLoad> measured)
            throws IOException, SQLException, InterruptedException {
        try (RegistrarPlatform platform = new RegistrarPlatform(programs)) {
            Producer producer = new Producer(platform.allocator);
            for (OutputLoad load : warmUp) {
                register(load, platform, producer);
            }
            for (OutputLoad load : measured) {
                long stolen = Machine.stolenMillis();
                Result result = register(load, platform, producer);
                tell(load, result);
                figures.add(
                        "- taken by other guests, " + load,
                        "",
                        "%.1f %%",
                        (Machine.stolenMillis() - stolen)
                                / (10 * result.seconds() * Runtime.getRuntime().availableProcessors()));
            }
            List<OutputLoad> all = new ArrayList<>(warmUp);
            all.addAll(measured);
            return new RegistrationAudit(platform.postgres)
                    .findings(
                            all.stream().mapToInt(OutputLoad::outputs).sum(),
                            all.stream().mapToInt(OutputLoad::workflows).sum());
        }
    }

    private record Result(double seconds, Spending spent) {}

    private static Result register(OutputLoad load, RegistrarPlatform platform, Producer producer)
            throws IOException, InterruptedException {
        Spending before = Spending.of(platform);
        platform.agents.pause();
        try {
            producer.produce(load);
            before = before.withCpuOf(platform);
        } finally {
            platform.agents.resume();
        }
        AllocatorClient control = platform.allocator.control();
        long begin = System.nanoTime();
        while (!control.waitingOutputs().isEmpty()) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException("not registered within " + LIMIT + ": " + control.waitingOutputs());
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Result(seconds, Spending.of(platform).since(before));
    }

    private void tell(OutputLoad load, Result result) {
        figures.add("outputs/s, " + load, "2,000", "%.0f", load.outputs() / result.seconds());
        if (load.workflows() > 1) {
            figures.add("time of a workflow, " + load, "", "%.1f ms", 1000 * result.seconds() / load.workflows());
        }
        double all = 0;
        for (var spent : result.spent().cpuMillis().entrySet()) {
            figures.add(
                    "CPU of an output, " + spent.getKey() + ", " + load,
                    "",
                    "%.3f ms",
                    (double) spent.getValue() / load.outputs());
            all += spent.getKey().startsWith("-") ? 0 : spent.getValue();
        }
        figures.add("CPU of an output, all, " + load, "", "%.3f ms", all / load.outputs());
        result.spent().calls().forEach((call, times) -> {
            if (times > 0) {
                figures.add(
                        String.format(Locale.ROOT, "calls for 1,000 outputs, %s, %s", call, load),
                        "",
                        "%.1f",
                        1000.0 * times / load.outputs());
            }
        });
    }
}
