package org.muster.domain.job;

import static org.muster.domain.job.JobTrigger.ABORT;
import static org.muster.domain.job.JobTrigger.CONFIRM;
import static org.muster.domain.job.JobTrigger.CONFIRM_NOTHING;
import static org.muster.domain.job.JobTrigger.FAIL_OUTPUTTING;
import static org.muster.domain.job.JobTrigger.FAIL_SCRIPT;
import static org.muster.domain.job.JobTrigger.RECEIVE_FILE;
import static org.muster.domain.job.JobTrigger.RECORD;
import static org.muster.domain.job.JobTrigger.REFUSE;
import static org.muster.domain.job.JobTrigger.STALL;
import static org.muster.domain.job.JobTrigger.START;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/** Life of a job, with justIN's names. The allocation ledger moves it; nothing else does. */
public enum JobState {
    SUBMITTED,
    STARTED,
    PROCESSING,
    OUTPUTTING,
    FINISHED,
    NOTUSED,
    ABORTED,
    STALLED,
    JOBSCRIPT_ERROR,
    OUTPUTTING_FAILED,
    NONE_PROCESSED;

    /**
     * Every legal move. A late {@code job_aborted} from a job that is already terminal changes nothing, except that a job
     * whose jobscript failed may still say what it aborted with.
     */
    public static final Transitions<JobState, JobTrigger> TRANSITIONS = Transitions.<JobState, JobTrigger>table()
            .move(SUBMITTED, START, STARTED)
            .move(SUBMITTED, REFUSE, NOTUSED)
            .move(SUBMITTED, ABORT, ABORTED)
            .move(SUBMITTED, STALL, STALLED)
            .move(STARTED, RECEIVE_FILE, PROCESSING)
            .move(STARTED, RECORD, OUTPUTTING)
            .move(STARTED, FAIL_SCRIPT, JOBSCRIPT_ERROR)
            .move(STARTED, FAIL_OUTPUTTING, OUTPUTTING_FAILED)
            .move(STARTED, ABORT, ABORTED)
            .move(STARTED, STALL, STALLED)
            .move(PROCESSING, RECORD, OUTPUTTING)
            .move(PROCESSING, FAIL_SCRIPT, JOBSCRIPT_ERROR)
            .move(PROCESSING, FAIL_OUTPUTTING, OUTPUTTING_FAILED)
            .move(PROCESSING, ABORT, ABORTED)
            .move(PROCESSING, STALL, STALLED)
            .move(OUTPUTTING, CONFIRM, FINISHED)
            .move(OUTPUTTING, CONFIRM_NOTHING, NONE_PROCESSED)
            .move(OUTPUTTING, FAIL_SCRIPT, JOBSCRIPT_ERROR)
            .move(OUTPUTTING, FAIL_OUTPUTTING, OUTPUTTING_FAILED)
            .move(OUTPUTTING, ABORT, ABORTED)
            .move(OUTPUTTING, STALL, STALLED)
            .build();

    public boolean terminal() {
        return switch (this) {
            case SUBMITTED, STARTED, PROCESSING, OUTPUTTING -> false;
            case FINISHED, NOTUSED, ABORTED, STALLED, JOBSCRIPT_ERROR, OUTPUTTING_FAILED, NONE_PROCESSED -> true;
        };
    }

    /** It holds a slot and may hold files. */
    public boolean live() {
        return this == STARTED || this == PROCESSING || this == OUTPUTTING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
