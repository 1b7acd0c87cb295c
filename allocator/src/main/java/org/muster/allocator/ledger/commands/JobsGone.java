package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobsubId;

/** The batch system no longer knows these jobs; whatever they held goes back. */
public record JobsGone(List<JobsubId> jobs) implements Command<Answer.Done> {
    private static final String WHY =
            "The batch system no longer knew this job, and the job had not said that it ended: "
                    + "it was removed, or its machine was lost.";

    @Override
    public Answer.Done decide(Books books, Instant now) {
        for (JobsubId id : jobs) {
            books.job(id)
                    .filter(job -> !job.state().terminal())
                    .ifPresent(job -> job.stall(EventType.JOB_STALLED_HTCONDOR, WHY, now));
        }
        return Answer.Done.DONE;
    }
}
