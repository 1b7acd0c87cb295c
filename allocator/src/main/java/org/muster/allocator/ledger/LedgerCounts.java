package org.muster.allocator.ledger;

import java.util.EnumMap;
import java.util.Map;
import org.muster.allocator.ledger.books.Books;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;

/** Totals for metrics. */
public record LedgerCounts(int workflows, Map<InputFileState, Long> files, Map<JobState, Long> jobs) {
    public static LedgerCounts of(Books books) {
        Map<InputFileState, Long> files = new EnumMap<>(InputFileState.class);
        Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
        books.stages().forEach(stage -> {
            for (InputFileState state : InputFileState.values()) {
                files.merge(state, stage.files(state), Long::sum);
            }
            for (JobState state : JobState.values()) {
                jobs.merge(state, stage.jobs(state), Long::sum);
            }
        });
        return new LedgerCounts(books.workflows().size(), files, jobs);
    }
}
