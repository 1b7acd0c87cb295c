package org.muster.agents.runtime;

import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.InWords;
import org.muster.protocol.http.ApiRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the trouble of one subject from that of everybody. */
public final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private Troubles() {}

    /** No subject's fault: the round ends, and the next one begins with all of them. */
    public static boolean outage(RuntimeException trouble) {
        return trouble instanceof ExternalSystemUnavailable
                || (trouble instanceof ApiRefused refused && (refused.status() == 401 || refused.status() == 429))
                || Thread.currentThread().isInterrupted();
    }

    /** For people; the log has the rest. */
    public static String reason(RuntimeException trouble) {
        if (InWords.defect(trouble)) {
            LOG.warn("A defect", trouble);
        }
        return InWords.of(trouble, "agents");
    }
}
