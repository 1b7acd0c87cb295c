package org.muster.benchmarks.whole;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Bytes and rows of the allocator's tables, with their indexes. */
final class LedgerSpace {
    private static final String EVENTS = "events.*";

    private final WholePlatform platform;

    LedgerSpace(WholePlatform platform) {
        this.platform = platform;
    }

    long bytes() throws SQLException {
        return bytesOf(".*");
    }

    long eventBytes() throws SQLException {
        return bytesOf(EVENTS);
    }

    /** A table may be divided into several. */
    private long bytesOf(String names) throws SQLException {
        try (Connection connection = platform.database();
                PreparedStatement query = connection.prepareStatement("""
                        select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
                        where c.relnamespace = 'allocator'::regnamespace and c.relkind in ('r', 'm') and c.relname ~ ('^' || ? || '$')
                        """)) {
            query.setString(1, names);
            return number(query);
        }
    }

    long eventRows() throws SQLException {
        try (Connection connection = platform.database();
                PreparedStatement query = connection.prepareStatement("select count(*) from allocator.events")) {
            return number(query);
        }
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
