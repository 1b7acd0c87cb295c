package org.muster.allocator.ledger.books;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.FileRecord;
import org.muster.allocator.matching.Numbering;
import org.muster.allocator.matching.Reaches;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.allocator.storage.Directories;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WorkflowProgress;

/** A stage in memory: its files, its queues and its counts, which are kept up with every move. */
public final class StageBook {
    /** Files of one numbered dataset. */
    static final int FILES_PER_DATASET = 1000;

    /** A stage that gets nothing for so long counts as one more important. */
    public static final Duration HUNGER = Duration.ofHours(1);

    public final WorkflowBook workflow;
    public final StageRef ref;
    public final StageOrder order;
    public final Needs needs;
    public final Set<SiteName> sites;
    public final Set<Integer> inputRses;

    public final StageFiles files;
    public final WaitingByMemory waiting;
    public final LookAgain lookAgain = new LookAgain();

    /** Where its inputs lie: what its jobs may read. */
    public final Directories directories = new Directories();

    /** Counter files 1 to this have been made. */
    public int counters;

    private StageSettings settings;
    private Set<String> sitesInQuarantine = Set.of();
    private Set<String> nodesInQuarantine = Set.of();
    private Set<Integer> rsesInQuarantine = Set.of();

    /** When a file was last given to a job, in seconds since the epoch; at first when the workflow was opened. */
    private long servedSecond;

    /** Of the settings, which thousands of stages are asked for at once. */
    private int priority;

    /** Another one as soon as any mean distance may be another. */
    private int nearnessVersion;

    private final Tally<InputFileState> fileCounts = new Tally<>(InputFileState.class);
    private final Tally<JobState> jobCounts = new Tally<>(JobState.class);
    private final Tally<OutputFileState> outputCounts = new Tally<>(OutputFileState.class);
    private final Map<String, Long> confirmedByDataset = new HashMap<>();

    /** Shared with the stages that may read the same; found at the first question. */
    @Nullable
    Reaches reaches;

    long eventsConfirmed;

    StageBook(WorkflowBook workflow, StageRef ref, StageOrder order, Numbering rses, ReplicaSets sets) {
        this.workflow = workflow;
        this.ref = ref;
        this.order = order;
        this.needs = Needs.of(order);
        this.settings = StageSettings.of(order);
        this.priority = settings.priority();
        this.servedSecond = workflow.openedAt.getEpochSecond();
        this.files = new StageFiles(sets);
        this.waiting = new WaitingByMemory(files, sets, order.rssBytes());
        this.sites = new HashSet<>(order.sites());
        this.inputRses =
                order.inputRses().stream().map(rse -> rses.of(rse.value())).collect(Collectors.toSet());
    }

    public StageSettings settings() {
        return settings;
    }

    public void settings(StageSettings changed, Numbering rses) {
        settings = changed;
        priority = changed.priority();
        sitesInQuarantine = inQuarantine(Partition.Kind.SITE);
        nodesInQuarantine = inQuarantine(Partition.Kind.NODE);
        rsesInQuarantine =
                inQuarantine(Partition.Kind.RSE).stream().map(rses::of).collect(Collectors.toSet());
        reaches = null;
        nearnessVersion++;
    }

    private Set<String> inQuarantine(Partition.Kind kind) {
        return settings.quarantines().stream()
                .map(Quarantine::partition)
                .filter(partition -> partition.kind() == kind)
                .map(Partition::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the order lists the site. */
    public boolean lists(SiteName site) {
        return sites.isEmpty() || sites.contains(site);
    }

    public boolean inQuarantine(SiteName site) {
        return sitesInQuarantine.contains(site.value());
    }

    public boolean nodeInQuarantine(String hostname) {
        return nodesInQuarantine.contains(hostname);
    }

    public Set<Integer> rsesInQuarantine() {
        return rsesInQuarantine;
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

    public void count(InputFileState state, long change) {
        fileCounts.add(state, change);
    }

    public void count(JobState state, long change) {
        jobCounts.add(state, change);
    }

    public void count(OutputFileState state, long change) {
        outputCounts.add(state, change);
    }

    public long files(InputFileState state) {
        return fileCounts.of(state);
    }

    public long jobs(JobState state) {
        return jobCounts.of(state);
    }

    public long liveJobs() {
        return jobs(JobState.STARTED) + jobs(JobState.PROCESSING) + jobs(JobState.OUTPUTTING);
    }

    /** Whether a file that was not found may still be: a drained workflow is not kept open for it. */
    public boolean mayFindAgain() {
        return workflow.status != WorkflowProgress.Status.CLOSED && !workflow.drained();
    }

    boolean everyFileTerminal() {
        for (InputFileState state : InputFileState.values()) {
            if (!state.terminal() && files(state) > 0) {
                return false;
            }
        }
        return true;
    }

    /** As many as there can be rather than fewer than none. */
    void confirmedEvents(long more) {
        long sum = eventsConfirmed + more;
        boolean beyond = ((eventsConfirmed ^ sum) & (more ^ sum)) < 0;
        eventsConfirmed = beyond ? Long.MAX_VALUE : Math.max(0, sum);
    }

    void confirmedInto(String dataset, long files) {
        confirmedByDataset.merge(dataset, files, Long::sum);
    }

    /** Numbered from 1; a new number every thousand confirmed files. */
    public int datasetNumber(String dataset) {
        return 1 + (int) (confirmedByDataset.getOrDefault(dataset, 0L) / FILES_PER_DATASET);
    }

    StageProgress progress() {
        return new StageProgress(ref, fileCounts.counts(), jobCounts.counts(), outputCounts.counts());
    }

    FileRecord row(int slot, Books books) {
        return new FileRecord(
                files.id(slot),
                ref,
                files.state(slot),
                files.attempts(slot),
                books.rses.name(files.lastRse(slot)),
                books.sites.name(files.lastSite(slot)),
                files.replicas(slot));
    }
}
