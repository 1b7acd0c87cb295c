package org.muster.cli.workflows;

import java.util.Locale;
import java.util.stream.Collectors;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.TextTable;
import org.muster.domain.data.InputFileState;
import org.muster.domain.text.Units;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.InputManifest;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowOutcome;
import org.muster.protocol.platform.WorkflowRow;

/** A workflow and its stages, with the fields of justIN's pages. */
final class WorkflowSheet {
    private static final double BYTES_PER_MIB = 1024.0 * 1024.0;

    private WorkflowSheet() {}

    static String text(WorkflowDetail detail) {
        WorkflowRow row = detail.workflow();
        return new Sheet()
                        .line("workflow", row.workflow())
                        .line("description", row.description())
                        .line("state", row.state())
                        .line("message", row.message())
                        .line("campaign", row.campaign())
                        .line("purpose", row.purpose())
                        .line("owner", row.owner())
                        .line("scope", row.scope())
                        .line("inputs", row.mql())
                        .line("created", Units.time(row.createdAt()) + " UTC")
                        .line("submitted", row.submittedAt().map(time -> Units.time(time) + " UTC"))
                        .line("started", row.startedAt().map(time -> Units.time(time) + " UTC"))
                        .line("finished", row.finishedAt().map(time -> Units.time(time) + " UTC"))
                        .line(
                                "files",
                                Units.count(row.filesProcessed()) + " of " + Units.count(row.filesTotal())
                                        + " processed")
                        .line("outcome", detail.outcome().map(WorkflowOutcome::text))
                        .line("note", detail.manifest().flatMap(InputManifest::note))
                        .line("set aside", incidents(detail))
                        .text()
                + "\n"
                + detail.progress().map(WorkflowSheet::files).orElse("The allocator knows nothing of it yet.\n");
    }

    private static String incidents(WorkflowDetail detail) {
        return detail.incidents().stream()
                .map(incident ->
                        incident.source() + " since " + Units.time(incident.firstSeen()) + " UTC: " + incident.reason())
                .collect(Collectors.joining("\n"));
    }

    /** Files by state, in the column order of justIN's workflow page. */
    private static String files(WorkflowProgress progress) {
        TextTable table = new TextTable(
                "stage",
                ">files",
                ">finding",
                ">unallocated",
                ">allocated",
                ">outputting",
                ">processed",
                ">not found",
                ">failed",
                "jobs");
        for (StageProgress stage : progress.stages()) {
            table.row(
                    stage.stage(),
                    Units.count(stage.allFiles()),
                    Units.count(stage.files(InputFileState.FINDING)),
                    Units.count(stage.files(InputFileState.UNALLOCATED)),
                    Units.count(stage.files(InputFileState.ALLOCATED)),
                    Units.count(stage.files(InputFileState.OUTPUTTING)),
                    Units.count(stage.files(InputFileState.PROCESSED)),
                    Units.count(stage.files(InputFileState.NOTFOUND)),
                    Units.count(stage.files(InputFileState.FAILED)),
                    stage.jobs().entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return table.text() + "\nEvents confirmed: " + Units.count(progress.eventsConfirmed())
                + "; outputs not in the catalogues yet: " + Units.count(progress.unregisteredOutputs()) + "\n";
    }

    static String text(StageOrder stage) {
        TextTable outputs = new TextTable(">#", "pattern", "goes to", "name", "RSE expression", ">kept for");
        for (OutputPattern pattern : stage.outputs()) {
            outputs.row(
                    pattern.patternId(),
                    pattern.filePattern(),
                    pattern.destination().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    pattern.name(),
                    pattern.rseExpression(),
                    pattern.lifetimeSeconds()
                            .map(life -> Units.span((double) life))
                            .orElse("ever"));
        }
        return new Sheet()
                        .line("stage", stage.stage())
                        .line("image", stage.jobscriptImage())
                        .line("processors", stage.processors())
                        .line("memory", Math.round(stage.rssBytes() / BYTES_PER_MIB) + " MiB")
                        .line("wall time", Units.span(stage.wallSeconds()))
                        .line("distance", "at most " + stage.maxDistance().value())
                        .line("priority", stage.priority())
                        .line("files per job", "at most " + stage.maxFilesPerJob())
                        .line("attempts", "at most " + stage.maxAttempts())
                        .line("running jobs", "at most " + Units.count(stage.maxRunningJobs()))
                        .line("sites", stage.sites().isEmpty() ? "all" : stage.sites())
                        .line("input RSEs", stage.inputRses().isEmpty() ? "all" : stage.inputRses())
                        .line("output RSEs", stage.outputRses().isEmpty() ? "no preference" : stage.outputRses())
                        .line(
                                "environment",
                                stage.environment().entrySet().stream()
                                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                                        .sorted()
                                        .collect(Collectors.joining("\n")))
                        .text()
                + "\nOutputs\n" + outputs.textOr("None.") + "\nJobscript\n" + stage.jobscript();
    }
}
