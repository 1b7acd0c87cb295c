package org.muster.allocator.ledger;

import java.util.List;
import java.util.Set;
import org.muster.protocol.control.Inventory;

/**
 * Everything the ledger remembers, in order of ids. The journal loads one at start; a running ledger can tell its own, and
 * the two are equal after every commit.
 *
 * @param retired numbers of workflows that have left memory
 * @param allocations those of jobs that have not ended
 */
public record Snapshot(
        Inventory inventory,
        Set<Integer> retired,
        List<WorkflowRecord> workflows,
        List<FileRecord> files,
        List<ReplicaRecord> replicas,
        List<JobRecord> jobs,
        List<AllocationRecord> allocations,
        List<OutputRecord> outputs,
        NextIds next) {
    /** The ids that come next. */
    public record NextIds(long file, long job, long output, long event) {}

    public static Snapshot empty() {
        return new Snapshot(
                new Inventory(List.of(), List.of(), List.of(), List.of()),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new NextIds(1, 1, 1, 1));
    }
}
