package org.muster.allocator.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.muster.allocator.journal.EventPartition;
import org.muster.allocator.journal.EventPartitions;
import org.muster.allocator.journal.EventsFile;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.TableSizes;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.TableGrowth;

/** What grows, and when it ends. */
public final class Growth {
    private final TableSizes sizes;
    private final EventPartitions partitions;
    private final Retention configured;
    private final Clock clock;

    public Growth(DataSource database, Retention configured, Clock clock) {
        this.sizes = new TableSizes(database);
        this.partitions = new EventPartitions(database);
        this.configured = configured;
        this.clock = clock;
    }

    /** Of all tables, the largest first. */
    public List<TableGrowth> tables() throws JournalUnavailable {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, TableSizes.Size> before =
                sizes.before(today).stream().collect(Collectors.toMap(TableSizes.Size::name, Function.identity()));
        return sizes.on(today).stream()
                .map(now -> {
                    Optional<TableSizes.Size> then = Optional.ofNullable(before.get(now.name()));
                    return new TableGrowth(
                            now.name(),
                            now.rows(),
                            now.bytes(),
                            then.map(size -> aDay(size, now, TableSizes.Size::rows)),
                            then.map(size -> aDay(size, now, TableSizes.Size::bytes)),
                            end(now.name()));
                })
                .toList();
    }

    private static long aDay(TableSizes.Size then, TableSizes.Size now, ToLongFunction<TableSizes.Size> of) {
        return (of.applyAsLong(now) - of.applyAsLong(then)) / ChronoUnit.DAYS.between(then.day(), now.day());
    }

    private String end(String table) {
        if (table.equals("allocator.events")) {
            return configured
                    .events()
                    .map(age -> "each month's go to a file " + age.toDays() + " days after it was over")
                    .orElse("nothing: MUSTER_KEEP_EVENTS_DAYS is not set");
        }
        if (table.equals("allocator.job_logs")) {
            return configured
                    .logs()
                    .map(age -> "logs go to a file " + age.toDays() + " days after their workflow was over")
                    .orElse("nothing: MUSTER_KEEP_LOGS_DAYS is not set");
        }
        if (table.equals("allocator.table_sizes")) {
            return "each day's after " + TableSizes.KEPT_DAYS + " days";
        }
        if (table.startsWith("camunda.act_hi_")) {
            return "the engine's clean-up at night, MUSTER_KEEP_HISTORY_DAYS of the webapp after a process ended";
        }
        if (table.startsWith("camunda.act_ru_")) {
            return "with the process that a row is of";
        }
        return "nothing";
    }

    /**
     * Events by the partitions that they leave with, the oldest first.
     *
     * @param supposed how long they were kept if it were configured otherwise
     */
    public List<ArchiveRow> archives(Optional<Duration> supposed) throws JournalUnavailable {
        Optional<Duration> kept = supposed.or(configured::events);
        Map<String, TableSizes.Size> there =
                partitions.sizes(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).stream()
                        .collect(Collectors.toMap(TableSizes.Size::name, Function.identity()));
        return partitions.all().stream()
                .map(partition -> row(partition, Optional.ofNullable(there.get(partition.table())), kept))
                .toList();
    }

    private static ArchiveRow row(EventPartition partition, Optional<TableSizes.Size> size, Optional<Duration> kept) {
        return new ArchiveRow(
                partition.number(),
                partition.state().name().toLowerCase(Locale.ROOT),
                partition.openedAt(),
                partition.closedAt(),
                size.map(TableSizes.Size::rows).orElse(0L),
                size.map(TableSizes.Size::bytes).orElse(0L),
                partition.there() ? partition.closedAt().flatMap(closed -> kept.map(closed::plus)) : Optional.empty(),
                partition.file().map(Growth::row));
    }

    private static ArchiveRow.EventsFileRow row(EventsFile file) {
        return new ArchiveRow.EventsFileRow(file.name(), file.bytes(), file.events(), file.sha256(), file.archivedAt());
    }
}
