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
    static final List<PageColumn<WorkflowRow>> WORKFLOWS = List.of(
            PageColumn.of(
                    "workflow", "Workflow", row -> Cell.text(row.workflow()).to(Links.workflow(row.workflow()))),
            PageColumn.of(
                    "description",
                    "Description",
                    row -> Cell.text(row.description()).to(Links.workflow(row.workflow()))),
            PageColumn.of(
                    "campaign",
                    "Campaign",
                    row -> row.campaign()
                            .map(campaign -> Cell.text(campaign).to(Links.campaign(campaign)))
                            .orElse(Cell.nothing())),
            PageColumn.of("purpose", "Purpose", row -> Cell.text(row.purpose())),
            PageColumn.of("owner", "Owner", row -> Cell.text(row.owner())),
            PageColumn.of("scope", "Scope", row -> Cell.text(row.scope())),
            PageColumn.of("state", "State", row -> Cell.state(row.state())),
            PageColumn.of("message", "Message", row -> Cell.text(row.message())),
            PageColumn.of("files_processed", "Files processed", row -> Cell.count(row.filesProcessed())),
            PageColumn.of("files_total", "Files", row -> Cell.count(row.filesTotal())),
            PageColumn.of("progress", "Progress", row -> Cell.part(row.filesProcessed(), row.filesTotal())),
            PageColumn.of("created_at", "Created", row -> Cell.time(row.createdAt())),
            PageColumn.of("submitted_at", "Submitted", row -> Cell.time(row.submittedAt())),
            PageColumn.of("started_at", "Started", row -> Cell.time(row.startedAt())),
            PageColumn.of("finished_at", "Finished", row -> Cell.time(row.finishedAt())));

    private static final List<PageColumn<WhyNot>> MATCHING = List.of(
            PageColumn.of("site", "Site", why -> Cell.text(why.site())),
            PageColumn.of("files", "Files for a job there", why -> Cell.count(why.files())),
            PageColumn.of(
                    "blocked_by",
                    "Nothing left after",
                    why -> Cell.text(blocking(why).map(WhyNot.Step::text))),
            PageColumn.of("found", "Found", why -> Cell.text(blocking(why).map(WhyNot.Step::reason))),
            PageColumn.of(
                    "changed_by",
                    "Who can change it",
                    why -> Cell.text(blocking(why).map(WhyNot.Step::changedBy))));

    private static final List<PageColumn<OutputPattern>> PATTERNS = List.of(
            PageColumn.of("pattern_id", "Pattern", pattern -> Cell.count(pattern.patternId())),
            PageColumn.of("file_pattern", "Files that match", pattern -> Cell.code(pattern.filePattern())),
            PageColumn.of(
                    "destination",
                    "Destination",
                    pattern -> Cell.text(pattern.destination()
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', ' '))),
            PageColumn.of("name", "Dataset or address", pattern -> Cell.code(pattern.name())),
            PageColumn.of("rse_expression", "Kept at", pattern -> Cell.code(pattern.rseExpression())),
            PageColumn.of(
                    "lifetime_seconds",
                    "Lifetime",
                    pattern -> pattern.lifetimeSeconds()
                            .map(life -> new Cell(Units.span((double) life), Long.toString(life), "", Cell.Look.NUMBER))
                            .orElse(Cell.text("no end"))));

    private WorkflowTables() {}

    /** Input files of each stage by state; every number leads to its files. */
    static PageTable fileStates(List<StageProgress> stages) {
        List<PageColumn<StageProgress>> columns = new ArrayList<>();
        columns.add(stage());
        columns.add(PageColumn.of(
                "files", "Files", stage -> Cell.count(stage.allFiles()).to(Links.ofStage(Links.FILES, stage.stage()))));
        for (InputFileState state : InputFileState.values()) {
            columns.add(PageColumn.of(
                    state.toString(),
                    label(state),
                    stage -> Cell.count(stage.files(state)).to(Links.inState(Links.FILES, stage.stage(), state))));
        }
        return PageTable.of("file-states", "File states", columns, stages);
    }

    /** Jobs of each stage by state; every number leads to its jobs. */
    static PageTable jobStates(List<StageProgress> stages) {
        List<PageColumn<StageProgress>> columns = new ArrayList<>();
        columns.add(stage());
        for (JobState state : JobState.values()) {
            columns.add(PageColumn.of(
                    state.toString(),
                    label(state),
                    stage -> Cell.count(stage.jobs(state)).to(Links.inState(Links.JOBS, stage.stage(), state))));
        }
        return PageTable.of("job-states", "Jobs by state", columns, stages);
    }

    /** Output files of each stage by state; every number leads to its outputs. */
    static PageTable outputStates(List<StageProgress> stages) {
        List<PageColumn<StageProgress>> columns = new ArrayList<>();
        columns.add(stage());
        for (OutputFileState state : OutputFileState.values()) {
            columns.add(PageColumn.of(
                    state.toString(),
                    label(state),
                    stage -> Cell.count(stage.outputs().getOrDefault(state, 0L))
                            .to(Links.inState(Links.OUTPUTS, stage.stage(), state))));
        }
        return PageTable.of("output-states", "Outputs by state", columns, stages);
    }

    static PageTable stages(WorkflowRow workflow, List<StageOrder> stages) {
        List<PageColumn<StageOrder>> columns = List.of(
                PageColumn.of(
                        "stage",
                        "Stage",
                        stage -> Cell.text(stage.stage())
                                .to(Links.stage(new StageRef(workflow.workflow(), stage.stage())))),
                PageColumn.of("processors", "Processors", stage -> Cell.count(stage.processors())),
                PageColumn.of("rss_bytes", "Memory", stage -> Cell.bytes(stage.rssBytes())),
                PageColumn.of("wall_seconds", "Wall time", stage -> Cell.seconds(stage.wallSeconds())),
                PageColumn.of(
                        "gpus",
                        "GPUs",
                        stage -> Cell.count(stage.gpu().map(GpuNeed::count).orElse(0))),
                PageColumn.of("group", "Group", stage -> Cell.text(stage.group())),
                PageColumn.of(
                        "max_distance",
                        "Max distance",
                        stage -> Cell.count(stage.maxDistance().value())),
                PageColumn.of("max_running_jobs", "Max running jobs", stage -> Cell.count(stage.maxRunningJobs())),
                PageColumn.of("max_files_per_job", "Max files per job", stage -> Cell.count(stage.maxFilesPerJob())),
                PageColumn.of("max_attempts", "Max attempts", stage -> Cell.count(stage.maxAttempts())),
                PageColumn.of("priority", "Priority", stage -> Cell.count(stage.priority())),
                PageColumn.of("image", "Image", stage -> Cell.code(stage.jobscriptImage())));
        return PageTable.of("stages", "Stages", columns, stages);
    }

    static PageTable patterns(StageOrder stage) {
        return PageTable.of("patterns", "Output patterns", PATTERNS, stage.outputs());
    }

    static PageTable matching(List<WhyNot> sites) {
        return PageTable.of("matching", "What a job can get, by site", MATCHING, sites);
    }

    private static Optional<WhyNot.Step> blocking(WhyNot why) {
        return why.blocking()
                .flatMap(rule ->
                        why.steps().stream().filter(step -> step.rule() == rule).findFirst());
    }

    private static PageColumn<StageProgress> stage() {
        return PageColumn.of(
                "stage", "Stage ID", stage -> Cell.text(stage.stage()).to(Links.stage(stage.stage())));
    }

    private static String label(Object state) {
        String name = state.toString().equals("notfound") ? "not found" : state.toString();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
    }
}
