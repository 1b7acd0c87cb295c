package org.muster.allocator.journal;

import java.util.List;
import java.util.Locale;

/**
 * A ledger of two hundred workflows with two stages each, whose rows lie among each other as they do when all run at once, and of
 * many that have left memory, of which there are sums.
 */
final class SampleRows {
    static final int WORKFLOWS = 200;

    /** Behind the others. */
    static final int RETIRED = 13_000;

    /** Of a stage: sites times ways of ending. */
    static final int ENDINGS = 20;

    /** Of events, in a partition each. */
    private static final int MONTHS = 25;

    /** One of so many jobs stalled. */
    private static final int STALLED = 100;

    private SampleRows() {}

    static long stalledOfAWorkflow(int rows) {
        return rows / (WORKFLOWS * STALLED);
    }

    /** In a minute or so: the indexes are made when the rows are there. */
    static List<String> of(int rows) {
        return List.of(
                "set synchronous_commit = off",
                "set search_path = allocator",
                "set maintenance_work_mem = '256MB'",
                """
                create table dropped as select indexname, replace(indexdef, ' ON ONLY ', ' ON ') as indexdef from pg_indexes
                where schemaname = 'allocator' and indexname not in (select conname from pg_constraint)
                    and indexname not in (select relname from pg_inherits join pg_class on oid = inhrelid)
                """,
                each("select 'drop index ' || indexname as command from dropped"),
                numbered(rows, """
                insert into workflows (workflow_id, status, inputs_found, retired, opened_at, document, settings)
                select n, 'OPEN', true, false, now(),
                    '{"stages":[{"max_attempts":3},{"max_attempts":3}]}', '[]' from generate_series(1, %2$d) n
                """),
                sums("""
                insert into workflows (workflow_id, status, inputs_found, retired, summed, opened_at, document, settings)
                select w, 'CLOSED', true, true, true, now(), '{}', '[]' from %s
                """),
                sums(
                        "insert into stages (workflow_id, stage_id, max_attempts) select w, s, 3 from %s, generate_series(1, 2) s"),
                sums("""
                insert into file_sums (workflow_id, stage_id, state, files)
                select w, s, state, 10 from %s, generate_series(1, 2) s, (values ('processed'), ('failed')) f(state)
                """),
                sums("""
                insert into job_sums (workflow_id, stage_id, state, site, code, jobs, real_millis)
                select w, s, 'jobscript_error', 'SITE_' || e, e, 10, 1000
                from %s, generate_series(1, 2) s, generate_series(1,""" + ENDINGS + ") e"),
                sums("""
                insert into output_sums (workflow_id, stage_id, state, outputs, bytes, events)
                select w, s, 'output', 10, 1000, 10 from %s, generate_series(1, 2) s
                """),
                // A block has files of one stage only.
                numbered(rows, """
                insert into file_blocks (block, workflow_id, stage_id)
                select b, b %% %2$d + 1, b / %2$d %% 2 + 1 from generate_series(0, (%1$d - 1) / 1024) b
                """),
                numbered(rows, """
                insert into files (file_id, workflow_id, stage_id, did, size_bytes, state, attempts, rse, site, replica_set,
                    allocated_at, processed_at)
                select n, b %% %2$d + 1, b / %2$d %% 2 + 1, 'toy:in-' || n, 1000000000,
                    case when n %% 1000 = 0 then 'failed' else 'processed' end, 1, 'RSE_' || n %% 10, 'SITE_' || n %% 50, 0,
                    now(), now()
                from generate_series(1, %1$d) n cross join lateral (select (n - 1) / 1024 as b) x
                """),
                numbered(rows, """
                insert into jobs (job_id, jobsub_id, workflow_id, stage_id, state, job_secret, jobscript_secret, site, entry,
                    hostname, cpuinfo, os_release, rss_bytes, processors, wall_seconds, submitted_at, started_at,
                    heartbeat_at, outputting_at, finished_at, real_seconds, user_seconds,
                    sys_seconds, max_rss_bytes, exit_code, allocated_files, asked_for_file, record_digest, confirm_digest)
                select n, n || '.0@pool', n %% %2$d + 1, n / %2$d %% 2 + 1,
                    case when n / %2$d %% %3$d = 0 then 'stalled' else 'finished' end, '', '', 'SITE_' || n %% 50, 'ENTRY',
                    'node', 'cpu', 'os', 1, 1, 1, now(), now(), now(), now(), now(), 1, 1, 1, 1, 0, 1, true, 'd', 'd'
                from generate_series(1, %1$d) n
                """),
                numbered(rows, """
                insert into allocations (file_id, attempt, job_id, sequence, rse, site, allocated_at, ended_at, ending)
                select n, 1, n, 1, 'RSE_' || n %% 10, 'SITE_' || n %% 50, now(), now(), 'posted'
                from generate_series(1, %1$d) n
                """),
                numbered(rows, """
                insert into outputs (output_id, workflow_id, stage_id, pattern_id, did, job_id, state, size_bytes, adler32, rse,
                    pfn, events, dataset, dataset_number, metadata, parents, recorded_at, confirmed_at, registered_at)
                select n, n %% %2$d + 1, n / %2$d %% 2 + 1, 1, 'toy:out-' || n, n,
                    case when n %% 1000 = 0 then 'voided' else 'output' end, 1, 'a', 'RSE_' || n %% 10, 'davs://x', 1, 'd', 1,
                    '{}', '[]', now(), now(), now()
                from generate_series(1, %1$d) n
                """),
                "drop table events_1",
                numbered(
                        rows,
                        "do $$ begin for n in 1..%4$d loop execute format('create table events_%%s partition of events "
                                + "for values from (%%s) to (%%s)', n, (n - 1) * (%1$d / %4$d) + 1, n * (%1$d / %4$d) + 1); "
                                + "end loop; end $$"),
                // Every other event is of a file, the others are of outputs.
                numbered(rows, """
                insert into events (event_id, length, time, type, workflow_id, stage_id, file_id, output_id, job_id, site, entry,
                    rse, exit_code)
                select n, 1, now(), 300 + n %% 5,
                    case when n %% 2 = 0 then b %% %2$d + 1 else n %% %2$d + 1 end,
                    case when n %% 2 = 0 then b / %2$d %% 2 + 1 else n / %2$d %% 2 + 1 end,
                    case when n %% 2 = 0 then n end, case when n %% 2 = 1 then n end, n, 'SITE_' || n %% 50, 'ENTRY',
                    'RSE_' || n %% 10, case when n %% 100000 = 0 then 65 else 0 end
                from generate_series(1, %1$d) n cross join lateral (select (n - 1) / 1024 as b) x
                """),
                each("select indexdef as command from dropped"),
                "vacuum analyze");
    }

    /** Does each of these commands. */
    private static String each(String commands) {
        return "do $$ declare it record; begin for it in " + commands + " loop execute it.command; end loop; end $$";
    }

    private static String sums(String sql) {
        return String.format(
                Locale.ROOT, sql, "generate_series(" + (WORKFLOWS + 1) + ", " + (WORKFLOWS + RETIRED) + ") w");
    }

    private static String numbered(int rows, String sql) {
        return String.format(Locale.ROOT, sql, rows, WORKFLOWS, STALLED, MONTHS);
    }
}
