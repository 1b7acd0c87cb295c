package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.Set;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobTrigger;

/**
 * A wrapper job gives up. justIN wire protocol: job_aborted.
 *
 * @param why in a sentence; empty if what is known says as much
 * @param log end of the jobscript's, empty if there is none or it is known already
 */
public record AbortJob(Signed signed, EventType code, String why, String log) implements Command<Answer<Answer.Done>> {
    private static final Set<EventType> OUTPUT_CODES = Set.of(
            EventType.JOB_ABORT_CREATING_LOGS_TGZ,
            EventType.JOB_ABORT_METACAT_LOGS_CREATION,
            EventType.JOB_ABORT_METACAT_LOGS_REGISTRATION,
            EventType.JOB_ABORT_RUCIO_UPLOAD_LOGS,
            EventType.JOB_ABORT_WEBDAV_UPLOAD,
            EventType.JOB_ABORT_CREATING_METADATA,
            EventType.JOB_ABORT_METACAT_REGISTRATION,
            EventType.JOB_ABORT_RUCIO_UPLOAD_FILE,
            EventType.JOB_ABORT_METACAT_UPLOADED,
            EventType.JOB_ABORT_RUCIO_SILENT_FAILURE,
            EventType.JOB_ABORT_OUTPUT_EXISTS);

    /** Ended jobs that may still say what they aborted with. */
    private static final Set<JobState> ENDED_BUT_TALKING =
            Set.of(JobState.NOTUSED, JobState.JOBSCRIPT_ERROR, JobState.NONE_PROCESSED);

    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        return signed.by(books, now).then(job -> {
            if (job.abortedWith(code)) {
                return Answer.done();
            }
            return signed.once(job, now).then(first -> abort(first, now));
        });
    }

    private Answer<Answer.Done> abort(Job job, Instant now) {
        if (job.state().terminal() && !ENDED_BUT_TALKING.contains(job.state())) {
            return Answer.refused(Refusal.OVER, "this job is " + job.state());
        }
        job.abort(code, trigger(job), why, log, now);
        return Answer.done();
    }

    private JobTrigger trigger(Job job) {
        if (job.state() == JobState.SUBMITTED) {
            return JobTrigger.ABORT;
        }
        if (code == EventType.JOB_ABORT_SCRIPT_ERROR) {
            return JobTrigger.FAIL_SCRIPT;
        }
        return OUTPUT_CODES.contains(code) ? JobTrigger.FAIL_OUTPUTTING : JobTrigger.ABORT;
    }
}
