package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.BadUserRequestException;

/** A task was not completed, for a reason that the person can mend; the engine undoes the step and shows the message. */
public final class RefusedAtGate extends BadUserRequestException {
    private static final long serialVersionUID = 1L;

    private final String words;

    RefusedAtGate(String message) {
        super(message);
        this.words = message;
    }

    /** The engine shows this, not the message, to whoever completes the task. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return words;
    }
}
