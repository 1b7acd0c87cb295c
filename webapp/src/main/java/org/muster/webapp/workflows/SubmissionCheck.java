package org.muster.webapp.workflows;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problems;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.WorkflowSubmission;

/** Every problem of a workflow that somebody submits on its own. */
final class SubmissionCheck {
    static final Pattern MONTE_CARLO = Pattern.compile("monte-carlo\\s+(\\d{1,9})");
    private static final Pattern DATASET = Pattern.compile("rucio-dataset\\s+(\\S+)");
    private static final Pattern QUERY = Pattern.compile("(files|fids)\\b.*", Pattern.DOTALL);
    private static final int MAX_STAGES = 10;
    private static final int MAX_OUTPUTS = 50;
    private static final int MAX_VARIABLES = 100;
    private static final int MAX_MQL = 10_000;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_WALL_SECONDS = 4 * 86_400;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private final CampaignRules rules;
    private final Problems problems = new Problems();

    SubmissionCheck(CampaignRules rules) {
        this.rules = rules;
    }

    Problems check(WorkflowSubmission submission) {
        if (submission.description().isBlank() || submission.description().length() > MAX_DESCRIPTION) {
            problems.add("description", "is empty or longer than " + MAX_DESCRIPTION, "say what it is for");
        }
        if (!rules.scopes().contains(submission.scope())) {
            problems.add("scope", "is not one that may be written to", "one of " + rules.scopes());
        }
        mql(submission.mql().strip());
        if (submission.stages().isEmpty() || submission.stages().size() > MAX_STAGES) {
            problems.add("stages", "has " + submission.stages().size() + " stages", "1 to " + MAX_STAGES);
        }
        for (int i = 0; i < submission.stages().size(); i++) {
            stage(
                    "stages[" + i + "].",
                    submission.stages().get(i),
                    i + 1,
                    submission.stages().size());
        }
        return problems;
    }

    /** Counter files that the query stands for; 0 if only the catalogue knows. */
    static int counters(String mql) {
        Matcher counters = MONTE_CARLO.matcher(mql.strip());
        return counters.matches() ? Integer.parseInt(counters.group(1)) : 0;
    }

    /** Only what a glance can tell; the catalogue parses it when it is asked. */
    private void mql(String mql) {
        Matcher dataset = DATASET.matcher(mql);
        if (MONTE_CARLO.matcher(mql).matches()) {
            int counters = counters(mql);
            if (counters < 1 || counters > rules.maxCounters()) {
                problems.add("mql", "asks for " + counters + " counters", "1 to " + rules.maxCounters());
            }
        } else if (dataset.matches()) {
            try {
                Did.parse(dataset.group(1));
            } catch (IllegalArgumentException e) {
                problems.add("mql", String.valueOf(e.getMessage()), "write rucio-dataset scope:name");
            }
        } else if (!QUERY.matcher(mql).matches() || mql.length() > MAX_MQL) {
            problems.add(
                    "mql",
                    "is no input",
                    "write monte-carlo N, rucio-dataset scope:name, or a query such as files from a:b");
        }
    }

    private void stage(String at, StageOrder stage, int number, int count) {
        require(stage.stage() == number, at + "stage", "is out of order", "number the stages 1, 2, 3, ...");
        require(
                stage.jobscript().startsWith("#!") && stage.jobscript().length() <= RequestSubmission.MAX_TEXT,
                at + "jobscript",
                "is not a script of at most " + RequestSubmission.MAX_TEXT + " characters",
                "begin it with #!/bin/bash");
        require(stage.processors() >= 1 && stage.processors() <= 64, at + "processors", "is out of range", "1 to 64");
        require(stage.rssBytes() >= 1, at + "rss_bytes", "is out of range", "a number of bytes");
        require(
                stage.wallSeconds() >= 1 && stage.wallSeconds() <= MAX_WALL_SECONDS,
                at + "wall_seconds",
                "is out of range",
                "1 to " + MAX_WALL_SECONDS);
        require(
                stage.gpu().filter(gpu -> gpu.count() > StageOrder.MAX_GPUS).isEmpty(),
                at + "gpu.count",
                "is out of range",
                "1 to " + StageOrder.MAX_GPUS);
        require(
                stage.group().isEmpty() || StageOrder.isGroup(stage.group()),
                at + "group",
                "is no name of a group",
                "as tokens name it, such as /experiment/production, or nothing");
        require(stage.priority() >= 1 && stage.priority() <= 99, at + "priority", "is out of range", "1 to 99");
        require(stage.maxFilesPerJob() >= 1, at + "max_files_per_job", "is out of range", "1 or more");
        require(stage.maxAttempts() >= 1, at + "max_attempts", "is out of range", "1 or more");
        require(stage.maxRunningJobs() >= 1, at + "max_running_jobs", "is out of range", "1 or more");
        require(
                stage.environment().size() <= MAX_VARIABLES
                        && stage.environment().keySet().stream()
                                .allMatch(name -> VARIABLE.matcher(name).matches()),
                at + "environment",
                "has names that are no variables, or too many",
                "letters, digits and _; " + MAX_VARIABLES + " at most");
        require(stage.outputs().size() <= MAX_OUTPUTS, at + "outputs", "are too many", MAX_OUTPUTS + " at most");
        for (int i = 0; i < stage.outputs().size(); i++) {
            output(at + "outputs[" + i + "].", stage.outputs().get(i), number == count);
        }
    }

    private void output(String at, OutputPattern output, boolean last) {
        require(
                !output.filePattern().isBlank() && !output.filePattern().contains("/"),
                at + "file_pattern",
                "is not a file name with wildcards",
                "for example *.root");
        require(output.lifetimeSeconds() >= 0, at + "lifetime_seconds", "is negative", "0 for no end");
        boolean nextStage = output.destination() == OutputPattern.Destination.NEXT_STAGE;
        require(!(nextStage && last), at + "destination", "is a stage that does not exist", "DATASET");
        require(
                nextStage == output.name().isEmpty(),
                at + "name",
                "does not fit the destination",
                "a dataset name for DATASET, nothing for NEXT_STAGE");
    }

    private void require(boolean holds, String field, String message, String fix) {
        if (!holds) {
            problems.add(field, message, fix);
        }
    }
}
