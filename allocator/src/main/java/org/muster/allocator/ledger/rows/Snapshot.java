package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.protocol.control.Inventory;

/**
 * Everything the ledger remembers, in order of ids. A running ledger's and that of one which is loaded from PostgreSQL are
 * equal after every commit. For small ledgers only: it is an object a file.
 *
 * @param retired numbers of workflows that have left memory
 * @param replicaSets names of the RSEs of each set, by its number
 * @param hungry files that ran out of memory
 * @param recalls until when files that were recalled from tape are accessible
 * @param jobs those that have not ended, or not long ago
 * @param allocations those of jobs that have not ended
 * @param outputs those of the jobs, and those that the catalogues do not know yet
 */
public record Snapshot(
        Inventory inventory,
        Set<Integer> retired,
        List<WorkflowRecord> workflows,
        List<List<String>> replicaSets,
        List<FileRecord> files,
        Set<Long> hungry,
        Map<Long, Instant> recalls,
        List<JobRecord> jobs,
        List<AllocationRecord> allocations,
        List<OutputRecord> outputs,
        NextIds next) {
    /** What comes next: a block of file ids, and ids. */
    public record NextIds(int block, long job, long output, long event) {}
}
