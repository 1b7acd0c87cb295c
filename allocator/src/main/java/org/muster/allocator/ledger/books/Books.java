package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.FileRecord;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.Snapshot;
import org.muster.allocator.matching.Geography;
import org.muster.allocator.matching.Numbering;
import org.muster.allocator.matching.Reach;
import org.muster.allocator.matching.Reaches;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;

/** All the ledger's memory. */
public final class Books {
    /** Longer than any signature of theirs is good for. */
    public static final Duration ENDED_KEPT = Duration.ofMinutes(30);

    /** Ended jobs in memory at most; the oldest go first. */
    static final int MAX_ENDED = 100_000;

    /** Stages at sites whose nearness is kept, a dozen bytes each; beyond that it is worked out anew. */
    static final int MAX_NEARNESS = 4_000_000;

    /** Whose block has a number. */
    private static final long MAX_FILE = (long) Integer.MAX_VALUE << StageFiles.BLOCK_BITS;

    public final Numbering sites = new Numbering();
    public final Numbering rses = new Numbering();
    public final int counters = rses.of(RseName.MONTECARLO.value());
    public Geography geography;

    public final Map<Integer, WorkflowBook> workflows = new TreeMap<>();
    public final Set<Integer> retired = new HashSet<>();

    /** Workflows whose rows could not be read, and why: nobody may do anything with them. */
    public final Map<Integer, String> setAside = new TreeMap<>();

    public final Map<JobsubId, Job> jobs = new HashMap<>();

    /** Of those: whoever holds a secret can speak for its job. */
    private final Map<String, Job> bySecret = new HashMap<>();

    final Recalls recalls = new Recalls();
    final ReplicaSets replicaSets = new ReplicaSets();
    public final Map<Long, OutputFile> unregistered = new TreeMap<>();
    public final HeldNames heldNames = new HeldNames();
    private final Map<String, QuotaBook> quotas = new HashMap<>();
    public final Set<Job> liveJobs = new HashSet<>();

    /** Gathered once for the many questions that look at all of them; null after a workflow came or went. */
    private @Nullable List<StageBook> stages;

    private final Map<Reaches.Which, Reaches> reaches = new HashMap<>();
    private final Map<From, Nearness> nearness = new HashMap<>();
    private final Int2ObjectOpenHashMap<StageBook> blocks = new Int2ObjectOpenHashMap<>();

    /** In the order they ended. */
    private final ArrayDeque<Job> endedJobs = new ArrayDeque<>();

    /** A site, and what jobs there have. */
    private record From(int site, long memoryBytes) {}

    int nextBlock;
    public long nextJob;
    public long nextOutput;
    long nextEvent;

    Books() {
        geography = new Geography(new Inventory(List.of(), List.of(), List.of(), List.of()), sites, rses);
    }

    public Optional<WorkflowBook> workflow(WorkflowId id) {
        return Optional.ofNullable(workflows.get(id.number()));
    }

    public Optional<StageBook> stage(StageRef ref) {
        return workflow(ref.workflow())
                .filter(workflow -> workflow.hasStage(ref.stage()))
                .map(workflow -> workflow.stage(ref.stage()));
    }

    /** The stage that a file id belongs to; the id may not be in use yet. */
    public Optional<StageBook> stageOf(long fileId) {
        return fileId < 1 || fileId > MAX_FILE
                ? Optional.empty()
                : Optional.ofNullable(blocks.get(StageFiles.blockOf(fileId)));
    }

    void own(int block, StageBook stage) {
        blocks.put(block, stage);
        stage.files.addBlock(block);
    }

    /** Whether a file with these replicas is the counter of a Monte Carlo workflow, which is everywhere. */
    public boolean counter(int replicaSet) {
        return replicaSets.contains(replicaSet, counters);
    }

    List<String> names(int replicaSet) {
        return Arrays.stream(replicaSets.members(replicaSet))
                .mapToObj(rses::name)
                .toList();
    }

    /** Of all workflows in memory, in order. */
    public List<StageBook> stages() {
        List<StageBook> known = stages;
        if (known == null) {
            known = workflows.values().stream()
                    .flatMap(workflow -> workflow.stages.stream())
                    .toList();
            stages = known;
        }
        return known;
    }

    public void add(WorkflowBook workflow) {
        workflows.put(workflow.number(), workflow);
        forgetStages();
    }

    private void forgetStages() {
        stages = null;
        nearness.clear();
    }

    /** Of the {@linkplain #stages() stages} as they are now to a site where jobs have so much memory. */
    public Nearness nearness(int site, long memoryBytes) {
        List<StageBook> present = stages();
        if ((nearness.size() + 1L) * present.size() > MAX_NEARNESS) {
            nearness.clear();
        }
        return nearness.computeIfAbsent(
                new From(site, memoryBytes), from -> new Nearness(this, present, site, memoryBytes));
    }

    public Reach reach(StageBook stage, int site) {
        Reaches its = stage.reaches;
        if (its == null) {
            its = reaches.computeIfAbsent(
                    new Reaches.Which(stage.order.maxDistance(), stage.inputRses, stage.rsesInQuarantine()),
                    Reaches::new);
            stage.reaches = its;
        }
        return its.of(site, geography, counters);
    }

    public void replace(Inventory inventory) {
        geography = new Geography(inventory, sites, rses);
        quotas.values().forEach(quota -> quota.grant(geography));
        reaches.values().forEach(Reaches::forget);
        nearness.clear();
    }

    /** One for all workflows that name it. */
    QuotaBook quota(String name) {
        return quotas.computeIfAbsent(name, named -> new QuotaBook(named, geography));
    }

    public void add(Job job) {
        jobs.put(job.jobsubId, job);
        bySecret.putIfAbsent(job.jobSecret, job);
    }

    /** Whether another job than this has it. */
    public boolean othersSecret(String secret, JobsubId job) {
        Job holder = bySecret.get(secret);
        return holder != null && !holder.jobsubId.equals(job);
    }

    void countLive(Job job, int change) {
        job.stage.workflow.quota.countLive(change);
        if (change > 0) {
            liveJobs.add(job);
        } else {
            liveJobs.remove(job);
        }
    }

    /** It is kept for a while, so that what it repeats gets the same answer. */
    void ended(Job job) {
        endedJobs.add(job);
    }

    /** Drops jobs from memory that ended long ago; their rows stay. */
    public void forgetEnded(Instant now) {
        Instant latest = now.minus(ENDED_KEPT);
        Job oldest = endedJobs.peek();
        while (oldest != null
                && (endedJobs.size() > MAX_ENDED || !oldest.times.finished().isAfter(latest))) {
            endedJobs.remove();
            jobs.remove(oldest.jobsubId, oldest);
            bySecret.remove(oldest.jobSecret, oldest);
            oldest = endedJobs.peek();
        }
    }

    /** Drops a workflow that is over from memory; its rows stay. */
    void retire(WorkflowBook workflow) {
        workflows.remove(workflow.number());
        forgetStages();
        retired.add(workflow.number());
        workflow.stages.forEach(stage -> {
            recalls.all().keySet().stream()
                    .filter(file -> stageOf(file).filter(stage::equals).isPresent())
                    .forEach(recalls::remove);
            stage.files.blocks().forEach(blocks::remove);
        });
        jobs.values().removeIf(job -> job.stage.workflow == workflow);
        bySecret.values().removeIf(job -> job.stage.workflow == workflow);
        endedJobs.removeIf(job -> job.stage.workflow == workflow);
    }

    public Snapshot snapshot() {
        List<Job> allJobs = new ArrayList<>(jobs.values());
        allJobs.sort(Comparator.comparingLong(job -> job.id));
        Set<OutputFile> outputs = new HashSet<>(unregistered.values());
        allJobs.forEach(job -> outputs.addAll(job.outputs));
        return new Snapshot(
                geography.inventory(),
                Set.copyOf(retired),
                workflows.values().stream().map(WorkflowBook::row).toList(),
                IntStream.range(0, replicaSets.size()).mapToObj(this::names).toList(),
                stages().stream()
                        .flatMap(
                                stage -> IntStream.range(0, stage.files.size()).mapToObj(slot -> stage.row(slot, this)))
                        .sorted(Comparator.comparingLong(FileRecord::id))
                        .toList(),
                stages().stream()
                        .flatMap(stage -> stage.waiting.hungry().intStream().mapToObj(stage.files::id))
                        .collect(Collectors.toSet()),
                recalls.all(),
                allJobs.stream().map(Job::row).toList(),
                allJobs.stream()
                        .filter(job -> !job.state.terminal())
                        .flatMap(job -> job.allocations.stream())
                        .map(allocation -> allocation.row(sites, rses))
                        .toList(),
                outputs.stream()
                        .filter(output -> output.state != OutputFileState.VOIDED)
                        .map(OutputFile::row)
                        .sorted(Comparator.comparingLong(OutputRecord::id))
                        .toList(),
                new Snapshot.NextIds(nextBlock, nextJob, nextOutput, nextEvent));
    }
}
