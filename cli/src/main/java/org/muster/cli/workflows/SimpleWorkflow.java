package org.muster.cli.workflows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.TextFile;
import org.muster.domain.failure.Problems;
import org.muster.domain.input.CounterFile;
import org.muster.domain.input.InputSource;
import org.muster.domain.limit.TextLimit;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.Jobscript;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.WorkflowSubmission;
import picocli.CommandLine.Option;

/** The options of {@code muster workflow submit}; names and defaults follow justIN's simple-workflow. */
final class SimpleWorkflow {
    private static final long BYTES_PER_MIB = 1024L * 1024L;
    private static final long SECONDS_PER_DAY = 86_400L;

    /** As justIN's command line takes it. */
    private static final Pattern JUSTINS_DATE = Pattern.compile("[0-9]{8}");

    @Option(
            names = "--mql",
            paramLabel = "QUERY",
            description = "Which files: a MetaCat query, rucio-dataset SCOPE:NAME, or @FILE with one of these.")
    private String mql = "";

    @Option(names = "--monte-carlo", paramLabel = "N", description = "N numbered counter files instead of a query.")
    private int counters;

    @Option(
            names = "--refind-interval-hours",
            paramLabel = "HOURS",
            description = "The inputs grow: find them again so often, until --refind-end-date.")
    private int refindHours;

    @Option(
            names = "--refind-end-date",
            paramLabel = "DATE",
            description =
                    "The last day (UTC, 2026-12-31 or 20261231) on which inputs are found; every hour unless said otherwise.")
    private String refindEnd = "";

    @Option(names = "--jobscript", paramLabel = "FILE", required = true, description = "The jobscript.")
    private Path jobscript = Path.of("");

    @Option(names = "--scope", defaultValue = "usertests", description = "Scope of the outputs (default usertests).")
    private String scope = "";

    @Option(names = "--description", defaultValue = "", description = "What it is for (default: the jobscript's name).")
    private String description = "";

    @Option(
            names = "--output-pattern",
            paramLabel = "PATTERN:WHERE",
            description =
                    "Files to keep and their dataset (NAME or SCOPE:NAME, with $JUSTIN_WORKFLOW_ID and the like), or https"
                            + " address. Repeatable.")
    private List<String> patterns = new ArrayList<>();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "Environment of the jobscript. Repeatable.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(names = "--lifetime-days", defaultValue = "1", description = "How long outputs are kept (default 1).")
    private long lifetimeDays;

    @Option(
            names = "--max-distance",
            defaultValue = "0",
            description = "Farthest input, 0 to 100 (default 0: same site).")
    private int maxDistance;

    @Option(names = "--processors", defaultValue = "1", description = "Processors of a job (default 1).")
    private int processors;

    @Option(
            names = {"--rss-mib", "--rss-mb"},
            defaultValue = "2000",
            description = "Memory of a job in MiB (default 2000).")
    private long rssMib;

    @Option(
            names = {"--wall-seconds", "--wall"},
            defaultValue = "80000",
            description = "Longest run of a job (default 80000).")
    private int wallSeconds;

    @Option(names = "--files-per-job", defaultValue = "20", description = "Files of one job at most (default 20).")
    private int filesPerJob;

    @Option(names = "--site", paramLabel = "SITE", description = "Run only there. Repeatable.")
    private List<String> sites = new ArrayList<>();

    @Option(names = "--image", description = "Container image of the jobscript.")
    private Optional<String> image = Optional.empty();

    @Option(names = "--output-rse", paramLabel = "RSE", description = "Preferred storage of the outputs. Repeatable.")
    private List<String> outputRses = new ArrayList<>();

    WorkflowSubmission submission(Shell shell) {
        Problems problems = new Problems();
        String query = query(shell, problems);
        if (mql.isEmpty() == (counters == 0)) {
            problems.add(
                    "--mql", "either a query or a number of counter files is needed", "give --mql or --monte-carlo");
        }
        Optional<Refinding> refinding = refinding(problems);
        String script = jobscript(shell, problems);
        List<OutputPattern> outputs = outputs(problems);
        ranges(problems);
        List<SiteName> places = names(sites, "--site", SiteName::new, problems);
        List<RseName> storages = names(outputRses, "--output-rse", RseName::new, problems);
        if (!problems.none()) {
            throw new ApiRefused(new ApiProblem("The workflow cannot be submitted as it is", 422, problems.list()));
        }
        StageOrder stage = new StageOrder(
                1,
                script,
                image,
                processors,
                rssMib * BYTES_PER_MIB,
                wallSeconds,
                new Distance(maxDistance),
                StageOrder.DEFAULT_PRIORITY,
                filesPerJob,
                StageOrder.DEFAULT_MAX_ATTEMPTS,
                StageOrder.DEFAULT_MAX_RUNNING_JOBS,
                places,
                List.of(),
                storages,
                outputs,
                environment);
        return new WorkflowSubmission(
                description.isEmpty() ? String.valueOf(jobscript.getFileName()) : description,
                scope,
                mql.isEmpty() ? new InputSource.Counters(counters).toString() : query,
                refinding,
                List.of(stage));
    }

    /** What is no mistake, but seldom meant. */
    List<String> warnings() {
        return patterns.isEmpty()
                ? List.of("Without --output-pattern nothing is kept of what the jobscript writes.")
                : List.of();
    }

    private void ranges(Problems problems) {
        WorkflowLimits.LIFETIME_DAYS.check(lifetimeDays, "--lifetime-days", problems);
        WorkflowLimits.MAX_DISTANCE.check(maxDistance, "--max-distance", problems);
        WorkflowLimits.PROCESSORS.check(processors, "--processors", problems);
        WorkflowLimits.RSS_MIB.check(rssMib, "--rss-mib", problems);
        WorkflowLimits.WALL_SECONDS.check(wallSeconds, "--wall-seconds", problems);
        WorkflowLimits.FILES_PER_JOB.check(filesPerJob, "--files-per-job", problems);
        if (counters != 0) {
            CounterFile.COUNT.check(counters, "--monte-carlo", problems);
        }
    }

    private static <T> List<T> names(List<String> texts, String option, Function<String, T> name, Problems problems) {
        List<T> names = new ArrayList<>();
        for (String text : texts) {
            try {
                names.add(name.apply(text));
            } catch (IllegalArgumentException e) {
                problems.add(option, String.valueOf(e.getMessage()), "mend the name");
            }
        }
        return names;
    }

    private String query(Shell shell, Problems problems) {
        if (!mql.startsWith("@")) {
            return mql;
        }
        return text(shell, Path.of(mql.substring(1)), WorkflowLimits.MQL, "--mql", problems);
    }

    private static String text(Shell shell, Path file, TextLimit limit, String option, Problems problems) {
        try {
            return TextFile.read(shell.directory().resolve(file), limit.mostBytes());
        } catch (TextFile.Unfit e) {
            problems.add(e.at(option, Optional.empty()));
            return "";
        }
    }

    private Optional<Refinding> refinding(Problems problems) {
        if (refindHours == 0 && refindEnd.isEmpty()) {
            return Optional.empty();
        }
        if (mql.isEmpty() || refindEnd.isEmpty() || refindHours < 0) {
            problems.add(
                    "--refind-end-date",
                    "only the inputs of a query grow, and not for ever",
                    "give --mql and --refind-end-date, and an interval of an hour or more");
            return Optional.empty();
        }
        try {
            Instant end = LocalDate.parse(
                            refindEnd,
                            JUSTINS_DATE.matcher(refindEnd).matches()
                                    ? DateTimeFormatter.BASIC_ISO_DATE
                                    : DateTimeFormatter.ISO_LOCAL_DATE)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            int hours = refindHours == 0 ? 1 : refindHours;
            return Optional.of(
                    new Refinding(Math.toIntExact(Duration.ofHours(hours).toSeconds()), end));
        } catch (DateTimeParseException | ArithmeticException e) {
            problems.add(
                    "--refind-end-date",
                    "is no date, or the interval is too long",
                    "write it as 2026-12-31 or 20261231");
            return Optional.empty();
        }
    }

    private String jobscript(Shell shell, Problems problems) {
        int before = problems.list().size();
        String text = text(shell, jobscript, WorkflowLimits.JOBSCRIPT, "--jobscript", problems);
        if (problems.list().size() == before) {
            Jobscript.problems(text, "--jobscript", jobscript.toString()).forEach(problems::add);
        }
        return text;
    }

    private List<OutputPattern> outputs(Problems problems) {
        List<OutputPattern> outputs = new ArrayList<>();
        for (String text : patterns) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                problems.add("--output-pattern", "'" + text + "' has no destination", "write '*.root:dataset-name'");
                continue;
            }
            String where = text.substring(colon + 1);
            outputs.add(new OutputPattern(
                    outputs.size() + 1,
                    text.substring(0, colon),
                    where.contains("://") ? Destination.URL : Destination.DATASET,
                    Optional.of(where),
                    Optional.empty(),
                    Optional.of(lifetimeDays * SECONDS_PER_DAY)));
        }
        return outputs;
    }
}
