package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.Snapshot;
import org.muster.domain.data.Did;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.WorkflowOrder;

/** All the ledger's memory. */
public final class Books {
    /** Whose block has a number. */
    private static final long MAX_FILE = (long) Integer.MAX_VALUE << StageFiles.BLOCK_BITS;

    private final LedgerSettings settings;
    private final Witness witness;
    private final GridBook grid = new GridBook();
    private final Map<Integer, WorkflowBook> workflows = new TreeMap<>();

    /** By name; one that has had a workflow in memory stays. */
    private final Map<String, CampaignBook> campaigns = new HashMap<>();

    private final Set<Integer> retired = new HashSet<>();

    /** Workflows whose rows could not be read, and why: nobody may do anything with them. */
    private final Map<Integer, String> setAside = new TreeMap<>();

    private final KnownJobs jobs = new KnownJobs();
    private final Recalls recalls = new Recalls();
    private final Long2ObjectOpenHashMap<OutputFile> unregistered = new Long2ObjectOpenHashMap<>();
    private final HeldNames heldNames = new HeldNames();
    private final Int2ObjectOpenHashMap<StageBook> blocks = new Int2ObjectOpenHashMap<>();

    /** Gathered once for the many questions that look at all of them; null after a workflow came or went. */
    private @Nullable List<StageBook> stages;

    /** Of the batch that is being decided. */
    private Changes changes = new Changes(this);

    int nextBlock;
    long nextJob = 1;
    long nextOutput = 1;
    long nextEvent = 1;

    Books(LedgerSettings settings, Witness witness) {
        this.settings = settings;
        this.witness = witness;
    }

    public LedgerSettings settings() {
        return settings;
    }

    /** Ids of events may leave some out, and never go back. */
    public void startEvents(long first) {
        nextEvent = Math.max(nextEvent, first);
    }

    public Optional<WorkflowBook> workflow(WorkflowId id) {
        return Optional.ofNullable(workflows.get(id.number()));
    }

    /** In memory, in order. */
    public Collection<WorkflowBook> workflows() {
        return Collections.unmodifiableCollection(workflows.values());
    }

    /** Whether it is over and has left memory. */
    public boolean retired(WorkflowId id) {
        return retired.contains(id.number());
    }

    /** Workflows whose rows could not be read, and why. */
    public Map<Integer, String> setAside() {
        return Collections.unmodifiableMap(setAside);
    }

    public Optional<StageBook> stage(StageRef ref) {
        return workflow(ref.workflow())
                .filter(workflow -> workflow.hasStage(ref.stage()))
                .map(workflow -> workflow.stage(ref.stage()));
    }

    /** Of all workflows in memory, in order. */
    public List<StageBook> stages() {
        List<StageBook> known = stages;
        if (known == null) {
            known = workflows.values().stream()
                    .flatMap(workflow -> workflow.stages().stream())
                    .toList();
            stages = known;
        }
        return known;
    }

    /** The stage that a file id belongs to; the id may not be in use yet. */
    public Optional<StageBook> stageOf(long fileId) {
        return fileId < 1 || fileId > MAX_FILE
                ? Optional.empty()
                : Optional.ofNullable(blocks.get(StageFiles.blockOf(fileId)));
    }

    public Optional<Job> job(JobsubId id) {
        return jobs.find(id);
    }

    /** Those that go on, and for a while those that ended. */
    public Collection<Job> known() {
        return jobs.all();
    }

    public Collection<Job> liveJobs() {
        return jobs.live();
    }

    /** Whether another job than this has it: whoever holds a secret can speak for its job. */
    public boolean othersSecret(String secret, JobsubId job) {
        return jobs.othersSecret(secret, job);
    }

    /** Of an output that the catalogues are still to learn of. */
    public Optional<OutputFile> unregistered(long id) {
        return Optional.ofNullable(unregistered.get(id));
    }

    /** Whether an output of this name is being deleted at the storages. */
    public boolean held(Did name, Instant now) {
        return heldNames.holds(name, now);
    }

    /** Sites, storages and quotas, and what is within whose reach. */
    public GridBook grid() {
        return grid;
    }

    /** Of the {@linkplain #stages() stages} as they are now to a site where jobs have so much memory. */
    public Nearness nearness(int site, long memoryBytes) {
        return grid.nearness(stages(), site, memoryBytes);
    }

    /** Small ledgers only. */
    public Snapshot snapshot() {
        return new Photograph(this).taken();
    }

    public void open(WorkflowOrder order, Instant now) {
        WorkflowBook workflow = new WorkflowBook(order, now, this);
        add(workflow);
        changes.workflow(workflow);
        changes.event(EventType.WORKFLOW_CREATED, now).of(workflow);
    }

    /** In force for the very next call. */
    public void replaceInventory(Inventory inventory) {
        grid.replace(inventory);
        changes.inventory(inventory);
    }

    /** No job may take these names for a while. */
    public void hold(List<Did> names, Instant now) {
        heldNames.forget(now);
        names.forEach(name -> heldNames.hold(name, now));
    }

    /** Nothing of it lies anywhere any more. */
    public void clear(OutputRecord output, Instant now) {
        changes.cleared(output, now);
        heldNames.release(output.did());
    }

    /** What happens by itself with time: jobs that ended are forgotten, and recalled files leave the disks. */
    public void pass(Instant now) {
        jobs.forgetEnded(now);
        for (long file : recalls.ended(now)) {
            stageOf(file)
                    .ifPresent(stage ->
                            stage.inputs().loseIfRecallEnded(stage.files().slot(file), now));
        }
    }

    /** Everything decided since the last call. */
    public Taken take() {
        Changes taken = changes;
        changes = new Changes(this);
        return new Taken(taken.take(), taken.granted());
    }

    Changes changes() {
        return changes;
    }

    Witness witness() {
        return witness;
    }

    Recalls recalls() {
        return recalls;
    }

    Set<Integer> retired() {
        return retired;
    }

    void setAside(Map<Integer, String> troubles) {
        setAside.putAll(troubles);
    }

    KnownJobs jobs() {
        return jobs;
    }

    Collection<OutputFile> unregistered() {
        return unregistered.values();
    }

    void add(WorkflowBook workflow) {
        workflows.put(workflow.number(), workflow);
        forgetStages();
    }

    private void forgetStages() {
        stages = null;
        grid.forgetNearness();
    }

    /** Drops a workflow that is over from memory; its rows stay. */
    void retire(WorkflowBook workflow) {
        workflows.remove(workflow.number());
        forgetStages();
        retired.add(workflow.number());
        workflow.stages().forEach(stage -> {
            recalls.all().keySet().stream()
                    .filter(file -> stageOf(file).filter(stage::equals).isPresent())
                    .forEach(recalls::remove);
            stage.files().blocks().forEach(blocks::remove);
        });
        jobs.forget(workflow);
    }

    void own(int block, StageBook stage) {
        blocks.put(block, stage);
        stage.files().addBlock(block);
    }

    int newBlock(StageBook stage) {
        int block = nextBlock++;
        own(block, stage);
        return block;
    }

    CampaignBook campaign(String name) {
        return campaigns.computeIfAbsent(name, named -> new CampaignBook());
    }

    void countLive(Job job, int change) {
        WorkflowBook workflow = job.stage().workflow();
        workflow.quota().countLive(change);
        workflow.campaign().ifPresent(campaign -> campaign.countLive(change));
        if (change > 0) {
            jobs.live(job);
        } else {
            jobs.liveNoMore(job);
        }
    }

    void toRegister(OutputFile output) {
        output.job().stage().workflow().toRegister(output);
        unregistered.put(output.id(), output);
    }

    void registered(OutputFile output) {
        unregistered.remove(output.id());
        output.job().stage().workflow().registered(output);
    }
}
