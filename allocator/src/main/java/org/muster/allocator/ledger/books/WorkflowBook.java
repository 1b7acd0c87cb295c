package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.longs.LongAVLTreeSet;
import it.unimi.dsi.fastutil.longs.LongIterator;
import it.unimi.dsi.fastutil.longs.LongSortedSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.domain.data.Did;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress;

/** A workflow in memory: open, paused, or closed with jobs still to end. */
public final class WorkflowBook {
    private final Books books;
    private final WorkflowOrder order;
    private final QuotaBook quota;
    private final Optional<CampaignBook> campaign;
    private final Instant openedAt;
    private final List<StageBook> stages;
    private LedgerStatus status = LedgerStatus.OPEN;
    private boolean inputsFound;

    /** Names taken by outputs that are not voided. */
    private final OutputNames outputNames = new OutputNames();

    private final RecentEndings endings = new RecentEndings();

    /** Numbers of the outputs that the catalogues are still to learn of. */
    private final LongSortedSet unregistered = new LongAVLTreeSet();

    private long unregisteredForNextStage;

    WorkflowBook(WorkflowOrder order, Instant openedAt, Books books) {
        this.books = books;
        this.order = order;
        this.quota = books.grid().quota(order.quotaName());
        this.campaign = order.campaign().map(books::campaign);
        this.openedAt = openedAt;
        this.stages = order.stages().stream()
                .map(stage -> new StageBook(this, new StageRef(order.workflow(), stage.stage()), stage))
                .toList();
    }

    /** As it is in its row. */
    static WorkflowBook of(WorkflowRecord row, Books books) {
        WorkflowBook workflow = new WorkflowBook(row.order(), row.openedAt(), books);
        if (row.settings().size() != workflow.stages.size()) {
            throw new IllegalStateException(
                    "it has settings of " + row.settings().size() + " stages");
        }
        workflow.status = row.status();
        workflow.inputsFound = row.inputsFound();
        for (int i = 0; i < row.settings().size(); i++) {
            workflow.stages.get(i).settings(row.settings().get(i));
        }
        return workflow;
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

    public WorkflowOrder order() {
        return order;
    }

    public int number() {
        return order.workflow().number();
    }

    public QuotaBook quota() {
        return quota;
    }

    /** None of a workflow of its own. */
    public Optional<CampaignBook> campaign() {
        return campaign;
    }

    /** Jobs that the campaign may still start, where so many may live of all its workflows together. */
    public int campaignRoom(int most) {
        return campaign.map(its -> its.room(most)).orElse(Integer.MAX_VALUE);
    }

    public LedgerStatus status() {
        return status;
    }

    public boolean inputsFound() {
        return inputsFound;
    }

    Instant openedAt() {
        return openedAt;
    }

    public List<StageBook> stages() {
        return stages;
    }

    boolean hasStage(int stage) {
        return stage >= 1 && stage <= stages.size();
    }

    StageBook stage(int stage) {
        return stages.get(stage - 1);
    }

    /** Whether an output that is not voided has this name. */
    public boolean taken(Did name) {
        return outputNames.taken(name);
    }

    private boolean noJobLive() {
        return stages.stream().allMatch(stage -> stage.liveJobs() == 0);
    }

    /** Nothing can happen to it any more. */
    boolean over() {
        return status == LedgerStatus.CLOSED
                && noJobLive()
                && unregistered.isEmpty()
                && stages.stream().allMatch(stage -> stage.everyFileTerminal() && stage.jobs(JobState.SUBMITTED) == 0);
    }

    /** INVARIANT: once drained, nothing becomes an input file any more. */
    public boolean drained() {
        return inputsFound
                && noJobLive()
                && unregisteredForNextStage == 0
                && stages.stream().allMatch(StageBook::everyFileTerminal);
    }

    public WorkflowProgress progress() {
        return new WorkflowProgress(
                order.workflow(),
                status,
                inputsFound,
                drained(),
                unregistered.size(),
                stages.get(stages.size() - 1).sums().events(),
                stages.stream().map(stage -> stage.sums().progress()).toList());
    }

    public Sums sums() {
        return new Sums(
                stages.stream().flatMap(stage -> stage.sums().fileSums()).toList(),
                stages.stream().flatMap(stage -> stage.sums().jobSums()).toList(),
                stages.stream().flatMap(stage -> stage.sums().outputSums()).toList());
    }

    public WorkflowHealth health(Instant now) {
        long atWork = stages.stream().mapToLong(StageBook::liveJobs).sum();
        return endings.health(order.workflow(), atWork, now);
    }

    public void pause(Instant now) {
        become(LedgerStatus.Trigger.PAUSE, EventType.WORKFLOW_PAUSED, now);
    }

    public void resume(Instant now) {
        become(LedgerStatus.Trigger.RESUME, EventType.WORKFLOW_RESTARTED, now);
    }

    public void close(Instant now) {
        become(
                LedgerStatus.Trigger.CLOSE,
                drained() ? EventType.WORKFLOW_FINISHED_BY_FINDER : EventType.WORKFLOW_FINISHED_BY_USER,
                now);
    }

    private void become(LedgerStatus.Trigger trigger, EventType event, Instant now) {
        LedgerStatus from = status;
        status = LedgerStatus.TRANSITIONS.require(from, trigger);
        books.witness().moved(from, trigger, status);
        books.changes().workflow(this);
        books.changes().event(event, now).of(this);
    }

    /** The input query is answered in full. */
    public void findNoMore() {
        if (!inputsFound) {
            inputsFound = true;
            books.changes().workflow(this);
        }
    }

    /** A person gives up on all input files that are not terminal. Jobs that hold some go on without them. */
    public void failFiles(Instant now) {
        // Which job has a file is nowhere noted: nothing else asks, and it would be written with each file handed out.
        books.liveJobs().stream()
                .filter(job -> job.stage().workflow() == this)
                .sorted(Comparator.comparingLong(Job::id))
                .flatMap(job -> job.live().stream())
                .forEach(allocation -> allocation.voidIt(now));
        stages.forEach(stage -> stage.inputs().fail(now));
        noteIfOver();
    }

    /** It leaves memory with the batch that says so. */
    void noteIfOver() {
        if (over()) {
            books.changes().workflow(this);
        }
    }

    Books books() {
        return books;
    }

    RecentEndings endings() {
        return endings;
    }

    OutputNames outputNames() {
        return outputNames;
    }

    void toRegister(OutputFile output) {
        if (unregistered.add(output.id()) && forNextStage(output)) {
            unregisteredForNextStage++;
        }
    }

    void registered(OutputFile output) {
        if (unregistered.remove(output.id()) && forNextStage(output)) {
            unregisteredForNextStage--;
        }
    }

    private static boolean forNextStage(OutputFile output) {
        return output.pattern().destination() == OutputPattern.Destination.NEXT_STAGE;
    }

    /** How many outputs the catalogues are still to learn of. */
    public int unregistered() {
        return unregistered.size();
    }

    /** Their numbers behind one of them, in order. */
    public List<Long> unregisteredAfter(long output, int limit) {
        List<Long> some = new ArrayList<>();
        LongIterator behind = unregistered.iterator(output);
        while (some.size() < limit && behind.hasNext()) {
            some.add(behind.nextLong());
        }
        return some;
    }
}
