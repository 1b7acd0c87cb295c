package org.muster.benchmarks.grid;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the files of a grid straight into the allocator's tables, while no allocator runs. */
@SuppressWarnings("InlineFormatString") // statements stand by themselves, like those of a script
public final class GridFiller {
    /** The expressions of a file's global number g (from 0), its stage s (from 1) and its number i in the stage (from 0). */
    private static final String NUMBERS = """
            with numbers as (
                select s, i, (s - 1)::bigint * %1$d + i as g,
                    (((s - 1) * ((%1$d + 1023) / 1024) + i / 1024)::bigint << 10) + i %% 1024 + 1 as file_id
                from generate_series(1, %2$d) s, generate_series(0, %1$d - 1) i),
            named as (
                select *, md5(g::text) as hash, (g %% 30)::int as first, ((g + 1 + g / 30 %% 29) %% 30)::int as second
                from numbers),
            files_named as (
                select *, 'np04hd_raw_run' || lpad((g / 1000)::text, 6, '0') || '_' || lpad((g %% 1000)::text, 4, '0')
                    || '_dataflow0_datawriter_0_' || substr(hash, 1, 8) || '.hdf5' as name
                from named)
            """;

    private static final String BLOCKS = """
            insert into file_blocks (block, workflow_id, stage_id)
            select (s - 1) * ((%1$d + 1023) / 1024) + b, s, 1
            from generate_series(1, %2$d) s, generate_series(0, (%1$d - 1) / 1024) b
            """;

    private static final String REPLICA_SETS = """
            insert into replica_sets (number, rses)
            select row_number() over (order by a, b), 'STORAGE_' || lpad(a::text, 2, '0') || ' STORAGE_'
                || lpad(b::text, 2, '0')
            from generate_series(0, 28) a, generate_series(a + 1, 29) b
            """;

    /** Pairs are numbered as above: 29 begin with storage 0, 28 with storage 1, and so on. */
    private static final String FILES = """
            insert into files (file_id, workflow_id, stage_id, did, size_bytes, state, attempts, replica_set)
            select file_id, s, 1, 'hd-detector1:' || name, 4000000000, 'unallocated', 0,
                29 * a - a * (a - 1) / 2 + b - a
            from files_named, least(first, second) a, greatest(first, second) b order by file_id
            """;

    private static final String REPLICAS = """
            insert into replicas (file_id, rse, wan_pfn)
            select file_id, 'STORAGE_' || lpad(r::text, 2, '0'),
                'root://storage' || r || '.example.org:1094//eos/experiment/rucio/hd-detector1/' || substr(hash, 1, 2)
                    || '/' || substr(hash, 3, 2) || '/' || name
            from files_named, unnest(array[first, second]) r order by file_id
            """;

    private final Connection connection;

    public GridFiller(Connection connection) {
        this.connection = connection;
    }

    private record Index(String drop, String create) {}

    public void fill(GridShape shape) throws SQLException {
        List<Index> indexes = indexes();
        run("set synchronous_commit = off");
        for (Index index : indexes) {
            run(index.drop());
        }
        String numbers = String.format(Locale.ROOT, NUMBERS, shape.filesPerStage(), shape.stages());
        run(String.format(Locale.ROOT, BLOCKS, shape.filesPerStage(), shape.stages()));
        run(REPLICA_SETS);
        run(numbers + FILES);
        run(numbers + REPLICAS);
        for (Index index : indexes) {
            run(index.create());
        }
        run("update workflows set inputs_found = true");
        run("vacuum analyze files");
        run("vacuum analyze replicas");
        run("checkpoint");
    }

    /** Rows go in faster without indexes. */
    private List<Index> indexes() throws SQLException {
        List<Index> indexes = new ArrayList<>();
        collect(indexes, """
                select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint where contype in ('p', 'u') and conrelid in ('files'::regclass, 'replicas'::regclass)
                """);
        collect(indexes, """
                select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid) from pg_index
                where indrelid in ('files'::regclass, 'replicas'::regclass)
                    and indexrelid not in (select conindid from pg_constraint where contype in ('p', 'u'))
                """);
        return indexes;
    }

    private void collect(List<Index> indexes, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                indexes.add(new Index(rows.getString(1), rows.getString(2)));
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
