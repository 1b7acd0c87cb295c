package org.muster.agents.runtime;

import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.http.ApiRefused;

/** Tells the trouble of one subject from that of everybody. */
public final class Troubles {
    private Troubles() {}

    /** No subject's fault: the round ends, and the next one begins with all of them. */
    public static boolean outage(RuntimeException trouble) {
        return trouble instanceof ExternalSystemUnavailable
                || (trouble instanceof ApiRefused refused && (refused.status() == 401 || refused.status() == 429))
                || Thread.currentThread().isInterrupted();
    }

    /** In words; a defect of ours has at least its name. */
    public static String reason(RuntimeException trouble) {
        String message = trouble.getMessage();
        return message == null || message.isBlank() ? trouble.getClass().getSimpleName() : message;
    }
}
