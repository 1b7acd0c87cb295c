package org.muster.allocator.counting;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.Summaries;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.workflow.WorkflowId;

/** Counts all rows of a workflow while it goes on, and says where its sums are others. */
final class FullCount {
    /** A workflow may have changed to and fro between two looks; not every time, and in the same figure. */
    private static final int LOOKS = 3;

    private final LedgerLoop ledger;
    private final Summaries rows;

    FullCount(LedgerLoop ledger, Summaries rows) {
        this.ledger = ledger;
        this.rows = rows;
    }

    /** Each as it was seen last. Nothing is said of a workflow that cannot be read. */
    List<Difference> of(WorkflowId workflow) throws JournalUnavailable {
        List<Difference> seen = look(workflow);
        for (int looks = 1; looks < LOOKS && !seen.isEmpty(); looks++) {
            Set<String> before = seen.stream().map(Difference::what).collect(Collectors.toCollection(HashSet::new));
            seen = look(workflow).stream()
                    .filter(difference -> before.contains(difference.what()))
                    .toList();
        }
        return seen;
    }

    private List<Difference> look(WorkflowId workflow) throws JournalUnavailable {
        Optional<Sums> before = kept(workflow);
        if (before.isEmpty()) {
            return List.of();
        }
        Sums counted = rows.counted(workflow);
        Optional<Sums> after = kept(workflow);
        return after.map(sums -> NamedSums.between(before.get(), counted, sums)).orElse(List.of());
    }

    /** The answer of the ledger comes after everything that it tells of is committed. */
    private Optional<Sums> kept(WorkflowId workflow) throws JournalUnavailable {
        Optional<Sums> inMemory = ledger.submit(Ask.sums(workflow)).join();
        return inMemory.isPresent() ? inMemory : rows.kept(workflow);
    }
}
