package org.muster.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.muster.domain.input.InputSource;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.platform.WorkflowDetail;

/** Compares what a workflow made with what the independent computation says it must be, bin by bin. */
final class HistogramCheck {
    private static final long LIMIT_SECONDS = 180;

    private final Path program;

    /** What came out; {@code differences} is empty if everything agrees. */
    record Verdict(String workflow, String specification, int files, List<String> differences) {
        Verdict {
            differences = List.copyOf(differences);
        }
    }

    HistogramCheck(Path examples) {
        this.program = examples.resolve("expected_histogram.py");
    }

    /** {@code muons=muon:1-20:50}: the sample, the counters this workflow was given, events of each. */
    static String specification(WorkflowDetail workflow) {
        StageOrder generation = workflow.stages().get(0);
        Map<String, String> environment = generation.environment();
        if (!(InputSource.parse(workflow.workflow().mql()) instanceof InputSource.Counters counters)) {
            throw new DemoLost(workflow.workflow().workflow() + " has no counters: "
                    + workflow.workflow().mql());
        }
        int offset = Integer.parseInt(environment.getOrDefault("COUNTER_OFFSET", "0"));
        int last = offset + counters.count();
        String sample = environment.getOrDefault("SAMPLE", "?");
        String particle = environment.getOrDefault("PARTICLE", "muon");
        return sample + "=" + particle + ":" + (offset + 1) + "-" + last + ":"
                + environment.getOrDefault("EVENTS_PER_JOB", "0");
    }

    CompletableFuture<Verdict> start(WorkflowDetail workflow, List<Path> histograms) {
        String specification = specification(workflow);
        String name = workflow.workflow().workflow().toString();
        if (histograms.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Verdict(name, specification, 0, List.of(name + " has no outputs")));
        }
        List<String> command = new ArrayList<>(List.of("python3", program.toString(), specification, "--check"));
        histograms.forEach(file -> command.add(file.toString()));
        return CompletableFuture.supplyAsync(
                () -> new Verdict(name, specification, histograms.size(), differences(command)));
    }

    private static List<String> differences(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of("the independent computation took longer than " + LIMIT_SECONDS + " s");
            }
            return process.exitValue() == 0 ? List.of() : said.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }
}
