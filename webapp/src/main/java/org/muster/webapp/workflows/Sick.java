package org.muster.webapp.workflows;

import java.util.Arrays;
import org.muster.domain.event.EventType;
import org.muster.protocol.platform.Sickness;

/** The words in which the sick-workflow rule pauses a workflow, and the event that they stand for. */
final class Sick {
    private static final String THEN = ": ";
    private static final int MAX_REASON = 1_000;

    private Sick() {}

    static String reason(Sickness sickness) {
        String reason = sickness.kind().words() + THEN + sickness.message();
        return reason.substring(0, Math.min(reason.length(), MAX_REASON));
    }

    static EventType event(String reason) {
        return Arrays.stream(Sickness.Kind.values())
                .filter(kind -> reason.startsWith(kind.words() + THEN))
                .findFirst()
                .map(Sick::event)
                .orElse(EventType.WORKFLOW_PAUSED);
    }

    private static EventType event(Sickness.Kind kind) {
        return switch (kind) {
            case JOBSCRIPT_ERRORS -> EventType.WORKFLOW_PAUSED_JOBSCRIPT_ERROR;
            case NONE_PROCESSED -> EventType.WORKFLOW_PAUSED_NONE_PROCESSED;
            case ABORTED -> EventType.WORKFLOW_PAUSED_NOTUSED;
        };
    }
}
