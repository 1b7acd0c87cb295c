package org.muster.webapp.workflows;

import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.platform.Sickness;

/**
 * Why a workflow is to pause.
 *
 * @param event what it is among the events, whatever the words are
 * @param reason for people
 */
public record Pause(EventType event, String reason) {
    /** Characters, as people count them: programs may say more than people can. */
    private static final int MAX_REASON = WorkflowLimits.REASON.most();

    public Pause {
        if (reason.codePointCount(0, reason.length()) > MAX_REASON) {
            reason = reason.substring(0, reason.offsetByCodePoints(0, MAX_REASON));
        }
    }

    /** Somebody wants it, or a program cannot go on. */
    static Pause because(String reason) {
        return new Pause(EventType.WORKFLOW_PAUSED, reason);
    }

    static Pause of(Sickness sickness) {
        return new Pause(event(sickness.kind()), sickness.kind().words() + ": " + sickness.message());
    }

    private static EventType event(Sickness.Kind kind) {
        return switch (kind) {
            case JOBSCRIPT_ERRORS -> EventType.WORKFLOW_PAUSED_JOBSCRIPT_ERROR;
            case NONE_PROCESSED -> EventType.WORKFLOW_PAUSED_NONE_PROCESSED;
            case ABORTED -> EventType.WORKFLOW_PAUSED_NOTUSED;
        };
    }
}
