package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.control.WorkflowProgress.Status;

/** A workflow in memory: open, paused, or closed with jobs still to end. */
public final class WorkflowBook {
    public final WorkflowOrder order;
    public final QuotaBook quota;
    final Instant openedAt;
    public final List<StageBook> stages = new ArrayList<>();
    public Status status = Status.OPEN;
    public boolean inputsFound;

    /** Names taken by outputs that are not voided. */
    public final OutputNames outputs = new OutputNames();

    final RecentEndings endings = new RecentEndings();

    long unregistered;
    long unregisteredForNextStage;

    public WorkflowBook(WorkflowOrder order, Instant openedAt, Books books) {
        this.order = order;
        this.quota = books.quota(order.quotaName());
        this.openedAt = openedAt;
        for (StageOrder stage : order.stages()) {
            stages.add(new StageBook(
                    this, new StageRef(order.workflow(), stage.stage()), stage, books.rses, books.replicaSets));
        }
    }

    public int number() {
        return order.workflow().number();
    }

    boolean hasStage(int stage) {
        return stage >= 1 && stage <= stages.size();
    }

    StageBook stage(int stage) {
        return stages.get(stage - 1);
    }

    boolean noJobLive() {
        return stages.stream().allMatch(stage -> stage.liveJobs() == 0);
    }

    /** Nothing can happen to it any more. */
    public boolean over() {
        return status == Status.CLOSED
                && noJobLive()
                && unregistered == 0
                && stages.stream().allMatch(stage -> stage.everyFileTerminal() && stage.jobs(JobState.SUBMITTED) == 0);
    }

    /** INVARIANT: once drained, nothing becomes an input file any more. */
    public boolean drained() {
        return inputsFound
                && noJobLive()
                && unregisteredForNextStage == 0
                && stages.stream().allMatch(StageBook::everyFileTerminal);
    }

    void countUnregistered(OutputFile output, int change) {
        unregistered += change;
        if (output.pattern.destination() == OutputPattern.Destination.NEXT_STAGE) {
            unregisteredForNextStage += change;
        }
    }

    public WorkflowProgress progress() {
        return new WorkflowProgress(
                order.workflow(),
                status,
                inputsFound,
                drained(),
                unregistered,
                stages.get(stages.size() - 1).eventsConfirmed,
                stages.stream().map(StageBook::progress).toList());
    }

    public WorkflowHealth health(Instant now) {
        long atWork = stages.stream().mapToLong(StageBook::liveJobs).sum();
        return endings.health(order.workflow(), atWork, now);
    }

    WorkflowRecord row() {
        return new WorkflowRecord(
                order,
                status,
                inputsFound,
                over(),
                openedAt,
                stages.stream().map(StageBook::settings).toList());
    }
}
