package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.Ending;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.JobTimes;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.allocator.matching.Match;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobTrigger;
import org.muster.domain.job.JobsubId;

/** A job in memory, and all that can become of it. */
public final class Job {
    private final long id;
    private final JobsubId jobsubId;
    private final StageBook stage;
    private final String jobSecret;
    private final String jobscriptSecret;
    private final Uses uses = new Uses();
    private JobState state = JobState.SUBMITTED;
    private Optional<Slot> slot = Optional.empty();
    private JobTimes times;
    private Report report = Report.NONE;
    private int allocatedFiles;
    private boolean askedForFile;

    /** In the order granted; emptied when the job ends. */
    private final List<Allocation> allocations = new ArrayList<>();

    private final List<OutputFile> outputs = new ArrayList<>();

    Job(long id, JobsubId jobsubId, StageBook stage, String jobSecret, String jobscriptSecret, JobTimes times) {
        this.id = id;
        this.jobsubId = jobsubId;
        this.stage = stage;
        this.jobSecret = jobSecret;
        this.jobscriptSecret = jobscriptSecret;
        this.times = times;
    }

    /** As it is in its row. */
    static Job of(JobRecord row, StageBook stage) {
        Job job = new Job(row.id(), row.jobsubId(), stage, row.jobSecret(), row.jobscriptSecret(), row.times());
        job.state = row.state();
        job.slot = row.slot();
        job.report = Report.of(row);
        job.allocatedFiles = row.allocatedFiles();
        job.askedForFile = row.askedForFile();
        return job;
    }

    JobRecord row() {
        return new JobRecord(
                id,
                jobsubId,
                stage.ref(),
                state,
                jobSecret,
                jobscriptSecret,
                slot,
                times,
                report.usage(),
                report.exitCode(),
                report.abortCode(),
                allocatedFiles,
                askedForFile,
                report.recordDigest(),
                report.confirmDigest());
    }

    /** One that its row says nothing of: that it got a file, and when, is in the allocation. */
    void restore(Allocation allocation) {
        allocations.add(allocation);
        allocatedFiles = Math.max(allocatedFiles, allocation.sequence());
        askedForFile = true;
        stage.served(allocation.allocatedAt());
        if (allocation.allocatedAt().isAfter(times.alive())) {
            times = times.beat(allocation.allocatedAt());
        }
    }

    void restore(OutputFile output) {
        outputs.add(output);
    }

    public long id() {
        return id;
    }

    public JobsubId jobsubId() {
        return jobsubId;
    }

    public StageBook stage() {
        return stage;
    }

    public String jobSecret() {
        return jobSecret;
    }

    public String jobscriptSecret() {
        return jobscriptSecret;
    }

    public JobState state() {
        return state;
    }

    public Optional<Slot> slot() {
        return slot;
    }

    /** Of a job that has started. */
    public Slot mySlot() {
        return slot.orElseThrow(() -> new IllegalStateException(jobsubId + " has no slot in state " + state));
    }

    public JobTimes times() {
        return times;
    }

    public OptionalInt exitCode() {
        return report.exitCode();
    }

    public int allocatedFiles() {
        return allocatedFiles;
    }

    public boolean askedForFile() {
        return askedForFile;
    }

    /** Not before it has started, nor once it has handed in what it made. */
    public boolean takesFiles() {
        return state == JobState.STARTED || state == JobState.PROCESSING;
    }

    public boolean abortedWith(EventType code) {
        return report.abortCode().equals(OptionalInt.of(code.number()));
    }

    public boolean reportedBy(String digest) {
        return report.recordDigest().filter(digest::equals).isPresent();
    }

    public boolean confirmedBy(String digest) {
        return report.confirmDigest().filter(digest::equals).isPresent();
    }

    public List<Allocation> allocations() {
        return Collections.unmodifiableList(allocations);
    }

    public List<Allocation> live() {
        return allocations.stream().filter(Allocation::live).toList();
    }

    public List<OutputFile> outputs() {
        return Collections.unmodifiableList(outputs);
    }

    /** Whether it signs so for the first time; remembered as long as anything older than {@code oldest} is refused. */
    public boolean signsFirst(String method, long time, long oldest) {
        return uses.first(method, time, oldest);
    }

    /** It may sign so once more. */
    public void maySignAgain(String method, long time) {
        uses.forget(method, time);
    }

    public void beat(Instant now) {
        times = times.beat(now);
        changes().beat(this);
    }

    public void begin(Slot given, Instant now) {
        slot = Optional.of(given);
        times = times.start(now);
        move(JobTrigger.START);
        changes().event(EventType.JOB_STARTED, now).of(this);
    }

    /** It never began: why is a sentence. */
    public void refuse(Slot offered, String why, Instant now) {
        slot = Optional.of(offered);
        end(JobTrigger.REFUSE, AllocationEnd.VOIDED, why, now);
        changes().event(EventType.JOB_NOTUSED, now).of(this);
    }

    /** It is not where it belongs. */
    public void abort(Slot offered, String why, Instant now) {
        slot = Optional.of(offered);
        end(JobTrigger.ABORT, AllocationEnd.VOIDED, why, now);
        changes().event(EventType.JOB_ABORTED, now).of(this);
    }

    /** There is no file for it. */
    public void askInVain(Instant now) {
        askedForFile = true;
        beat(now);
    }

    public Allocation take(Match match, Instant now) {
        askedForFile = true;
        times = times.beat(now);
        int site = stage.books().grid().number(mySlot().site());
        int attempt = stage.inputs().allocate(match.slot(), match.rse(), site, now);
        allocatedFiles++;
        Allocation allocation = new Allocation(this, match.slot(), attempt, allocatedFiles, match.rse(), site, now);
        allocations.add(allocation);
        changes().added(allocation);
        // That it got a file, and when, is in the allocation: the job's row need not say it too.
        changes().event(EventType.FILE_ALLOCATED, now).of(allocation);
        if (state == JobState.STARTED) {
            move(JobTrigger.RECEIVE_FILE);
            changes().event(EventType.JOB_PROCESSING, now).of(this);
        }
        return allocation;
    }

    /** Its jobscript has ended. */
    public void report(String digest, int code, Usage used, String log) {
        report = report.results(digest, code, used);
        changes().log(this, log);
    }

    public void record(NewOutput reported, Instant now) {
        OutputFile output = new OutputFile(stage.books().nextOutput++, this, reported, now);
        outputs.add(output);
        output.recorded(reported, now);
    }

    /** All that it made is recorded; it uploads from now on. */
    public void handIn(Instant now) {
        times = times.output(now);
        move(JobTrigger.RECORD);
        changes().event(EventType.JOB_OUTPUTTING, now).of(this);
    }

    public void failScript(AllocationEnd how, String why, Instant now) {
        end(JobTrigger.FAIL_SCRIPT, how, why, now);
        changes().event(EventType.JOB_SCRIPT_ERROR, now).of(this);
    }

    /** Its outputs are confirmed. */
    public void finish(String digest, Instant now) {
        report = report.uploads(digest);
        move(JobTrigger.CONFIRM);
        changes().event(EventType.JOB_FINISHED, now).of(this);
        over("", now);
    }

    /** None of its files counts as processed. */
    public void finishWithNothing(String digest, String why, Instant now) {
        report = report.uploads(digest);
        move(JobTrigger.CONFIRM_NOTHING);
        changes().ended(this, why);
        changes().event(EventType.JOB_FINISHED, now).of(this);
        over("", now);
    }

    /** It says that it gives up. One that has ended already may still say what it aborted with. */
    public void abort(EventType code, JobTrigger trigger, String why, String log, Instant now) {
        report = report.abort(code.number());
        changes().changed(this);
        changes().log(this, log);
        if (state.terminal()) {
            changes().ended(this, why);
        } else {
            end(trigger, AllocationEnd.VOIDED, why.isEmpty() ? "The jobscript failed." : why, now);
        }
        changes().event(code, now).of(this);
    }

    public void stall(EventType sign, String why, Instant now) {
        end(JobTrigger.STALL, AllocationEnd.EXPIRED, why, now);
        changes().event(sign, now).of(this);
    }

    /** Ends without success: every file goes back, every unconfirmed output is void and its name free. */
    private void end(JobTrigger trigger, AllocationEnd how, String why, Instant now) {
        move(trigger);
        changes().ended(this, why);
        live().forEach(allocation -> allocation.giveBack(how, now));
        outputs.stream()
                .filter(output -> output.state() == OutputFileState.RECORDED)
                .forEach(output -> output.voidIt(now));
        outputs.removeIf(output -> output.state() == OutputFileState.VOIDED);
        over(why, now);
    }

    private void over(String why, Instant now) {
        stage.sums().ended(ending(), 1, report.usage().map(Usage::realMillis).orElse(0L));
        stage.workflow().endings().add(this, why, now);
        times = times.finish(now);
        allocations.clear();
        stage.books().jobs().ended(this);
        stage.workflow().noteIfOver();
    }

    /** Of one that has ended. */
    Ending ending() {
        return report.ending(state, slot.map(Slot::site));
    }

    private void move(JobTrigger trigger) {
        JobState from = state;
        JobState to = JobState.TRANSITIONS.require(from, trigger);
        stage.books().witness().moved(from, trigger, to);
        stage.sums().count(from, -1);
        stage.sums().count(to, +1);
        state = to;
        if (from.live() != to.live()) {
            stage.books().countLive(this, to.live() ? +1 : -1);
        }
        if (trigger == JobTrigger.RECEIVE_FILE) {
            changes().beat(this);
        } else {
            changes().changed(this);
        }
    }

    private Changes changes() {
        return stage.books().changes();
    }
}
