package org.muster.allocator.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobEnding;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.StageTotals;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;

/** Counts over many rows: the health of open workflows, and the progress of those that have left memory. */
public final class Summaries {
    /** Kinds of endings that are told. */
    private static final int MAX_ENDINGS = 500;

    private final Tables tables;

    public Summaries(Tables tables) {
        this.tables = tables;
    }

    private record Gone(int workflow, WorkflowHealth.Aborts aborts) {}

    private record Errors(int workflow, String site, int exitCode, long jobs) {}

    private record Count(int stage, String state, long number) {}

    public List<WorkflowHealth> health(Instant since) throws JournalUnavailable {
        Object from = since.atOffset(ZoneOffset.UTC);
        Map<Integer, List<Errors>> errors = new HashMap<>();
        tables.all(
                        TableSql.HEALTH_ERRORS,
                        Filter.of(from),
                        row -> new Errors(row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4)))
                .forEach(error -> errors.computeIfAbsent(error.workflow(), id -> new ArrayList<>())
                        .add(error));
        Map<Integer, List<WorkflowHealth.Aborts>> aborts = new HashMap<>();
        tables.all(
                        TableSql.HEALTH_ABORTS,
                        Filter.of(from),
                        row -> new Gone(
                                row.getInt("workflow_id"),
                                new WorkflowHealth.Aborts(
                                        row.getInt("code"), row.getLong("jobs"), row.getString("example"))))
                .forEach(gone -> aborts.computeIfAbsent(gone.workflow(), id -> new ArrayList<>())
                        .add(gone.aborts()));
        return tables.all(TableSql.HEALTH_JOBS, Filter.of(from, from, from), row -> {
            int workflow = row.getInt("workflow_id");
            List<Errors> its = errors.getOrDefault(workflow, List.of());
            Map<SiteName, Long> bySite = new TreeMap<>();
            Map<Integer, Long> byCode = new TreeMap<>();
            for (Errors error : its) {
                if (!error.site().isEmpty()) {
                    bySite.merge(new SiteName(error.site()), error.jobs(), Long::sum);
                }
                byCode.merge(error.exitCode(), error.jobs(), Long::sum);
            }
            return new WorkflowHealth(
                    new WorkflowId(workflow),
                    row.getLong("errors"),
                    row.getLong("none_processed"),
                    row.getLong("well"),
                    bySite,
                    byCode,
                    aborts.getOrDefault(workflow, List.of()));
        });
    }

    /** Of a workflow that is closed and over. */
    public Optional<WorkflowProgress> progress(WorkflowId workflow) throws JournalUnavailable {
        Filter its = new Filter().and("workflow_id = ?", workflow.number());
        List<Integer> stages = tables.all(
                "select jsonb_array_length(document::jsonb -> 'stages') from workflows where retired and "
                        + its.where(),
                its,
                row -> row.getInt(1));
        if (stages.isEmpty()) {
            return Optional.empty();
        }
        List<Count> files = counts(
                "select f.stage_id, f.state, count(*) " + TableSql.IN_BLOCKS + " where b.workflow_id = ?", workflow);
        List<Count> jobs = counts("select stage_id, state, count(*) from jobs where workflow_id = ?", workflow);
        List<Count> outputs =
                counts("select stage_id, state, count(*) from outputs where not voided and workflow_id = ?", workflow);
        List<StageProgress> progress = new ArrayList<>();
        for (int stage = 1; stage <= stages.get(0); stage++) {
            progress.add(new StageProgress(
                    new StageRef(workflow, stage),
                    of(InputFileState.class, stage, files),
                    of(JobState.class, stage, jobs),
                    of(OutputFileState.class, stage, outputs)));
        }
        return Optional.of(new WorkflowProgress(
                workflow, WorkflowProgress.Status.CLOSED, true, true, 0, events(its, stages.get(0)), progress));
    }

    /** Of any workflow, most frequent first. */
    public List<JobEnding> jobEndings(WorkflowId workflow) throws JournalUnavailable {
        return tables.all(
                "select state, coalesce(exit_code, 0) as exit_code, count(*) as jobs from jobs where workflow_id = ?"
                        + " group by 1, 2 order by 3 desc, 1, 2 limit " + MAX_ENDINGS,
                Filter.of(workflow.number()),
                row -> new JobEnding(
                        JobState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getInt("exit_code"),
                        row.getLong("jobs")));
    }

    /** Of any workflow, summed where the rows are: however many there are, none is left out. */
    public List<StageTotals> totals(WorkflowId workflow) throws JournalUnavailable {
        return tables.all(
                TableSql.TOTALS,
                Filter.of(workflow.number(), workflow.number()),
                row -> new StageTotals(new StageRef(workflow, row.getInt(1)), row.getDouble(2), row.getLong(3)));
    }

    private List<Count> counts(String sql, WorkflowId workflow) throws JournalUnavailable {
        return tables.all(
                sql + " group by 1, 2",
                Filter.of(workflow.number()),
                row -> new Count(row.getInt(1), row.getString(2), row.getLong(3)));
    }

    private long events(Filter its, int lastStage) throws JournalUnavailable {
        return tables.all(
                        "select greatest(0, least(coalesce(sum(events), 0), 9223372036854775807))::bigint from outputs where state = 'output' and rse <> '' and stage_id = "
                                + lastStage + " and " + its.where(),
                        its,
                        row -> row.getLong(1))
                .get(0);
    }

    private static <E extends Enum<E>> Map<E, Long> of(Class<E> type, int stage, List<Count> counts) {
        Map<E, Long> named = new EnumMap<>(type);
        counts.stream()
                .filter(count -> count.stage() == stage)
                .forEach(count ->
                        named.put(Enum.valueOf(type, count.state().toUpperCase(Locale.ROOT)), count.number()));
        return named;
    }
}
