package org.muster.protocol.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Some of the events, about a month's, that leave the database together.
 *
 * @param number in the order of their ids
 * @param state one of open, cutting, closed, archived (its file is there) and dropped (it is there only)
 * @param closedAt all of its events are older
 * @param rows in the database, as PostgreSQL estimates them; each is one event or several
 * @param bytes in the database, with indexes
 * @param leavesAt the earliest, by what is configured or supposed
 * @param file in the directory of archives
 */
public record ArchiveRow(
        int number,
        String state,
        Instant openedAt,
        Optional<Instant> closedAt,
        long rows,
        long bytes,
        Optional<Instant> leavesAt,
        Optional<EventsFileRow> file) {
    /**
     * A compressed CSV.
     *
     * @param bytes as it lies there
     * @param events lines of it, without the heading
     * @param sha256 of its bytes, in hexadecimal digits
     */
    public record EventsFileRow(String name, long bytes, long events, String sha256, Instant archivedAt) {}
}
