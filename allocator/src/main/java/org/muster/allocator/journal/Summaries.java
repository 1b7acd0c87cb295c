package org.muster.allocator.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;

/** What is kept of workflows that have left memory, and what counting all rows of a workflow says. */
public final class Summaries {
    private static final String RETIRED = """
            select w.workflow_id, w.summed, count(s.stage_id) as stages
            from workflows w left join stages s using (workflow_id)
            where w.retired and w.workflow_id = any(?) group by 1, 2 order by 1
            """;

    /** Of workflows whose sums are still to be written so many are counted for whoever asks; more would keep him waiting. */
    private static final int COUNTED_ON_ASKING = 1;

    private final Tables tables;

    public Summaries(Tables tables) {
        this.tables = tables;
    }

    private record Retired(WorkflowId workflow, Standing standing, int stages) {}

    private enum Standing {
        SUMMED,
        /** It left memory before sums were kept, and nobody has counted it yet. */
        TO_COUNT
    }

    /** Of those that are closed and over; without some of those that are being counted. */
    public List<WorkflowProgress> progress(Collection<WorkflowId> workflows) throws JournalUnavailable {
        List<Retired> retired = retired(workflows);
        List<Retired> summed = having(Standing.SUMMED, retired);
        Map<WorkflowId, Sums> sums =
                kept(summed.stream().map(Retired::workflow).toList()).byWorkflow();
        List<WorkflowProgress> all = new ArrayList<>();
        summed.forEach(each -> all.add(progress(each, sums.getOrDefault(each.workflow(), Sums.NONE))));
        List<Retired> toCount = having(Standing.TO_COUNT, retired);
        for (Retired each : toCount.subList(0, Math.min(COUNTED_ON_ASKING, toCount.size()))) {
            all.add(progress(each, counted(each.workflow())));
        }
        return all;
    }

    private static List<Retired> having(Standing standing, List<Retired> retired) {
        return retired.stream().filter(each -> each.standing() == standing).toList();
    }

    private static WorkflowProgress progress(Retired retired, Sums sums) {
        List<StageProgress> stages = new ArrayList<>();
        long events = 0;
        for (int stage = 1; stage <= retired.stages(); stage++) {
            StageRef ref = new StageRef(retired.workflow(), stage);
            stages.add(sums.progress(ref));
            events = sums.events(ref);
        }
        return new WorkflowProgress(retired.workflow(), LedgerStatus.CLOSED, true, true, 0, events, stages);
    }

    /** What was kept of one that is closed and over. */
    public Optional<Sums> kept(WorkflowId workflow) throws JournalUnavailable {
        List<Retired> retired = retired(List.of(workflow));
        if (retired.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(having(Standing.SUMMED, retired).isEmpty() ? counted(workflow) : kept(List.of(workflow)));
    }

    private List<Retired> retired(Collection<WorkflowId> workflows) throws JournalUnavailable {
        return tables.all(
                RETIRED,
                these(workflows),
                row -> new Retired(
                        new WorkflowId(row.getInt("workflow_id")),
                        row.getBoolean("summed") ? Standing.SUMMED : Standing.TO_COUNT,
                        row.getInt("stages")));
    }

    private Sums kept(Collection<WorkflowId> workflows) throws JournalUnavailable {
        String these = "_sums where workflow_id " + Counting.THESE;
        return sums(
                "select * from file" + these, "select * from job" + these, "select * from output" + these, workflows);
    }

    /** Of any workflow, however many rows it has. */
    public Sums counted(WorkflowId workflow) throws JournalUnavailable {
        return sums(
                Counting.files(Counting.THESE),
                Counting.jobs(Counting.THESE),
                Counting.outputs(Counting.THESE),
                List.of(workflow));
    }

    private Sums sums(String files, String jobs, String outputs, Collection<WorkflowId> workflows)
            throws JournalUnavailable {
        BoundConditions these = these(workflows);
        return new Sums(
                tables.all(files, these, SumColumns::files),
                tables.all(jobs, these, SumColumns::jobs),
                tables.all(outputs, these, SumColumns::outputs));
    }

    /** Of all workflows behind this one, in order; whether they are in memory or not. */
    public List<WorkflowId> workflows(int after, int limit) throws JournalUnavailable {
        return tables.all(
                "select workflow_id from workflows where workflow_id > ? order by workflow_id limit " + limit,
                BoundConditions.of(after),
                row -> new WorkflowId(row.getInt(1)));
    }

    private static BoundConditions these(Collection<WorkflowId> workflows) {
        return BoundConditions.of(
                (Object) workflows.stream().mapToInt(WorkflowId::number).toArray());
    }
}
