package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.allocator.storage.StoragePath;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobTrigger;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress.Status;

/** A wrapper job has a slot and asks what to run. justIN wire protocol: get_jobscript. */
public record GetJobscript(Signed signed, int workflow, int stage, Slot slot)
        implements Command<Answer<GetJobscript.Started>> {
    static final String METHOD = "get_jobscript";

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
                    job.stage.workflow.order,
                    job.stage.order,
                    job.mySlot().site(),
                    job.jobsubId,
                    job.jobscriptSecret,
                    job.stage.directories.list());
        }

        @Override
        public String toString() {
            return "Started[" + jobsubId + "]";
        }
    }

    @Override
    public Answer<Started> decide(Ledger ledger, Instant now) {
        return signed.byOnce(ledger, now).then(job -> start(job, ledger, now));
    }

    private Answer<Started> start(Job job, Ledger ledger, Instant now) {
        if (job.state != JobState.SUBMITTED) {
            return Answer.refused(Refusal.FORBIDDEN, duplicate(job));
        }
        Optional<Inventory.Site> site = ledger.books.geography.site(slot.site());
        if (site.isEmpty()) {
            return Answer.refused(Refusal.MALFORMED, "site " + slot.site() + " is not in the inventory");
        }
        if (!site.get().entries().isEmpty() && !site.get().entries().contains(slot.entry())) {
            return Answer.refused(Refusal.MALFORMED, "entry " + slot.entry() + " is not one of " + slot.site());
        }
        WorkflowBook book = job.stage.workflow;
        Inventory.Quota quota = ledger.books.geography.quota(book.order.quotaName());
        if (book.status == Status.CLOSED) {
            return notUsed(job, Refusal.NOTHING, book.order.workflow() + " is closed", ledger, now);
        }
        if (book.status == Status.PAUSED) {
            return notNow(job, book.order.workflow() + " is paused");
        }
        if (!quota.enabled()) {
            return notUsed(job, Refusal.FORBIDDEN, "quota " + quota.name() + " is switched off", ledger, now);
        }
        if (workflow != book.number() || stage != job.stage.ref.stage()) {
            job.slot = Optional.of(slot);
            String why = "this job was submitted for " + job.stage.ref;
            ledger.moves.endJob(job, JobTrigger.ABORT, AllocationEnd.VOIDED, why + " and asked for another stage", now);
            ledger.changes().event(EventType.JOB_ABORTED, now, job);
            return Answer.refused(Refusal.FORBIDDEN, why);
        }
        if (!site.get().enabled() || !job.stage.runsAt(slot.site())) {
            return notUsed(job, Refusal.NOTHING, slot.site() + " does not run " + job.stage.ref, ledger, now);
        }
        Inventory.Limits limits = site.get().limitsOf(slot.entry());
        if (!job.stage.needs.metBy(limits)) {
            String reason = slot.entry() + " does not offer " + job.stage.needs.beyond(limits);
            return notUsed(job, Refusal.NOTHING, reason, ledger, now);
        }
        if (job.stage.nodeInQuarantine(slot.hostname())) {
            return notUsed(job, Refusal.NOTHING, slot.hostname() + " is in quarantine", ledger, now);
        }
        if (job.stage.full() || ledger.books.quotaFull(book.order.quotaName())) {
            return notNow(job, "as many jobs of " + job.stage.ref + " run as may");
        }
        int number = ledger.books.sites.of(slot.site().value());
        if (!job.stage.waiting.anyWithin(ledger.books.reach(job.stage, number), slot.rssBytes())) {
            return notUsed(job, Refusal.NOTHING, "no file of " + job.stage.ref + " waits within reach", ledger, now);
        }
        begin(job, slot, ledger, now);
        return Answer.given(Started.of(job));
    }

    static void begin(Job job, Slot slot, Ledger ledger, Instant now) {
        job.slot = Optional.of(slot);
        job.times = job.times.start(now);
        ledger.moves.move(job, JobTrigger.START);
        ledger.changes().event(EventType.JOB_STARTED, now, job);
    }

    /** The job stays submitted, and the signature unused: a wrapper tries again on this answer and on no other. */
    private Answer<Started> notNow(Job job, String reason) {
        job.uses.forget(METHOD, signed.time());
        return Answer.refused(Refusal.NOT_NOW, reason);
    }

    private Answer<Started> notUsed(Job job, Refusal refusal, String reason, Ledger ledger, Instant now) {
        job.slot = Optional.of(slot);
        ledger.moves.endJob(job, JobTrigger.REFUSE, AllocationEnd.VOIDED, "Not used: " + reason, now);
        ledger.changes().event(EventType.JOB_NOTUSED, now, job);
        return Answer.refused(refusal, reason);
    }

    static String duplicate(Job job) {
        return "this job is " + job.state + " already";
    }
}
