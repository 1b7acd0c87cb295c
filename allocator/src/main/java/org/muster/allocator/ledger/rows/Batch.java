package org.muster.allocator.ledger.rows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.protocol.control.Inventory;

/** The rows that a batch of commands added or changed, each once, in its last state. */
public record Batch(
        Optional<Inventory> inventory,
        List<WorkflowRecord> workflows,
        List<Block> blocks,
        List<ReplicaSet> replicaSets,
        List<StageDirectory> directories,
        List<NewFile> newFiles,
        List<FileChange> files,
        Set<Long> lostReplicas,
        List<NewReplica> replicas,
        List<JobRecord> newJobs,
        List<JobRecord> jobs,
        List<JobRecord> beats,
        List<AllocationRecord> endedAllocations,
        List<AllocationRecord> newAllocations,
        List<OutputRecord> newOutputs,
        List<OutputRecord> outputs,
        List<OutputText> texts,
        List<LogRecord> logs,
        List<EventRecord> events) {
    public boolean isEmpty() {
        return inventory.isEmpty()
                && workflows.isEmpty()
                && blocks.isEmpty()
                && replicaSets.isEmpty()
                && newFiles.isEmpty()
                && files.isEmpty()
                && newJobs.isEmpty()
                && jobs.isEmpty()
                && beats.isEmpty()
                && endedAllocations.isEmpty()
                && newAllocations.isEmpty()
                && newOutputs.isEmpty()
                && outputs.isEmpty()
                && logs.isEmpty()
                && events.isEmpty();
    }
}
