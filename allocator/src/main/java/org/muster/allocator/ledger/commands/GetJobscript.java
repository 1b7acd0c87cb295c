package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rules.Candidates;
import org.muster.allocator.ledger.rules.Place;
import org.muster.allocator.ledger.rules.Question;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.allocator.storage.StoragePath;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/** A wrapper job has a slot and asks what to run. justIN wire protocol: get_jobscript. */
public record GetJobscript(Signed signed, int workflow, int stage, Slot slot)
        implements Command<Answer<GetJobscript.Started>> {
    static final String METHOD = "get_jobscript";

    /** Said to a job before it is looked at whether it asks for the stage that it was submitted for. */
    private static final Set<MatchingRule> WHATEVER_STAGE =
            EnumSet.of(MatchingRule.ENTRY_KNOWN, MatchingRule.WORKFLOW_OPEN, MatchingRule.QUOTA_ENABLED);

    /**
     * What the job is to run.
     *
     * @param directories in which its inputs lie
     */
    public record Started(
            WorkflowOrder workflow,
            StageOrder stage,
            SiteName site,
            JobsubId jobsubId,
            String jobscriptSecret,
            List<StoragePath> directories) {
        static Started of(Job job) {
            return new Started(
                    job.stage().workflow().order(),
                    job.stage().order(),
                    job.mySlot().site(),
                    job.jobsubId(),
                    job.jobscriptSecret(),
                    job.stage().inputs().directories());
        }

        @Override
        public String toString() {
            return "Started[" + jobsubId + "]";
        }
    }

    @Override
    public Answer<Started> decide(Books books, Instant now) {
        return signed.byOnce(books, now).then(job -> start(job, books, now));
    }

    private Answer<Started> start(Job job, Books books, Instant now) {
        if (job.state() != JobState.SUBMITTED) {
            return Answer.refused(Refusal.FORBIDDEN, duplicate(job));
        }
        Question question = new Question(Candidates.of(job.stage()), Place.in(slot, books), books);
        Optional<MatchingRule> blocking = Rules.blocking(question);
        if (asksForAnother(job) && blocking.filter(WHATEVER_STAGE::contains).isEmpty()) {
            return another(job, now);
        }
        if (blocking.isPresent()) {
            return refuse(job, blocking.get(), Rules.reason(blocking.get(), question), now);
        }
        job.begin(slot, now);
        return Answer.given(Started.of(job));
    }

    private boolean asksForAnother(Job job) {
        return workflow != job.stage().workflow().number()
                || stage != job.stage().ref().stage();
    }

    private Answer<Started> another(Job job, Instant now) {
        String why = "this job was submitted for " + job.stage().ref();
        job.abort(slot, why + " and asked for another stage", now);
        return Answer.refused(Refusal.FORBIDDEN, why);
    }

    private Answer<Started> refuse(Job job, MatchingRule blocking, String reason, Instant now) {
        return switch (blocking) {
            case ENTRY_KNOWN -> Answer.refused(Refusal.MALFORMED, reason);
            case WORKFLOW_OPEN ->
                job.stage().workflow().status() == LedgerStatus.PAUSED
                        ? notNow(job, reason)
                        : notUsed(job, Refusal.NOTHING, reason, now);
            case STAGE_CAP, CAMPAIGN_CAP, QUOTA_CAP ->
                notNow(job, "as many jobs of " + job.stage().ref() + " run as may");
            case QUOTA_ENABLED -> notUsed(job, Refusal.FORBIDDEN, reason, now);
            default -> notUsed(job, Refusal.NOTHING, reason, now);
        };
    }

    /** The job stays submitted, and the signature unused: a wrapper tries again on this answer and on no other. */
    private Answer<Started> notNow(Job job, String reason) {
        job.maySignAgain(METHOD, signed.time());
        return Answer.refused(Refusal.NOT_NOW, reason);
    }

    private Answer<Started> notUsed(Job job, Refusal refusal, String reason, Instant now) {
        job.refuse(slot, "Not used: " + reason, now);
        return Answer.refused(refusal, reason);
    }

    static String duplicate(Job job) {
        return "this job is " + job.state() + " already";
    }
}
