package org.muster.domain.job;

/** What moves a job from one state to the next. */
public enum JobTrigger {
    /** get_jobscript answered. */
    START,
    /** get_jobscript refused: nothing for this slot any more. */
    REFUSE,
    /** First file handed out. */
    RECEIVE_FILE,
    /** record_results with exit code 0. */
    RECORD,
    /** record_results with another exit code, or job_aborted 324. */
    FAIL_SCRIPT,
    /** confirm_results, files processed. */
    CONFIRM,
    /** confirm_results, no file processed. */
    CONFIRM_NOTHING,
    /** job_aborted with one of the output codes. */
    FAIL_OUTPUTTING,
    /** job_aborted with any other code. */
    ABORT,
    /** No heartbeat, or the batch system no longer knows it. */
    STALL
}
