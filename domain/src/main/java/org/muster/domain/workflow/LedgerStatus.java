package org.muster.domain.workflow;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/** Whether the allocation ledger hands out work of a workflow. */
public enum LedgerStatus {
    OPEN,
    PAUSED,
    /** For good; what live jobs hold they may still record and confirm. */
    CLOSED;

    /** What changes it. */
    public enum Trigger {
        PAUSE,
        RESUME,
        CLOSE
    }

    public static final Transitions<LedgerStatus, Trigger> TRANSITIONS = Transitions.<LedgerStatus, Trigger>table()
            .move(OPEN, Trigger.PAUSE, PAUSED)
            .move(OPEN, Trigger.CLOSE, CLOSED)
            .move(PAUSED, Trigger.RESUME, OPEN)
            .move(PAUSED, Trigger.CLOSE, CLOSED)
            .build();

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
