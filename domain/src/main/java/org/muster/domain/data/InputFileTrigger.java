package org.muster.domain.data;

/** What moves an input file from one state to the next. */
public enum InputFileTrigger {
    /** Readable replicas were found. */
    FIND,
    /** The catalogue knows no readable replica. */
    MISS,
    /** The replicas it had are gone. */
    LOSE_REPLICAS,
    /** Handed to a job. */
    ALLOCATE,
    /** The job lists it as processed. */
    RECORD,
    /** The job gives it back, fails or stalls, and attempts are left. */
    GIVE_BACK,
    /** The same, and no attempts are left. */
    EXHAUST,
    /** The job's outputs are confirmed. */
    CONFIRM,
    /** A person fails it. */
    FAIL
}
