package org.muster.protocol.platform;

import java.time.Instant;
import java.util.List;

/**
 * One revision of a campaign's definition.
 *
 * @param revision from 1, which is what was filed
 * @param jobscripts that it changed, or brought
 */
public record RevisionRow(int revision, String author, String reason, Instant time, List<String> jobscripts) {
    public RevisionRow {
        jobscripts = List.copyOf(jobscripts);
    }
}
