package org.muster.allocator.journal;

import java.util.Locale;
import org.muster.allocator.ledger.rows.Block;

/** Queries of the tables; each ends where its conditions begin. */
final class TableSql {
    /** A job's last hand-out is a sign of life too, and only the allocation tells of it. */
    static final String JOBS = """
            select j.*, greatest(j.heartbeat_at, a.last_at) as alive_at, a.files
            from jobs j, lateral (
                select max(l.allocated_at) as last_at, count(*) as files from allocations l where l.job_id = j.job_id) a
            where\s""";

    private static final String FILE = """
            select f.*, a.jobsub_id, s.max_attempts
            """;

    private static final String ALLOCATED_TO = """
            left join stages s on s.workflow_id = f.workflow_id and s.stage_id = f.stage_id
            left join lateral (
                select j.jobsub_id from allocations l join jobs j using (job_id)
                where l.file_id = f.file_id and l.attempt = f.attempts) a on true
            where
            """.stripTrailing() + " ";

    /** Blocks are few and know their stages. */
    static final String IN_BLOCKS = String.format(Locale.ROOT, """
            from file_blocks b join files f
                on f.file_id > b.block * %1$d::bigint and f.file_id <= (b.block + 1) * %1$d::bigint
            """, Block.FILES);

    static final String FILES = FILE + "from files f " + ALLOCATED_TO;

    static final String OUTPUTS = "select o.*, j.jobsub_id from outputs o join jobs j using (job_id) where ";

    static final String ALLOCATIONS = """
            select a.*, f.did, j.jobsub_id from allocations a join files f using (file_id) join jobs j using (job_id)
            where\s""";

    /** Each event of these rows of events. Old rows have zeros and empty texts for what is absent. */
    static final String EVENTS = """
            select e.event_id + n.place as event_id, e.time, e.type, e.workflow_id, nullif(e.stage_id, 0) as stage_id,
                nullif(e.site, '') as site, nullif(e.entry, '') as entry, nullif(e.rse, '') as rse, e.exit_code,
                coalesce(f.did, o.did) as did, j.jobsub_id
            from events e cross join lateral generate_series(0, e.length - 1) n(place)
            left join files f on f.file_id = e.file_id + n.place left join outputs o using (output_id)
            left join jobs j on j.job_id = e.job_id
            where e.event_id = any(?) and\s""";

    static final String EVENTS_OF_FILES = """
            (t.file_id = any(?) or t.output_id = any(?) or t.length > 1 and exists (
                select from unnest(?::bigint[]) f(id) where f.id >= t.file_id and f.id < t.file_id + t.length))
            """;

    static final String JOBS_NAMED = "select job_id from jobs where jobsub_id = ?";

    static final String FILES_NAMED = "select file_id from files where did = ?";

    static final String OUTPUTS_NAMED = "select output_id from outputs where did = ?";

    static final String WORKFLOWS_OF_DID =
            "select workflow_id from files where did = ? union select workflow_id from outputs where did = ?";

    static final String CONFIRMED_OUTPUTS = """
            select o.*, w.document, j.jobsub_id, j.site, (
                select coalesce(array_agg(f.did order by a.sequence), '{}') from allocations a join files f using (file_id)
                where a.job_id = o.job_id and a.ending = 'posted' and f.did like '%:%') as inputs
            from outputs o join workflows w using (workflow_id) join jobs j using (job_id)
            where\s""";

    static final String OUTPUTS_TO_REGISTER = CONFIRMED_OUTPUTS + """
            o.unregistered and o.state in ('output', 'finding') and o.output_id = any (?)
            order by o.workflow_id, o.output_id
            """;

    /** States that an output never leaves for an earlier one once it was registered are not asked for. */
    static final String REGISTERED = "not t.voided and t.registered_at is not null";

    static final String KNOWN_OUTPUTS = "select distinct did from outputs where not voided and did = any(?)";

    /**
     * Over {@code unnest}: an array of thousands of names within the conditions would be planned anew each time. Name by
     * name ({@code offset 0}): of a stage that just began to grow PostgreSQL believes that it has no files, and would compare
     * each of them with each of the names.
     */
    static final String KNOWN_INPUTS = """
            select u.did from unnest(?::text[]) u(did)
            where exists (select from files f where f.did = u.did and f.workflow_id = ? and f.stage_id = ? offset 0)
            """;

    /** An output of the same name that is not voided may be lying at the same place. */
    static final String TO_CLEAR = """
            select o.* from outputs o
            where o.to_clear and o.recorded_at < ? and o.output_id > ?
                and not exists (select from outputs l where l.did = o.did and not l.voided)
            order by o.output_id
            """;

    static final String CLEARED = "select o.* from outputs o where o.to_clear and o.output_id = any(?)";

    static final String TO_LOCATE = """
            select f.file_id, f.workflow_id, f.stage_id, f.did
            from unnest(?::bigint[]) with ordinality as u(file_id, place) join files f using (file_id) order by u.place
            """;

    private TableSql() {}
}
