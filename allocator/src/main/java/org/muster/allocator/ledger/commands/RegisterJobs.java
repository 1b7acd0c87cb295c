package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.protocol.control.NewJob;

/** Jobs that the factory gives to the batch system. All or none; those known already are left as they are. */
public record RegisterJobs(List<NewJob> jobs, List<String> jobscriptSecrets) implements Command<Answer<Answer.Done>> {
    public RegisterJobs {
        if (jobs.size() != jobscriptSecrets.size()) {
            throw new IllegalArgumentException("one jobscript secret for each job");
        }
    }

    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        Set<String> secrets = new HashSet<>();
        for (NewJob job : jobs) {
            // Whoever holds it could speak for the other.
            if (!secrets.add(job.jobSecret()) || books.othersSecret(job.jobSecret(), job.jobsubId())) {
                return Answer.refused(Refusal.MALFORMED, "job " + job.jobsubId() + " has the secret of another job");
            }
        }
        for (NewJob job : jobs) {
            Optional<StageBook> stage = books.stage(job.stage());
            boolean known = books.job(job.jobsubId()).isPresent();
            if (!known && (stage.isEmpty() || stage.get().workflow().status() == LedgerStatus.CLOSED)) {
                return Answer.refused(Refusal.CONFLICT, "stage " + job.stage() + " is not open");
            }
        }
        for (int i = 0; i < jobs.size(); i++) {
            if (books.job(jobs.get(i).jobsubId()).isEmpty()) {
                add(jobs.get(i), jobscriptSecrets.get(i), books, now);
            }
        }
        return Answer.done();
    }

    private static void add(NewJob order, String jobscriptSecret, Books books, Instant now) {
        StageBook stage = books.stage(order.stage()).orElseThrow();
        stage.submit(order.jobsubId(), order.jobSecret(), jobscriptSecret, now);
    }

    @Override
    public String toString() {
        return "RegisterJobs[" + jobs.size() + "]";
    }
}
