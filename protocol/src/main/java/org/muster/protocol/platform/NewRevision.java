package org.muster.protocol.platform;

import java.util.Map;

/**
 * The definition of a campaign as it is to be from now on: whole, as it was filed, with what is changed.
 *
 * @param base the revision that it was changed from; one that is not the newest is refused
 */
public record NewRevision(int base, String reason, String request, Map<String, String> jobscripts) {
    public NewRevision {
        jobscripts = Map.copyOf(jobscripts);
    }
}
