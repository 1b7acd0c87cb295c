package org.muster.domain.data;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/**
 * State of one output file, with justIN's names. {@code FINDING} means that it has become an input file of the next stage,
 * where {@link InputFileState} takes over.
 */
public enum OutputFileState {
    RECORDED,
    OUTPUT,
    FINDING,
    /** Its job ended without confirming it; the name is free again for the next attempt. */
    VOIDED;

    /** What moves an output file. */
    public enum Trigger {
        CONFIRM,
        CONFIRM_FOR_NEXT_STAGE,
        VOID
    }

    public static final Transitions<OutputFileState, Trigger> TRANSITIONS =
            Transitions.<OutputFileState, Trigger>table()
                    .move(RECORDED, Trigger.CONFIRM, OUTPUT)
                    .move(RECORDED, Trigger.CONFIRM_FOR_NEXT_STAGE, FINDING)
                    .move(RECORDED, Trigger.VOID, VOIDED)
                    .build();

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
