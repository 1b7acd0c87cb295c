package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;

/**
 * An incident as people see it.
 *
 * @param firstSeen when it was told first
 * @param lastSeen when it was told last: that try failed too
 * @param times how often it was told
 * @param answeredAt when a person last said "try again"
 * @param note what that person wrote
 * @param endedAt when the program said that it is over
 */
public record IncidentRow(
        int incident,
        String source,
        String subject,
        String reason,
        Instant firstSeen,
        Instant lastSeen,
        int times,
        Optional<Instant> answeredAt,
        Optional<String> answeredBy,
        Optional<String> note,
        Optional<Instant> endedAt) {}
