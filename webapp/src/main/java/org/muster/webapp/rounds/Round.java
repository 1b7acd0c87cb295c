package org.muster.webapp.rounds;

import java.time.Duration;

/** Gone again and again while the webapp runs. What is interrupted or thrown in one is done in a later one. */
public interface Round {
    /** Of its thread, and in the log. */
    String name();

    /** From the end of one to the beginning of the next. */
    Duration every();

    void go();
}
