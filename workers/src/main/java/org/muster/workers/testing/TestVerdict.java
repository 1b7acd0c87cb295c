package org.muster.workers.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;

/**
 * Whether a test is right: every job that got work ended with 0, every file was processed, and every output is there, not
 * empty, and has its metadata.
 */
record TestVerdict(boolean passed, String report) {
    /** Lines about single outputs; the rest is counted. */
    private static final int MAX_LINES = 10;

    private static final String EVENT_COUNT = "core.event_count";

    static TestVerdict of(
            WorkflowProgress progress, List<JobRow> jobs, List<OutputRow> outputs, Map<Did, CatalogueFile> declared) {
        List<JobRow> worked = jobs.stream().filter(TestVerdict::gotWork).toList();
        List<OutputRow> kept = outputs.stream().filter(TestVerdict::kept).toList();
        List<String> problems = new ArrayList<>();
        if (worked.isEmpty()) {
            problems.add("No job got any work.");
        }
        long bad = worked.stream().filter(job -> !endedWell(job)).count();
        if (bad > 0) {
            problems.add(bad + " of " + worked.size() + " jobs did not end with 0.");
        }
        for (StageProgress stage : progress.stages()) {
            long processed = stage.files(InputFileState.PROCESSED);
            if (processed < stage.allFiles() || processed == 0) {
                problems.add(String.format(
                        Locale.ROOT, "%s: %d of %d files were processed.", stage.stage(), processed, stage.allFiles()));
            }
        }
        if (kept.isEmpty()) {
            problems.add("There is no output.");
        }
        problems.addAll(outputProblems(kept, declared));
        String report = (problems.isEmpty() ? "The test passed.\n" : "The test did not pass.\n")
                + problems.stream().map(problem -> "- " + problem + "\n").collect(Collectors.joining())
                + "\n" + codes(worked)
                + "\n" + kept.size() + " outputs, "
                + kept.stream().mapToLong(OutputRow::sizeBytes).sum() + " bytes, "
                + progress.eventsConfirmed() + " events in the last stage\n";
        return new TestVerdict(problems.isEmpty(), report);
    }

    private static boolean gotWork(JobRow job) {
        return job.state() != JobState.SUBMITTED && job.state() != JobState.NOTUSED;
    }

    private static boolean endedWell(JobRow job) {
        boolean goodState = job.state() == JobState.FINISHED || job.state() == JobState.NONE_PROCESSED;
        return goodState && job.exitCode().orElse(0) == 0;
    }

    private static boolean kept(OutputRow output) {
        return output.state() == OutputFileState.OUTPUT || output.state() == OutputFileState.FINDING;
    }

    private static List<String> outputProblems(List<OutputRow> outputs, Map<Did, CatalogueFile> declared) {
        List<String> problems = new ArrayList<>();
        for (OutputRow output : outputs) {
            CatalogueFile file = declared.get(output.did());
            if (output.sizeBytes() == 0) {
                problems.add(output.did() + " is empty.");
            }
            if (file == null) {
                problems.add(output.did() + " is not in MetaCat.");
            } else if (output.state() == OutputFileState.OUTPUT
                    && !file.metadata().path(EVENT_COUNT).isNumber()) {
                problems.add(output.did() + " has no metadata of its own: " + EVENT_COUNT + " is missing.");
            }
        }
        if (problems.size() > MAX_LINES) {
            int more = problems.size() - MAX_LINES;
            problems.subList(MAX_LINES, problems.size()).clear();
            problems.add("... and " + more + " more of this kind.");
        }
        return problems;
    }

    /** Exit codes, how often, and where. */
    private static String codes(List<JobRow> jobs) {
        Map<String, TreeMap<String, Integer>> sitesByCode = new TreeMap<>();
        for (JobRow job : jobs) {
            String code = job.exitCode().map(Object::toString).orElse("") + (endedWell(job) ? "" : " " + job.state());
            sitesByCode
                    .computeIfAbsent(code.isBlank() ? job.state().toString() : code.strip(), key -> new TreeMap<>())
                    .merge(job.site().map(Object::toString).orElse("unknown site"), 1, Integer::sum);
        }
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%-28s %6s  %s%n", "exit code", "jobs", "sites"));
        sitesByCode.forEach((code, sites) -> table.append(String.format(
                Locale.ROOT,
                "%-28s %6d  %s%n",
                code,
                sites.values().stream().mapToInt(Integer::intValue).sum(),
                new TreeSet<>(sites.keySet())
                        .stream().map(site -> site + " " + sites.get(site)).collect(Collectors.joining(", ")))));
        return table.toString();
    }
}
