package org.muster.allocator.ledger.books;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.FileRecord;
import org.muster.allocator.ledger.rows.JobTimes;
import org.muster.allocator.ledger.rows.OutputSum;
import org.muster.allocator.matching.Reaches;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageSettings;

/** A stage in memory: its files, its queues and its sums, which are kept up with every move. */
public final class StageBook {
    /** Files of one numbered dataset. */
    static final int FILES_PER_DATASET = 1000;

    /** A stage that gets nothing for so long counts as one more important. */
    public static final Duration HUNGER = Duration.ofHours(1);

    private final WorkflowBook workflow;
    private final StageRef ref;
    private final StageOrder order;
    private final Needs needs;
    private final Set<SiteName> sites;
    private final Set<Integer> inputRses;
    private final StageFiles files;
    private final WaitingByMemory waiting;
    private final InputFiles inputs;
    private final LookAgain lookAgain = new LookAgain();
    private StageSettings settings;
    private Quarantines quarantines = Quarantines.NONE;

    /** When a file was last given to a job, in seconds since the epoch; at first when the workflow was opened. */
    private long servedSecond;

    /** Of the settings, which thousands of stages are asked for at once. */
    private int priority;

    /** Another one as soon as any mean distance may be another. */
    private int nearnessVersion;

    private final StageSums sums;
    private final Map<String, Long> confirmedByDataset = new HashMap<>();

    /** Shared with the stages that may read the same; found at the first question. */
    private @Nullable Reaches reaches;

    StageBook(WorkflowBook workflow, StageRef ref, StageOrder order) {
        this.workflow = workflow;
        this.ref = ref;
        this.sums = new StageSums(ref);
        this.order = order;
        this.needs = Needs.of(order);
        this.settings = StageSettings.of(order);
        this.priority = settings.priority();
        this.servedSecond = workflow.openedAt().getEpochSecond();
        ReplicaSets sets = books().grid().replicaSets();
        this.files = new StageFiles(sets);
        this.waiting = new WaitingByMemory(files, sets, order.rssBytes());
        this.inputs = new InputFiles(this, files);
        this.sites = Set.copyOf(order.sites());
        this.inputRses = order.inputRses().stream()
                .map(rse -> books().grid().rses().of(rse.value()))
                .collect(Collectors.toUnmodifiableSet());
    }

    Books books() {
        return workflow.books();
    }

    public WorkflowBook workflow() {
        return workflow;
    }

    public StageRef ref() {
        return ref;
    }

    public StageOrder order() {
        return order;
    }

    public Needs needs() {
        return needs;
    }

    /** Empty if any will do. */
    public Set<SiteName> sites() {
        return sites;
    }

    /** Numbers of the RSEs that the order lists; empty if any will do. */
    public Set<Integer> inputRses() {
        return inputRses;
    }

    public StageFiles files() {
        return files;
    }

    public WaitingByMemory waiting() {
        return waiting;
    }

    public InputFiles inputs() {
        return inputs;
    }

    @Nullable
    Reaches reaches() {
        return reaches;
    }

    void reaches(Reaches found) {
        reaches = found;
    }

    /** Where outputs of a job there go, best first. */
    public List<Inventory.Storage> outputStorages(SiteName site) {
        return books().grid().outputStorages(site, order.outputRses());
    }

    /** A job that the batch system is given, or that a pilot brings. */
    public Job submit(JobsubId id, String jobSecret, String jobscriptSecret, Instant now) {
        Job job = new Job(books().nextJob++, id, this, jobSecret, jobscriptSecret, JobTimes.submittedAt(now));
        books().jobs().add(job);
        sums.count(job.state(), +1);
        books().changes().added(job);
        books().changes().event(EventType.JOB_SUBMITTED, now).of(job);
        return job;
    }

    public void change(StageSettings changed, EventType event, Instant now) {
        settings(changed);
        books().changes().workflow(workflow);
        books().changes().event(event, now).of(this);
    }

    /** Ids of files that were not found, so many at most, if it is time to look for them again. */
    public void lookAgain(int most, Instant now, LongConsumer ids) {
        lookAgain.take(files, most, books().settings().lookAgain(), now, ids);
    }

    public StageSettings settings() {
        return settings;
    }

    void settings(StageSettings changed) {
        settings = changed;
        priority = changed.priority();
        quarantines = Quarantines.of(changed, books().grid().rses());
        reaches = null;
        nearnessVersion++;
    }

    /** Whether the order lists the site. */
    public boolean lists(SiteName site) {
        return sites.isEmpty() || sites.contains(site);
    }

    public boolean inQuarantine(SiteName site) {
        return quarantines.holds(site);
    }

    public boolean nodeInQuarantine(String hostname) {
        return quarantines.nodes().contains(hostname);
    }

    public Set<Integer> rsesInQuarantine() {
        return quarantines.rses();
    }

    public boolean full() {
        return liveJobs() >= settings.maxRunningJobs();
    }

    /** A file waits for a job from now on. */
    void waits(int slot) {
        if (waiting.add(slot, files.replicas(slot))) {
            nearnessVersion++;
        }
    }

    void waitsNoMore(int slot) {
        if (waiting.remove(slot, files.replicas(slot))) {
            nearnessVersion++;
        }
    }

    int nearnessVersion() {
        return nearnessVersion;
    }

    void served(Instant at) {
        servedSecond = Math.max(servedSecond, at.getEpochSecond());
    }

    /** The priority it was given, and one more for each hour that its waiting files have been passed over. */
    public int priority(Instant now) {
        return priority(priority, now);
    }

    /** The same, had it been given another. */
    public int priority(int given, Instant now) {
        long hungry = Math.max(0, (now.getEpochSecond() - servedSecond) / HUNGER.toSeconds());
        return (int) Math.min(StageSettings.MAX_PRIORITY, given + hungry);
    }

    public Optional<OutputPattern> pattern(int patternId) {
        return order.outputs().stream()
                .filter(pattern -> pattern.patternId() == patternId)
                .findFirst();
    }

    StageSums sums() {
        return sums;
    }

    public long files(InputFileState state) {
        return sums.files(state);
    }

    public long jobs(JobState state) {
        return sums.jobs(state);
    }

    public long liveJobs() {
        return jobs(JobState.STARTED) + jobs(JobState.PROCESSING) + jobs(JobState.OUTPUTTING);
    }

    /** Whether a file that was not found may still be: a drained workflow is not kept open for it. */
    public boolean mayFindAgain() {
        return workflow.status() != LedgerStatus.CLOSED && !workflow.drained();
    }

    boolean everyFileTerminal() {
        for (InputFileState state : InputFileState.values()) {
            if (!state.terminal() && files(state) > 0) {
                return false;
            }
        }
        return true;
    }

    /** So many outputs of a dataset as were found in PostgreSQL. */
    void restore(OutputSum sum, int patternId, String dataset) {
        sums.count(sum.state(), sum.outputs());
        if (sum.state() != OutputFileState.RECORDED) {
            long events = pattern(patternId)
                    .map(pattern -> OutputFile.datasetEvents(pattern, sum.events()))
                    .orElse(0L);
            sums.confirmed(sum.state(), sum.bytes(), events);
            confirmedInto(dataset, sum.outputs());
        }
    }

    void confirmedInto(String dataset, long files) {
        confirmedByDataset.merge(dataset, files, Long::sum);
    }

    /** Numbered from 1; a new number every thousand confirmed files. */
    public int datasetNumber(String dataset) {
        return 1 + (int) (confirmedByDataset.getOrDefault(dataset, 0L) / FILES_PER_DATASET);
    }

    FileRecord row(int slot) {
        return new FileRecord(
                files.id(slot),
                ref,
                files.state(slot),
                files.attempts(slot),
                books().grid().rses().known(files.lastRse(slot)),
                books().grid().sites().known(files.lastSite(slot)),
                files.replicas(slot));
    }
}
