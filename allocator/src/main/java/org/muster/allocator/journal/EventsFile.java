package org.muster.allocator.journal;

import java.time.Instant;

/**
 * A file of events that have left the database or are about to.
 *
 * @param name in the directory of archives
 * @param bytes as it lies there
 * @param sha256 of these bytes, in hexadecimal digits
 * @param events lines of it, without the heading
 * @param lastId of the newest row that it has
 */
public record EventsFile(String name, long bytes, String sha256, long events, long lastId, Instant archivedAt) {}
