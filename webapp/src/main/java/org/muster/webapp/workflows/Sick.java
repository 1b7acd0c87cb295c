package org.muster.webapp.workflows;

import org.muster.domain.event.EventType;
import org.muster.protocol.platform.Sickness;

/** The words in which the sick-workflow rule pauses a workflow, and the event that they stand for. */
final class Sick {
    private static final String SCRIPT = "Too many jobscript errors: ";
    private static final String NOTHING = "Too many jobs that processed nothing: ";

    private Sick() {}

    static String reason(Sickness sickness) {
        String kind = sickness.noneProcessed() > sickness.jobscriptErrors() ? NOTHING : SCRIPT;
        return kind + sickness.message();
    }

    static EventType event(String reason) {
        if (reason.startsWith(SCRIPT)) {
            return EventType.WORKFLOW_PAUSED_JOBSCRIPT_ERROR;
        }
        return reason.startsWith(NOTHING) ? EventType.WORKFLOW_PAUSED_NONE_PROCESSED : EventType.WORKFLOW_PAUSED;
    }
}
