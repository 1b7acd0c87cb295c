package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.platform.WorkflowRow;

/** Tables about workflows and their stages. */
final class WorkflowTables {
    static final List<Column<WorkflowRow>> WORKFLOWS = List.of(
            Column.of("workflow", "Workflow", row -> Cell.text(row.workflow()).to(Links.workflow(row.workflow()))),
            Column.of(
                    "description",
                    "Description",
                    row -> Cell.text(row.description()).to(Links.workflow(row.workflow()))),
            Column.of(
                    "campaign",
                    "Campaign",
                    row -> row.campaign()
                            .map(campaign -> Cell.text(campaign).to(Links.campaign(campaign)))
                            .orElse(Cell.nothing())),
            Column.of("purpose", "Purpose", row -> Cell.text(row.purpose())),
            Column.of("owner", "Owner", row -> Cell.text(row.owner())),
            Column.of("scope", "Scope", row -> Cell.text(row.scope())),
            Column.of("state", "State", row -> Cell.state(row.state())),
            Column.of("message", "Message", row -> Cell.text(row.message())),
            Column.of("files_processed", "Files processed", row -> Cell.count(row.filesProcessed())),
            Column.of("files_total", "Files", row -> Cell.count(row.filesTotal())),
            Column.of("progress", "Progress", row -> Cell.part(row.filesProcessed(), row.filesTotal())),
            Column.of("created_at", "Created", row -> Cell.time(row.createdAt())),
            Column.of("submitted_at", "Submitted", row -> Cell.time(row.submittedAt())),
            Column.of("started_at", "Started", row -> Cell.time(row.startedAt())),
            Column.of("finished_at", "Finished", row -> Cell.time(row.finishedAt())));

    private static final List<Column<WhyNot>> MATCHING = List.of(
            Column.of("site", "Site", why -> Cell.text(why.site())),
            Column.of("files", "Files for a job there", why -> Cell.count(why.files())),
            Column.of(
                    "blocked_by",
                    "Nothing left after",
                    why -> Cell.text(blocking(why).map(WhyNot.Step::text))),
            Column.of("found", "Found", why -> Cell.text(blocking(why).map(WhyNot.Step::reason))),
            Column.of(
                    "changed_by",
                    "Who can change it",
                    why -> Cell.text(blocking(why).map(WhyNot.Step::changedBy))));

    private static final List<Column<OutputPattern>> PATTERNS = List.of(
            Column.of("pattern_id", "Pattern", pattern -> Cell.count(pattern.patternId())),
            Column.of("file_pattern", "Files that match", pattern -> Cell.code(pattern.filePattern())),
            Column.of(
                    "destination",
                    "Destination",
                    pattern -> Cell.text(pattern.destination()
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', ' '))),
            Column.of("name", "Dataset or address", pattern -> Cell.code(pattern.name())),
            Column.of("rse_expression", "Kept at", pattern -> Cell.code(pattern.rseExpression())),
            Column.of(
                    "lifetime_seconds",
                    "Lifetime",
                    pattern -> pattern.lifetimeSeconds() == 0
                            ? Cell.text("no end")
                            : new Cell(
                                    Units.span((double) pattern.lifetimeSeconds()),
                                    Long.toString(pattern.lifetimeSeconds()),
                                    "",
                                    Cell.Look.NUMBER)));

    private WorkflowTables() {}

    /** Input files of each stage by state; every number leads to its files. */
    static Table fileStates(List<StageProgress> stages) {
        List<Column<StageProgress>> columns = new ArrayList<>();
        columns.add(stage());
        columns.add(Column.of(
                "files", "Files", stage -> Cell.count(stage.allFiles()).to(Links.ofStage(Links.FILES, stage.stage()))));
        for (InputFileState state : InputFileState.values()) {
            columns.add(Column.of(
                    state.toString(),
                    label(state),
                    stage -> Cell.count(stage.files(state)).to(Links.inState(Links.FILES, stage.stage(), state))));
        }
        return Table.of("file-states", "File states", columns, stages);
    }

    /** Jobs of each stage by state; every number leads to its jobs. */
    static Table jobStates(List<StageProgress> stages) {
        List<Column<StageProgress>> columns = new ArrayList<>();
        columns.add(stage());
        for (JobState state : JobState.values()) {
            columns.add(Column.of(
                    state.toString(),
                    label(state),
                    stage -> Cell.count(stage.jobs(state)).to(Links.inState(Links.JOBS, stage.stage(), state))));
        }
        return Table.of("job-states", "Jobs by state", columns, stages);
    }

    /** Output files of each stage by state; every number leads to its outputs. */
    static Table outputStates(List<StageProgress> stages) {
        List<Column<StageProgress>> columns = new ArrayList<>();
        columns.add(stage());
        for (OutputFileState state : OutputFileState.values()) {
            columns.add(Column.of(
                    state.toString(),
                    label(state),
                    stage -> Cell.count(stage.outputs().getOrDefault(state, 0L))
                            .to(Links.inState(Links.OUTPUTS, stage.stage(), state))));
        }
        return Table.of("output-states", "Outputs by state", columns, stages);
    }

    static Table stages(WorkflowRow workflow, List<StageOrder> stages) {
        List<Column<StageOrder>> columns = List.of(
                Column.of(
                        "stage",
                        "Stage",
                        stage -> Cell.text(stage.stage())
                                .to(Links.stage(new StageRef(workflow.workflow(), stage.stage())))),
                Column.of("processors", "Processors", stage -> Cell.count(stage.processors())),
                Column.of("rss_bytes", "Memory", stage -> Cell.bytes(stage.rssBytes())),
                Column.of("wall_seconds", "Wall time", stage -> Cell.seconds(stage.wallSeconds())),
                Column.of(
                        "gpus",
                        "GPUs",
                        stage -> Cell.count(stage.gpu().map(GpuNeed::count).orElse(0))),
                Column.of("group", "Group", stage -> Cell.text(stage.group())),
                Column.of(
                        "max_distance",
                        "Max distance",
                        stage -> Cell.count(stage.maxDistance().value())),
                Column.of("max_running_jobs", "Max running jobs", stage -> Cell.count(stage.maxRunningJobs())),
                Column.of("max_files_per_job", "Max files per job", stage -> Cell.count(stage.maxFilesPerJob())),
                Column.of("max_attempts", "Max attempts", stage -> Cell.count(stage.maxAttempts())),
                Column.of("priority", "Priority", stage -> Cell.count(stage.priority())),
                Column.of("image", "Image", stage -> Cell.code(stage.jobscriptImage())));
        return Table.of("stages", "Stages", columns, stages);
    }

    static Table patterns(StageOrder stage) {
        return Table.of("patterns", "Output patterns", PATTERNS, stage.outputs());
    }

    static Table matching(List<WhyNot> sites) {
        return Table.of("matching", "What a job can get, by site", MATCHING, sites);
    }

    private static Optional<WhyNot.Step> blocking(WhyNot why) {
        return why.blocking()
                .flatMap(rule ->
                        why.steps().stream().filter(step -> step.rule() == rule).findFirst());
    }

    private static Column<StageProgress> stage() {
        return Column.of("stage", "Stage ID", stage -> Cell.text(stage.stage()).to(Links.stage(stage.stage())));
    }

    private static String label(Object state) {
        String name = state.toString().equals("notfound") ? "not found" : state.toString();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
    }
}
