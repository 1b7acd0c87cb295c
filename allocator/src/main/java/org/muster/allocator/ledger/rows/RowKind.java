package org.muster.allocator.ledger.rows;

import org.muster.protocol.control.Inventory;

/** What a row of a batch is and what becomes of it; the journal knows how rows of each kind are written, and in which order. */
@SuppressWarnings("UnusedTypeParameter") // the type of its rows, for who adds and who reads them
public final class RowKind<R> {
    public static final RowKind<Inventory> INVENTORY = new RowKind<>("inventory");

    public static final RowKind<WorkflowRecord> WORKFLOWS = new RowKind<>("workflows");
    public static final RowKind<StageRecord> STAGES = new RowKind<>("stages");
    public static final RowKind<Block> BLOCKS = new RowKind<>("blocks");
    public static final RowKind<ReplicaSet> REPLICA_SETS = new RowKind<>("replica sets");
    public static final RowKind<StageDirectory> DIRECTORIES = new RowKind<>("directories");

    public static final RowKind<FileChange> NEW_FILES = new RowKind<>("new files");
    public static final RowKind<FileChange> FILES = new RowKind<>("files");

    /** Ids of files whose replicas are all gone. */
    public static final RowKind<Long> LOST_REPLICAS = new RowKind<>("lost replicas");

    public static final RowKind<NewReplica> REPLICAS = new RowKind<>("replicas");

    public static final RowKind<JobRecord> NEW_JOBS = new RowKind<>("new jobs");
    public static final RowKind<JobRecord> JOBS = new RowKind<>("jobs");

    /** Of jobs that changed no more than their state while they run, their last sign of life, and what they asked for. */
    public static final RowKind<JobRecord> BEATS = new RowKind<>("beats");

    public static final RowKind<LogRecord> LOGS = new RowKind<>("logs");

    public static final RowKind<AllocationRecord> ENDED_ALLOCATIONS = new RowKind<>("ended allocations");
    public static final RowKind<AllocationRecord> NEW_ALLOCATIONS = new RowKind<>("new allocations");

    public static final RowKind<OutputChange> NEW_OUTPUTS = new RowKind<>("new outputs");
    public static final RowKind<OutputChange> OUTPUTS = new RowKind<>("outputs");

    public static final RowKind<FileSum> FILE_SUMS = new RowKind<>("sums of files");
    public static final RowKind<JobSum> JOB_SUMS = new RowKind<>("sums of jobs");
    public static final RowKind<OutputSum> OUTPUT_SUMS = new RowKind<>("sums of outputs");

    public static final RowKind<EventRecord> EVENTS = new RowKind<>("events");

    private final String name;

    private RowKind(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
