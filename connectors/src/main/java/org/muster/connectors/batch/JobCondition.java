package org.muster.connectors.batch;

/** What a batch system says of a job. */
public enum JobCondition {
    /** Made, but not to be started yet. */
    PREPARED,
    IDLE,
    RUNNING,
    ENDED
}
