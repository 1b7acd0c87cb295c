package org.muster.domain.campaign;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/** Whether a slice of a full production has its workflow. From then on that says how far it is. */
public enum SliceState {
    WAITING,
    /** Not started by itself before somebody lets it go. */
    HELD,
    STARTED;

    public static final Transitions<SliceState, SliceMove> TRANSITIONS = Transitions.<SliceState, SliceMove>table()
            .move(WAITING, SliceMove.HOLD, HELD)
            .move(HELD, SliceMove.UNHOLD, WAITING)
            .move(WAITING, SliceMove.START, STARTED)
            .move(HELD, SliceMove.START, STARTED)
            .build();

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
