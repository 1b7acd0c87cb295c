package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobTrigger;
import org.muster.domain.job.JobsubId;

/** The batch system no longer knows these jobs; whatever they held goes back. */
public record JobsGone(List<JobsubId> jobs) implements Command<Answer.Done> {
    private static final String WHY =
            "The batch system no longer knew this job, and the job had not said that it ended: "
                    + "it was removed, or its machine was lost.";

    @Override
    public Answer.Done decide(Ledger ledger, Instant now) {
        for (JobsubId id : jobs) {
            Job job = ledger.books.jobs.get(id);
            if (job != null && !job.state.terminal()) {
                ledger.moves.endJob(job, JobTrigger.STALL, AllocationEnd.EXPIRED, WHY, now);
                ledger.changes().event(EventType.JOB_STALLED_HTCONDOR, now).of(job);
            }
        }
        return Answer.Done.DONE;
    }
}
