package org.muster.allocator.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobEnding;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.StageTotals;
import org.muster.protocol.control.WorkflowProgress;

/** Counts over many rows: the progress of workflows that have left memory, and how jobs of any workflow ended. */
public final class Summaries {
    /** Kinds of endings that are told. */
    private static final int MAX_ENDINGS = 500;

    private final Tables tables;

    public Summaries(Tables tables) {
        this.tables = tables;
    }

    private record Count(int stage, String state, long number) {}

    /** Of a workflow that is closed and over. */
    public Optional<WorkflowProgress> progress(WorkflowId workflow) throws JournalUnavailable {
        BoundConditions its = new BoundConditions().and("workflow_id = ?", workflow.number());
        List<Integer> stages = tables.all(
                "select (select count(*) from stages s where s.workflow_id = w.workflow_id)::int from workflows w"
                        + " where retired and " + its.where(),
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
                workflow, LedgerStatus.CLOSED, true, true, 0, events(its, stages.get(0)), progress));
    }

    /** Of any workflow, most frequent first. */
    public List<JobEnding> jobEndings(WorkflowId workflow) throws JournalUnavailable {
        return tables.all(
                "select state, coalesce(exit_code, 0) as exit_code, count(*) as jobs from jobs where workflow_id = ?"
                        + " group by 1, 2 order by 3 desc, 1, 2 limit " + MAX_ENDINGS,
                BoundConditions.of(workflow.number()),
                row -> new JobEnding(
                        JobState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getInt("exit_code"),
                        row.getLong("jobs")));
    }

    /** Of any workflow, summed where the rows are: however many there are, none is left out. */
    public List<StageTotals> totals(WorkflowId workflow) throws JournalUnavailable {
        return tables.all(
                TableSql.TOTALS,
                BoundConditions.of(workflow.number(), workflow.number()),
                row -> new StageTotals(new StageRef(workflow, row.getInt(1)), row.getDouble(2), row.getLong(3)));
    }

    private List<Count> counts(String sql, WorkflowId workflow) throws JournalUnavailable {
        return tables.all(
                sql + " group by 1, 2",
                BoundConditions.of(workflow.number()),
                row -> new Count(row.getInt(1), row.getString(2), row.getLong(3)));
    }

    private long events(BoundConditions its, int lastStage) throws JournalUnavailable {
        return tables.all(
                        "select greatest(0, least(coalesce(sum(events), 0), 9223372036854775807))::bigint from outputs where state = 'output' and rse is not null and stage_id = "
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
