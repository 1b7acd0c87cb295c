package org.muster.allocator.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.Summaries;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.JobEnding;
import org.muster.protocol.control.WorkflowProgress;

/** How far workflows are: of those in memory the ledger knows, of those that have left it the tables. */
final class Progress {
    /** Ways of ending that are told. */
    private static final int MAX_ENDINGS = 10_000;

    private final LedgerLoop ledger;
    private final Readers readers;
    private final Summaries summaries;

    Progress(LedgerLoop ledger, Readers readers, Summaries summaries) {
        this.ledger = ledger;
        this.readers = readers;
        this.summaries = summaries;
    }

    CompletableFuture<WorkflowProgress> of(WorkflowId workflow) {
        String trouble = ledger.setAside().get(workflow.number());
        if (trouble != null) {
            throw new AuthorisedCall.Bad(409, workflow + " cannot be read: " + trouble);
        }
        return of(List.of(workflow)).thenApply(found -> {
            if (found.isEmpty()) {
                throw new AuthorisedCall.Bad(404, "no " + workflow + " here");
            }
            return found.get(0);
        });
    }

    /** Those that nobody opened, or that cannot be read, are left out. */
    CompletableFuture<List<WorkflowProgress>> of(List<WorkflowId> workflows) {
        if (workflows.size() > AllocatorClient.MAX_WORKFLOWS) {
            throw new AuthorisedCall.Bad(400, "at most " + AllocatorClient.MAX_WORKFLOWS + " workflows in one call");
        }
        Set<Integer> setAside = ledger.setAside().keySet();
        Set<WorkflowId> readable = new LinkedHashSet<>(workflows);
        readable.removeIf(workflow -> setAside.contains(workflow.number()));
        return ledger.submit(Ask.progress(readable)).thenCompose(known -> withRetired(readable, known));
    }

    private CompletableFuture<List<WorkflowProgress>> withRetired(
            Set<WorkflowId> asked, List<WorkflowProgress> inMemory) {
        Set<WorkflowId> others = new LinkedHashSet<>(asked);
        inMemory.forEach(progress -> others.remove(progress.workflow()));
        if (others.isEmpty()) {
            return CompletableFuture.completedFuture(inMemory);
        }
        return readers.ask(() -> {
            List<WorkflowProgress> all = new ArrayList<>(inMemory);
            all.addAll(summaries.progress(others));
            return all;
        });
    }

    /** How its jobs ended, most frequent first; none of a workflow that nobody opened, or that cannot be read. */
    CompletableFuture<List<JobEnding>> endings(WorkflowId workflow) {
        return ledger.submit(Ask.sums(workflow))
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedFuture(known)
                        : readers.ask(() -> summaries.kept(workflow)))
                .thenApply(known -> known.map(sums -> sums.endings(MAX_ENDINGS)).orElse(List.of()));
    }
}
