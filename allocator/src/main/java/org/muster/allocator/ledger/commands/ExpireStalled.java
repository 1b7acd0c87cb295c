package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.domain.event.EventType;
import org.muster.protocol.control.Expired;

/** Ends jobs whose last heartbeat is too old. Each look ends a bounded number, oldest first; the next ends more. */
public record ExpireStalled() implements Command<Expired> {
    static final int MAX_JOBS = 1000;

    @Override
    public Expired decide(Books books, Instant now) {
        Instant oldest = now.minus(books.settings().stallLimit());
        List<Job> stalled = books.liveJobs().stream()
                .filter(job -> job.times().alive().isBefore(oldest))
                .sorted(Comparator.comparing((Job job) -> job.times().alive()).thenComparing(job -> job.id()))
                .limit(MAX_JOBS)
                .toList();
        int files = 0;
        for (Job job : stalled) {
            files += job.live().size();
            job.stall(EventType.JOB_STALLED_HEARTBEAT, why(job), now);
        }
        return new Expired(stalled.size(), files);
    }

    private static String why(Job job) {
        return "The last sign of life came at " + job.times().alive().truncatedTo(ChronoUnit.SECONDS)
                + ": the job was killed, or its machine or network was lost.";
    }
}
