package org.muster.cli.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.cli.files.OutputTable;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.FirstShown;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.TextTable;
import org.muster.domain.job.JobsubId;
import org.muster.domain.text.Units;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster job}. */
@Command(name = "job", description = "Look at jobs.")
public final class JobCommands {
    private static final double BYTES_PER_MIB = 1024.0 * 1024.0;

    @Command(description = "Jobs, newest first.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Mixin FirstShown first,
            @Option(names = "--workflow", description = "Only of this workflow.", defaultValue = "") String workflow,
            @Option(names = "--stage", description = "Only of this stage number.", defaultValue = "") String stage,
            @Option(names = "--state", description = "Only in this state.", defaultValue = "") String state,
            @Option(names = "--site", description = "Only at this site.", defaultValue = "") String site) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("workflow", workflow);
        filters.put("stage", stage);
        filters.put("state", state);
        filters.put("site", site);
        return answer.list(paging, first.with(filters), platform.platform()::jobs, JobCommands::table);
    }

    @Command(description = "One job: times, files, outputs, the end of its jobscript's log.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "JOBSUB-ID") String job) {
        JobDetail detail = platform.platform().job(new JobsubId(job));
        return answer.show(detail, () -> sheet(detail));
    }

    private static String table(List<JobRow> rows) {
        TextTable table = new TextTable(
                "jobsub id",
                "stage",
                "state",
                "site",
                "submitted (UTC)",
                ">files",
                ">exit",
                ">real",
                ">CPU",
                ">memory");
        for (JobRow row : rows) {
            table.row(
                    row.jobsubId(),
                    row.stage(),
                    row.state(),
                    row.site(),
                    Units.time(row.submittedAt()),
                    row.allocatedFiles(),
                    row.exitCode(),
                    Units.span(row.realSeconds()),
                    Units.span(row.cpuSeconds()),
                    Math.round(row.maxRssBytes() / BYTES_PER_MIB) + " MiB");
        }
        return table.textOr("No such jobs.");
    }

    private static String sheet(JobDetail detail) {
        JobRow job = detail.job();
        TextTable files = new TextTable("file", "allocated (UTC)", "ended (UTC)", "end", "RSE");
        for (AllocationRow row : detail.allocations()) {
            files.row(row.did(), Units.time(row.allocatedAt()), Units.time(row.endedAt()), row.end(), row.rse());
        }
        return new Sheet()
                        .line("job", job.jobsubId())
                        .line("stage", job.stage())
                        .line("state", job.state())
                        .line("site", job.site())
                        .line("entry", job.entry())
                        .line("host", detail.hostname())
                        .line("submitted", Units.time(job.submittedAt()) + " UTC")
                        .line("started", job.startedAt().map(time -> Units.time(time) + " UTC"))
                        .line("heartbeat", job.heartbeatAt().map(time -> Units.time(time) + " UTC"))
                        .line("finished", job.finishedAt().map(time -> Units.time(time) + " UTC"))
                        .line("exit code", job.exitCode())
                        .line("abort code", job.abortCode())
                        .line("why it ended", detail.whyEnded())
                        .line("real time", Units.span(job.realSeconds()))
                        .line("CPU time", cpu(job))
                        .line("memory", Math.round(job.maxRssBytes() / BYTES_PER_MIB) + " MiB")
                        .text()
                + "\nFiles\n" + files.textOr("None.") + "\nOutputs\n" + OutputTable.text(detail.outputs())
                + "\nJobscript log\n"
                + detail.jobscriptLog()
                        .map(String::stripTrailing)
                        .or(() -> detail.logFile().map(file -> "In the archive, with those of its workflow: " + file))
                        .orElse("None yet.")
                + "\n";
    }

    private static String cpu(JobRow job) {
        String share = job.realSeconds() > 0 ? " (" + Units.percent(job.cpuSeconds() / job.realSeconds()) + ")" : "";
        return Units.span(job.cpuSeconds()) + share;
    }
}
