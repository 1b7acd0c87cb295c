package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.FileRecord;
import org.muster.allocator.ledger.rows.Snapshot;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;

/**
 * Watches a simulation from outside. It believes only the answers that reached somebody and what the ledger shows, and keeps
 * books of its own.
 */
final class Auditor {
    private final int maxAttempts;
    private final Map<String, JobsubId> holders = new HashMap<>();
    private final Map<String, Integer> grants = new HashMap<>();
    private final Set<String> processed = new HashSet<>();

    Auditor(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    void granted(String did, JobsubId job) {
        assertThat(processed).as("given out after it was processed").doesNotContain(did);
        assertThat(holders.get(did))
                .as(did + " given to " + job + " while another holds it")
                .isNull();
        holders.put(did, job);
        assertThat(grants.merge(did, 1, Integer::sum)).as("attempts at " + did).isLessThanOrEqualTo(maxAttempts);
    }

    /** A job gets what it asks for if and only if no rule blocks it. */
    <T> void asked(Command<Answer<T>> request, Answer<T> answer, boolean nothingBlocks) {
        assertThat(answer instanceof Answer.Given)
                .as(request + " is answered with " + answer + ", where rules let it through")
                .isEqualTo(nothingBlocks);
    }

    /** @param tooSmall entries that offer less than any job needs */
    void startedAt(String entry, Set<String> tooSmall) {
        assertThat(tooSmall)
                .as("entries that offer too little for a job to start")
                .doesNotContain(entry);
    }

    void recorded(JobsubId job, int exit, Set<String> kept) {
        holders.entrySet()
                .removeIf(held -> held.getValue().equals(job) && (exit != 0 || !kept.contains(held.getKey())));
    }

    void confirmed(JobsubId job) {
        List<String> done = held(job);
        done.forEach(holders::remove);
        processed.addAll(done);
    }

    /** The job ended in any other way. */
    void ended(JobsubId job) {
        held(job).forEach(holders::remove);
    }

    void everyFileFailed() {
        holders.clear();
    }

    List<String> held(JobsubId job) {
        List<String> dids = new ArrayList<>();
        holders.forEach((did, holder) -> {
            if (holder.equals(job)) {
                dids.add(did);
            }
        });
        return dids;
    }

    /** What must be true after every step, whatever happened. */
    void check(Snapshot shown, int filesTakenIn) {
        Map<Long, JobState> jobs = new HashMap<>();
        shown.jobs().forEach(job -> jobs.put(job.id(), job.state()));
        Map<Long, AllocationRecord> live = new HashMap<>();
        for (AllocationRecord allocation : shown.allocations()) {
            if (allocation.end() == AllocationEnd.LIVE) {
                assertThat(live.put(allocation.fileId(), allocation))
                        .as("a second live allocation of file " + allocation.fileId())
                        .isNull();
                JobState holder = jobs.getOrDefault(allocation.jobId(), JobState.ABORTED);
                assertThat(holder.live())
                        .as("a job that is " + holder + " holds a file")
                        .isTrue();
            }
        }
        assertThat(shown.files()).as("files are neither lost nor made").hasSizeGreaterThanOrEqualTo(filesTakenIn);
        for (FileRecord file : shown.files()) {
            // Plain conditions: this runs for every file after every step.
            if (live.containsKey(file.id()) != file.state().live() || file.attempts() > maxAttempts) {
                throw new AssertionError(file + " has the live allocation " + live.get(file.id()));
            }
        }
    }

    /** Sums that are kept against those of a full count, in whatever order. */
    static void same(Sums kept, Sums counted) {
        assertThat(kept.files()).as("files").containsExactlyInAnyOrderElementsOf(counted.files());
        assertThat(kept.jobs()).as("jobs").containsExactlyInAnyOrderElementsOf(counted.jobs());
        assertThat(kept.outputs()).as("outputs").containsExactlyInAnyOrderElementsOf(counted.outputs());
    }

    /** Counts that the ledger keeps up with every move against a recount. */
    static void recount(Ledger ledger) {
        Snapshot shown = ledger.snapshot();
        Map<Object, Long> files = new HashMap<>();
        shown.files().forEach(file -> files.merge(file.state(), 1L, Long::sum));
        Map<Object, Long> jobs = new HashMap<>();
        shown.jobs().forEach(job -> jobs.merge(job.state(), 1L, Long::sum));
        LedgerCounts counts = ledger.counts();
        counts.files()
                .forEach((state, count) ->
                        assertThat(count).as("files " + state).isEqualTo(files.getOrDefault(state, 0L)));
        counts.jobs().forEach((state, count) -> {
            long shownJobs = jobs.getOrDefault(state, 0L);
            // Jobs that ended long ago are counted, and no longer shown.
            assertThat(shownJobs).as("jobs " + state).isLessThanOrEqualTo(count);
            if (!state.terminal()) {
                assertThat(shownJobs).as("jobs " + state).isEqualTo(count);
            }
        });
    }
}
