package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * The partitions of events and how they go on from one state to the next. Each step is one transaction that says in which state
 * it left the partition, and finds nothing to do if another did it. Those that keep batches from being written ask for their
 * lock for {@link #PATIENCE} and hold it for as long as PostgreSQL takes to change its catalogue: milliseconds.
 */
public final class EventPartitions {
    /** Pilots wait no longer for a step that waits for somebody's long reading. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Ids between the newest event and the end of its partition. Events go on while PostgreSQL proves that all are below, and a
     * million files may be added in a second; a hundred billion events take months at a billion a day.
     */
    static final long AHEAD = 100_000_000_000L;

    /** For a look at every row of a partition, in which nobody waits. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String ALL = "select * from event_partitions order by number";
    private static final String SIZES = """
            select c.relname as name, greatest(c.reltuples, 0)::bigint as rows, pg_total_relation_size(c.oid) as bytes
            from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'events'::regclass
            """;

    private static final String HELD = "select * from event_partitions where number = ? and state = ? for update";

    private final DataSource database;
    private final Tables tables;

    public EventPartitions(DataSource database) {
        this.database = database;
        this.tables = new Tables(database);
    }

    private interface Step {
        void go(Connection connection, EventPartition partition) throws SQLException;
    }

    /** In the order of their ids; the last one is written to. */
    public List<EventPartition> all() throws JournalUnavailable {
        return tables.all(ALL, new BoundConditions(), EventPartitions::read);
    }

    private static EventPartition read(ResultSet row) throws SQLException {
        return new EventPartition(
                row.getInt("number"),
                Cells.state(row, "state", EventPartition.State.class),
                row.getLong("first_id"),
                Cells.maybeLong(row, "beyond_id"),
                Cells.time(row, "opened_at"),
                Cells.maybeTime(row, "closed_at"),
                file(row));
    }

    private static Optional<EventsFile> file(ResultSet row) throws SQLException {
        Optional<String> name = Cells.maybeText(row, "file");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new EventsFile(
                        name.get(),
                        row.getLong("file_bytes"),
                        row.getString("file_sha256"),
                        row.getLong("file_events"),
                        row.getLong("last_id"),
                        Cells.time(row, "archived_at")));
    }

    /** The newest row of a partition that is there. */
    public OptionalLong lastId(EventPartition partition) throws JournalUnavailable {
        return tables
                .all(
                        "select event_id from " + partition.table() + " order by event_id desc limit 1",
                        new BoundConditions(),
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Of the partitions that are there, by their tables. */
    public List<TableSizes.Size> sizes(LocalDate today) throws JournalUnavailable {
        return tables.all(
                SIZES,
                new BoundConditions(),
                row -> new TableSizes.Size(row.getString("name"), today, row.getLong("rows"), row.getLong("bytes")));
    }

    /** On the disk of PostgreSQL, without its indexes. */
    public long bytes(EventPartition partition) throws JournalUnavailable {
        return tables.all(
                        "select pg_table_size('" + partition.table() + "')",
                        new BoundConditions(),
                        row -> row.getLong(1))
                .get(0);
    }

    /** Decides where an open partition that has rows ends. */
    public void cut(EventPartition open) throws JournalUnavailable {
        long beyond = lastId(open).orElse(open.firstId()) + AHEAD;
        step(open, EventPartition.State.OPEN, (connection, partition) -> {
            execute(connection, bounds(partition, beyond));
            execute(
                    connection,
                    "update event_partitions set state = 'cutting', beyond_id = " + beyond + where(partition));
        });
    }

    /** So that it needs not be looked at when it gets its bounds. New rows are held to it already. */
    private static String bounds(EventPartition partition, long beyond) {
        return String.format(
                Locale.ROOT,
                "alter table %s add constraint within check (event_id >= %d and event_id < %d) not valid",
                partition.table(),
                partition.firstId(),
                beyond);
    }

    /** Reads all rows of a partition that is being cut, while pilots are served. */
    public void prove(EventPartition cutting) throws JournalUnavailable {
        try (Connection connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
            execute(connection, "alter table " + cutting.table() + " validate constraint within");
        } catch (SQLException e) {
            throw new JournalUnavailable(cutting.table() + " could not be looked through", e);
        }
    }

    /** Ends a partition whose bounds are proven, and makes the next. */
    public void close(EventPartition cutting, Instant now) throws JournalUnavailable {
        step(cutting, EventPartition.State.CUTTING, (connection, partition) -> {
            long beyond = partition.beyondId().orElseThrow();
            int next = partition.number() + 1;
            execute(connection, "lock table only events in access exclusive mode");
            execute(connection, "alter table events detach partition " + partition.table());
            execute(
                    connection,
                    "alter table events attach partition " + partition.table() + " for values from ("
                            + partition.firstId() + ") to (" + beyond + ")");
            execute(connection, "alter table " + partition.table() + " drop constraint within");
            execute(
                    connection,
                    "create table events_" + next
                            + " partition of events (constraint absent_is_null check (stage_id <> 0 "
                            + "and file_id <> 0 and output_id <> 0 and job_id <> 0)) for values from (" + beyond
                            + ") to (maxvalue)");
            try (PreparedStatement closing = connection.prepareStatement(
                            "update event_partitions set state = 'closed', closed_at = ?" + where(partition));
                    PreparedStatement opening = connection.prepareStatement(
                            "insert into event_partitions (number, state, first_id, opened_at) values (?, 'open', ?, ?)")) {
                closing.setObject(1, now.atOffset(ZoneOffset.UTC));
                closing.executeUpdate();
                opening.setInt(1, next);
                opening.setLong(2, beyond);
                opening.setObject(3, now.atOffset(ZoneOffset.UTC));
                opening.executeUpdate();
            }
        });
    }

    /** Remembers that the rows of a closed partition are in a file. */
    public void archived(EventPartition closed, EventsFile file) throws JournalUnavailable {
        step(closed, EventPartition.State.CLOSED, (connection, partition) -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update event_partitions set state = 'archived', file = ?, file_bytes = ?, file_sha256 = ?, "
                            + "file_events = ?, last_id = ?, archived_at = ?" + where(partition))) {
                update.setString(1, file.name());
                update.setLong(2, file.bytes());
                update.setString(3, file.sha256());
                update.setLong(4, file.events());
                update.setLong(5, file.lastId());
                update.setObject(6, file.archivedAt().atOffset(ZoneOffset.UTC));
                update.executeUpdate();
            }
        });
    }

    /** Its file is not what it was: it is to be written again, from the rows, which are there. */
    public void archiveAgain(EventPartition archived) throws JournalUnavailable {
        step(archived, EventPartition.State.ARCHIVED, EventPartitions::forgetFile);
    }

    private static void forgetFile(Connection connection, EventPartition partition) throws SQLException {
        execute(
                connection,
                "update event_partitions set state = 'closed', file = null, file_bytes = null, file_sha256 = null, "
                        + "file_events = null, last_id = null, archived_at = null" + where(partition));
    }

    /** Lets its rows go, unless one came that the file has not: then it is to be archived again. */
    public void drop(EventPartition archived, Instant now) throws JournalUnavailable {
        step(archived, EventPartition.State.ARCHIVED, (connection, partition) -> {
            execute(connection, "lock table only events in access exclusive mode");
            execute(connection, "lock table " + partition.table() + " in access exclusive mode");
            if (newest(connection, partition) != partition.file().orElseThrow().lastId()) {
                forgetFile(connection, partition);
                return;
            }
            execute(connection, "drop table " + partition.table());
            try (PreparedStatement update = connection.prepareStatement(
                    "update event_partitions set state = 'dropped', dropped_at = ?" + where(partition))) {
                update.setObject(1, now.atOffset(ZoneOffset.UTC));
                update.executeUpdate();
            }
        });
    }

    private static long newest(Connection connection, EventPartition partition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(event_id) from " + partition.table())) {
            row.next();
            return row.getLong(1);
        }
    }

    private void step(EventPartition seen, EventPartition.State in, Step step) throws JournalUnavailable {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                execute(connection, "set local lock_timeout = '" + PATIENCE.toMillis() + " ms'");
                Optional<EventPartition> partition = hold(connection, seen.number(), in);
                if (partition.isPresent()) {
                    step.go(connection, partition.get());
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                PostgresJournal.rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    seen.table() + ", " + in.name().toLowerCase(Locale.ROOT) + ", did not come to its next state", e);
        }
    }

    private static Optional<EventPartition> hold(Connection connection, int number, EventPartition.State in)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setInt(1, number);
            statement.setString(2, in.name().toLowerCase(Locale.ROOT));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static String where(EventPartition partition) {
        return " where number = " + partition.number();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
