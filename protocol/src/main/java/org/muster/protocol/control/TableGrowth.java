package org.muster.protocol.control;

import java.util.Optional;

/**
 * How large a table is and what becomes of it.
 *
 * @param table with its schema
 * @param rows as PostgreSQL estimates them
 * @param bytes with its indexes and long texts
 * @param rowsPerDay on the average of the days since it was first looked at, thirty at most
 * @param end what takes rows out of it again, for people
 */
public record TableGrowth(
        String table, long rows, long bytes, Optional<Long> rowsPerDay, Optional<Long> bytesPerDay, String end) {}
