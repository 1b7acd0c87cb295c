package org.muster.allocator.journal;

/**
 * The statements of a batch. Every parameter is the array of one column; times are microseconds since the epoch. The arrays
 * are unnested side by side in a select list: PostgreSQL would keep each in a table of its own if they stood in a from clause.
 */
final class Sql {
    static final String WORKFLOWS = """
            insert into workflows (workflow_id, status, inputs_found, retired, opened_at, document, settings)
            select u.workflow_id, u.status, u.inputs_found, u.retired, timestamptz 'epoch' + u.opened_at *
                interval '1 microsecond', u.document, u.settings
            from (select unnest(?::int[]) as workflow_id, unnest(?::text[]) as status,
                unnest(?::boolean[]) as inputs_found, unnest(?::boolean[]) as retired,
                unnest(?::bigint[]) as opened_at, unnest(?::text[]) as document, unnest(?::text[]) as settings) as u
            on conflict (workflow_id) do update
            set status = excluded.status, inputs_found = excluded.inputs_found, retired = excluded.retired,
                settings = excluded.settings
            """;

    /** By the transactions that wrote the rows. */
    static final String FINGERPRINT = """
            select coalesce(sum(hashtextextended(version, 0))::numeric % 9223372036854775807, 0)::bigint from (
                select 'w' || xmin::text || ctid::text from workflows where workflow_id = any(?)
                union all select 'b' || xmin::text || ctid::text from file_blocks where workflow_id = any(?)
                union all select 'j' || xmin::text || ctid::text from jobs where workflow_id = any(?)
                union all select 'o' || xmin::text || ctid::text from outputs where workflow_id = any(?)
                union all select 'a' || a.xmin::text || a.ctid::text from allocations a join jobs j using (job_id)
                    where j.workflow_id = any(?)
                union all select 'f' || f.xmin::text || f.ctid::text from file_blocks b join files f
                    on f.file_id > b.block * 1024::bigint and f.file_id <= (b.block + 1) * 1024::bigint
                    where b.workflow_id = any(?)) as versions(version)
            """;

    static final int FINGERPRINT_PARAMETERS = 6;

    static final String BLOCKS = """
            insert into file_blocks (block, workflow_id, stage_id)
            select u.block, u.workflow_id, u.stage_id
            from (select unnest(?::int[]) as block, unnest(?::int[]) as workflow_id,
                unnest(?::int[]) as stage_id) as u
            """;

    static final String REPLICA_SETS = """
            insert into replica_sets (number, rses)
            select u.number, u.rses from (select unnest(?::int[]) as number, unnest(?::text[]) as rses) as u
            """;

    static final String DIRECTORIES = """
            insert into stage_directories (workflow_id, stage_id, directory)
            select u.workflow_id, u.stage_id, u.directory
            from (select unnest(?::int[]) as workflow_id, unnest(?::int[]) as stage_id,
                unnest(?::text[]) as directory) as u
            on conflict do nothing
            """;

    static final String NEW_FILES = """
            insert into files (file_id, workflow_id, stage_id, did, size_bytes, state, attempts, rse, site,
                replica_set, allocated_at, processed_at)
            select u.file_id, u.workflow_id, u.stage_id, u.did, u.size_bytes, u.state, u.attempts, u.rse,
                u.site, u.replica_set, timestamptz 'epoch' + greatest(u.allocated_at, 0) * interval '1 microsecond',
                timestamptz 'epoch' + greatest(u.processed_at, 0) * interval '1 microsecond'
            from (select unnest(?::bigint[]) as file_id, unnest(?::int[]) as workflow_id,
                unnest(?::int[]) as stage_id, unnest(?::text[]) as did, unnest(?::bigint[]) as size_bytes,
                unnest(?::text[]) as state, unnest(?::int[]) as attempts, unnest(?::text[]) as rse,
                unnest(?::text[]) as site, unnest(?::int[]) as replica_set, unnest(?::bigint[]) as allocated_at,
                unnest(?::bigint[]) as processed_at) as u
            """;

    /** A negative time leaves the one that is there. Answers the files' names: whoever is given one is told its name. */
    static final String FILES = """
            update files x
            set state = u.state, attempts = u.attempts, rse = u.rse, site = u.site, replica_set = u.replica_set,
                allocated_at = case when u.allocated_at < 0 then x.allocated_at
                    else timestamptz 'epoch' + u.allocated_at * interval '1 microsecond' end,
                processed_at = case when u.processed_at < 0 then x.processed_at
                    else timestamptz 'epoch' + u.processed_at * interval '1 microsecond' end
            from (select unnest(?::bigint[]) as file_id, unnest(?::text[]) as state, unnest(?::int[]) as attempts,
                unnest(?::text[]) as rse, unnest(?::text[]) as site, unnest(?::int[]) as replica_set,
                unnest(?::bigint[]) as allocated_at, unnest(?::bigint[]) as processed_at) as u
            where x.file_id = u.file_id
            returning x.file_id, x.did
            """;

    static final String LOST_REPLICAS = """
            delete from replicas where file_id = any(?)
            """;

    static final String REPLICAS = """
            insert into replicas (file_id, rse, wan_pfn, lan_pfn, accessible_until)
            select u.file_id, u.rse, u.wan_pfn, u.lan_pfn, case when u.accessible_until < 0 then timestamptz 'infinity'
                else timestamptz 'epoch' + u.accessible_until * interval '1 microsecond' end
            from (select unnest(?::bigint[]) as file_id, unnest(?::text[]) as rse, unnest(?::text[]) as wan_pfn,
                unnest(?::text[]) as lan_pfn, unnest(?::bigint[]) as accessible_until) as u
            """;

    static final String NEW_JOBS = """
            insert into jobs (job_id, jobsub_id, workflow_id, stage_id, job_secret, jobscript_secret,
                submitted_at, state, site, entry, hostname, cpuinfo, os_release, rss_bytes, processors,
                wall_seconds, started_at, heartbeat_at, outputting_at, finished_at, real_seconds, user_seconds,
                sys_seconds, max_rss_bytes, exit_code, abort_code, allocated_files, asked_for_file,
                record_digest, confirm_digest)
            select u.job_id, u.jobsub_id, u.workflow_id, u.stage_id, u.job_secret, u.jobscript_secret,
                timestamptz 'epoch' + u.submitted_at * interval '1 microsecond', u.state, u.site, u.entry,
                u.hostname, u.cpuinfo, u.os_release, u.rss_bytes, u.processors, u.wall_seconds, timestamptz
                'epoch' + u.started_at * interval '1 microsecond', timestamptz 'epoch' + u.heartbeat_at *
                interval '1 microsecond', timestamptz 'epoch' + u.outputting_at * interval '1 microsecond',
                timestamptz 'epoch' + u.finished_at * interval '1 microsecond', u.real_seconds, u.user_seconds,
                u.sys_seconds, u.max_rss_bytes, u.exit_code, u.abort_code, u.allocated_files, u.asked_for_file,
                u.record_digest, u.confirm_digest
            from (select unnest(?::bigint[]) as job_id, unnest(?::text[]) as jobsub_id,
                unnest(?::int[]) as workflow_id, unnest(?::int[]) as stage_id, unnest(?::text[]) as job_secret,
                unnest(?::text[]) as jobscript_secret, unnest(?::bigint[]) as submitted_at,
                unnest(?::text[]) as state, unnest(?::text[]) as site, unnest(?::text[]) as entry,
                unnest(?::text[]) as hostname, unnest(?::text[]) as cpuinfo, unnest(?::text[]) as os_release,
                unnest(?::bigint[]) as rss_bytes, unnest(?::int[]) as processors, unnest(?::int[]) as wall_seconds,
                unnest(?::bigint[]) as started_at, unnest(?::bigint[]) as heartbeat_at,
                unnest(?::bigint[]) as outputting_at, unnest(?::bigint[]) as finished_at,
                unnest(?::float8[]) as real_seconds, unnest(?::float8[]) as user_seconds,
                unnest(?::float8[]) as sys_seconds, unnest(?::bigint[]) as max_rss_bytes,
                unnest(?::int[]) as exit_code, unnest(?::int[]) as abort_code, unnest(?::int[]) as allocated_files,
                unnest(?::boolean[]) as asked_for_file, unnest(?::text[]) as record_digest,
                unnest(?::text[]) as confirm_digest) as u
            """;

    static final String JOBS = """
            update jobs x
            set state = u.state, site = u.site, entry = u.entry, hostname = u.hostname, cpuinfo = u.cpuinfo,
                os_release = u.os_release, rss_bytes = u.rss_bytes, processors = u.processors, wall_seconds =
                u.wall_seconds, started_at = timestamptz 'epoch' + u.started_at * interval '1 microsecond',
                heartbeat_at = timestamptz 'epoch' + u.heartbeat_at * interval '1 microsecond', outputting_at =
                timestamptz 'epoch' + u.outputting_at * interval '1 microsecond', finished_at = timestamptz
                'epoch' + u.finished_at * interval '1 microsecond', real_seconds = u.real_seconds, user_seconds
                = u.user_seconds, sys_seconds = u.sys_seconds, max_rss_bytes = u.max_rss_bytes, exit_code =
                u.exit_code, abort_code = u.abort_code, allocated_files = u.allocated_files, asked_for_file =
                u.asked_for_file, record_digest = u.record_digest, confirm_digest = u.confirm_digest
            from (select unnest(?::bigint[]) as job_id, unnest(?::text[]) as state, unnest(?::text[]) as site,
                unnest(?::text[]) as entry, unnest(?::text[]) as hostname, unnest(?::text[]) as cpuinfo,
                unnest(?::text[]) as os_release, unnest(?::bigint[]) as rss_bytes, unnest(?::int[]) as processors,
                unnest(?::int[]) as wall_seconds, unnest(?::bigint[]) as started_at,
                unnest(?::bigint[]) as heartbeat_at, unnest(?::bigint[]) as outputting_at,
                unnest(?::bigint[]) as finished_at, unnest(?::float8[]) as real_seconds,
                unnest(?::float8[]) as user_seconds, unnest(?::float8[]) as sys_seconds,
                unnest(?::bigint[]) as max_rss_bytes, unnest(?::int[]) as exit_code, unnest(?::int[]) as abort_code,
                unnest(?::int[]) as allocated_files, unnest(?::boolean[]) as asked_for_file,
                unnest(?::text[]) as record_digest, unnest(?::text[]) as confirm_digest) as u
            where x.job_id = u.job_id
            """;

    static final String BEATS = """
            update jobs x
            set state = u.state, heartbeat_at = timestamptz 'epoch' + u.heartbeat_at * interval '1 microsecond',
                allocated_files = u.allocated_files, asked_for_file = u.asked_for_file
            from (select unnest(?::bigint[]) as job_id, unnest(?::text[]) as state,
                unnest(?::bigint[]) as heartbeat_at, unnest(?::int[]) as allocated_files,
                unnest(?::boolean[]) as asked_for_file) as u
            where x.job_id = u.job_id
            """;

    static final String ENDED_ALLOCATIONS = """
            update allocations x
            set ended_at = timestamptz 'epoch' + u.ended_at * interval '1 microsecond', ending = u.ending
            from (select unnest(?::bigint[]) as file_id, unnest(?::int[]) as attempt, unnest(?::bigint[]) as ended_at,
                unnest(?::text[]) as ending) as u
            where x.file_id = u.file_id and x.attempt = u.attempt
            """;

    static final String NEW_ALLOCATIONS = """
            insert into allocations (file_id, attempt, job_id, sequence, rse, site, allocated_at, ended_at,
                ending)
            select u.file_id, case when u.attempt > 1 then next_attempt(u.file_id, u.attempt) else 1 end, u.job_id,
                u.sequence, u.rse, u.site, timestamptz 'epoch' + u.allocated_at * interval '1 microsecond',
                timestamptz 'epoch' + u.ended_at * interval '1 microsecond', u.ending
            from (select unnest(?::bigint[]) as file_id, unnest(?::int[]) as attempt, unnest(?::bigint[]) as job_id,
                unnest(?::int[]) as sequence, unnest(?::text[]) as rse, unnest(?::text[]) as site,
                unnest(?::bigint[]) as allocated_at, unnest(?::bigint[]) as ended_at,
                unnest(?::text[]) as ending) as u
            """;

    /** Addresses of the files just allocated, in the order of the allocations. */
    static final String ADDRESSES = """
            select r.wan_pfn, r.lan_pfn
            from unnest(?::bigint[], ?::text[]) with ordinality as u(file_id, rse, place)
                left join replicas r on r.file_id = u.file_id and r.rse = u.rse
            order by u.place
            """;

    static final String NEW_OUTPUTS = """
            insert into outputs (output_id, workflow_id, stage_id, pattern_id, did, job_id, state, size_bytes,
                adler32, rse, pfn, events, dataset, dataset_number, metadata, parents, recorded_at,
                confirmed_at, registered_at)
            select u.output_id, u.workflow_id, u.stage_id, u.pattern_id, u.did, u.job_id, u.state, u.size_bytes,
                u.adler32, u.rse, u.pfn, u.events, u.dataset, u.dataset_number, u.metadata, u.parents,
                timestamptz 'epoch' + u.recorded_at * interval '1 microsecond', timestamptz 'epoch' +
                u.confirmed_at * interval '1 microsecond', timestamptz 'epoch' + u.registered_at * interval '1
                microsecond'
            from (select unnest(?::bigint[]) as output_id, unnest(?::int[]) as workflow_id,
                unnest(?::int[]) as stage_id, unnest(?::int[]) as pattern_id, unnest(?::text[]) as did,
                unnest(?::bigint[]) as job_id, unnest(?::text[]) as state, unnest(?::bigint[]) as size_bytes,
                unnest(?::text[]) as adler32, unnest(?::text[]) as rse, unnest(?::text[]) as pfn,
                unnest(?::bigint[]) as events, unnest(?::text[]) as dataset, unnest(?::int[]) as dataset_number,
                unnest(?::text[]) as metadata, unnest(?::text[]) as parents, unnest(?::bigint[]) as recorded_at,
                unnest(?::bigint[]) as confirmed_at, unnest(?::bigint[]) as registered_at) as u
            """;

    static final String OUTPUTS = """
            update outputs x
            set state = u.state, size_bytes = u.size_bytes, adler32 = u.adler32, rse = u.rse, pfn = u.pfn,
                confirmed_at = timestamptz 'epoch' + u.confirmed_at * interval '1 microsecond', registered_at =
                timestamptz 'epoch' + u.registered_at * interval '1 microsecond'
            from (select unnest(?::bigint[]) as output_id, unnest(?::text[]) as state,
                unnest(?::bigint[]) as size_bytes, unnest(?::text[]) as adler32, unnest(?::text[]) as rse,
                unnest(?::text[]) as pfn, unnest(?::bigint[]) as confirmed_at,
                unnest(?::bigint[]) as registered_at) as u
            where x.output_id = u.output_id
            """;

    static final String LOGS = """
            insert into job_logs as l (job_id, log, why_ended)
            select u.job_id, u.log, u.why_ended
            from (select unnest(?::bigint[]) as job_id, unnest(?::text[]) as log, unnest(?::text[]) as why_ended) as u
            on conflict (job_id) do update set
                log = case when excluded.log = '' then l.log else excluded.log end,
                why_ended = case when excluded.why_ended = '' then l.why_ended else excluded.why_ended end
            """;

    static final String EVENTS = """
            insert into events (event_id, length, time, type, workflow_id, stage_id, file_id, output_id, job_id, site,
                entry, rse, exit_code)
            select u.event_id, u.length, timestamptz 'epoch' + u.time * interval '1 microsecond', u.type, u.workflow_id,
                u.stage_id, u.file_id, u.output_id, u.job_id, u.site, u.entry, u.rse, u.exit_code
            from (select unnest(?::bigint[]) as event_id, unnest(?::int[]) as length,
                unnest(?::bigint[]) as time, unnest(?::int[]) as type,
                unnest(?::int[]) as workflow_id, unnest(?::int[]) as stage_id, unnest(?::bigint[]) as file_id,
                unnest(?::bigint[]) as output_id, unnest(?::bigint[]) as job_id, unnest(?::text[]) as site,
                unnest(?::text[]) as entry, unnest(?::text[]) as rse, unnest(?::int[]) as exit_code) as u
            """;

    private Sql() {}
}
