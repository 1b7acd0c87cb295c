package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rows.JobTimes;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobsubId;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.WorkflowProgress.Status;

/** Jobs that the factory gives to the batch system. All or none; those known already are left as they are. */
public record RegisterJobs(List<NewJob> jobs, List<String> jobscriptSecrets) implements Command<Answer<Answer.Done>> {
    public RegisterJobs {
        if (jobs.size() != jobscriptSecrets.size()) {
            throw new IllegalArgumentException("one jobscript secret for each job");
        }
    }

    @Override
    public Answer<Answer.Done> decide(Ledger ledger, Instant now) {
        Set<String> secrets = new HashSet<>();
        for (NewJob job : jobs) {
            // Whoever holds it could speak for the other.
            if (!secrets.add(job.jobSecret()) || ledger.books.othersSecret(job.jobSecret(), job.jobsubId())) {
                return Answer.refused(Refusal.MALFORMED, "job " + job.jobsubId() + " has the secret of another job");
            }
        }
        for (NewJob job : jobs) {
            Optional<StageBook> stage = ledger.books.stage(job.stage());
            boolean known = ledger.books.jobs.containsKey(job.jobsubId());
            if (!known && (stage.isEmpty() || stage.get().workflow.status == Status.CLOSED)) {
                return Answer.refused(Refusal.CONFLICT, "stage " + job.stage() + " is not open");
            }
        }
        for (int i = 0; i < jobs.size(); i++) {
            if (!ledger.books.jobs.containsKey(jobs.get(i).jobsubId())) {
                add(jobs.get(i), jobscriptSecrets.get(i), ledger, now);
            }
        }
        return Answer.done();
    }

    private static void add(NewJob order, String jobscriptSecret, Ledger ledger, Instant now) {
        StageBook stage = ledger.books.stage(order.stage()).orElseThrow();
        add(order.jobsubId(), order.jobSecret(), jobscriptSecret, stage, ledger, now);
    }

    static Job add(JobsubId id, String jobSecret, String jobscriptSecret, StageBook stage, Ledger ledger, Instant now) {
        Job job = new Job(ledger.books.nextJob++, id, stage, jobSecret, jobscriptSecret, JobTimes.submittedAt(now));
        ledger.books.add(job);
        stage.count(job.state, +1);
        ledger.changes().added(job);
        ledger.changes().event(EventType.JOB_SUBMITTED, now).of(job);
        return job;
    }

    @Override
    public String toString() {
        return "RegisterJobs[" + jobs.size() + "]";
    }
}
