package org.muster.benchmarks.whole;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what pilots were told with what the ledger and both catalogues hold, when all is registered. */
final class WholeAudit {
    private static final Map<String, String> MUST_BE_NONE = new LinkedHashMap<>();

    static {
        MUST_BE_NONE.put("files that were processed by other than one job", """
                select count(*) from allocator.files f where f.state = 'processed' and 1 <> (
                    select count(*) from allocator.allocations a where a.file_id = f.file_id and a.ending = 'posted')
                """);
        MUST_BE_NONE.put("allocations that have not ended", """
                select count(*) from allocator.allocations where ending = 'live'
                """);
        MUST_BE_NONE.put("jobs that have neither ended nor failed", """
                select count(*) from allocator.jobs where state in ('submitted', 'started', 'processing', 'outputting')
                """);
        MUST_BE_NONE.put("outputs that are not in each catalogue once", """
                select count(*) from allocator.outputs o
                    left join (select scope || ':' || name as did, count(*) as copies from sandbox.rucio_replicas
                        where state = 'A' group by scope, name) r using (did)
                    left join (select namespace || ':' || name as did, count(*) as copies from sandbox.metacat_files
                        where not retired group by namespace, name) m using (did)
                where o.state = 'output' and (coalesce(r.copies, 0) <> 1 or coalesce(m.copies, 0) <> 1)
                """);
        MUST_BE_NONE.put("differences between ledger and catalogues that people were asked about", """
                select count(*) from muster.proposal_line l join muster.proposal p on p.id = l.proposal_id
                where p.kind = 'repairs'
                """);
    }

    private final WholePlatform platform;

    WholeAudit(WholePlatform platform) {
        this.platform = platform;
    }

    /** Nothing, if all is well. */
    List<String> findings(long jobs, long files) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Connection connection = platform.database();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> check : MUST_BE_NONE.entrySet()) {
                long count = number(statement, check.getValue());
                if (count != 0) {
                    findings.add(count + " " + check.getKey());
                }
            }
            compare(
                    "jobs finished",
                    jobs,
                    "select count(*) from allocator.jobs where state = 'finished'",
                    statement,
                    findings);
            compare(
                    "files processed",
                    files,
                    "select count(*) from allocator.files where state = 'processed'",
                    statement,
                    findings);
            compare(
                    "outputs registered",
                    files,
                    "select count(*) from allocator.outputs where state = 'output' and registered_at is not null",
                    statement,
                    findings);
        }
        return findings;
    }

    private static void compare(String what, long told, String sql, Statement statement, List<String> findings)
            throws SQLException {
        long there = number(statement, sql);
        if (there != told) {
            findings.add(there + " " + what + ", and pilots were told of " + told);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
