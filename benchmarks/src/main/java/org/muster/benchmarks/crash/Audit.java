package org.muster.benchmarks.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares what the pilots were told with what PostgreSQL holds, after every job has ended. */
final class Audit {
    private static final Map<String, String> MUST_BE_ZERO = new TreeMap<>(Map.of(
            "files that a job still holds",
            "select count(*) from files where state in ('allocated', 'outputting')",
            "live allocations",
            "select count(*) from allocations where ending = 'live'",
            "processed files without exactly one posted allocation",
            """
            select count(*) from files f where (f.state = 'processed') <> (1 = (
                select count(*) from allocations a where a.file_id = f.file_id and a.ending = 'posted'))
            """,
            "files whose attempts are not their allocations",
            """
            select count(*) from files f
            where f.attempts <> (select count(*) from allocations a where a.file_id = f.file_id)
            """,
            "allocations of one file that overlap",
            """
            select count(*) from allocations a join allocations b using (file_id)
            where b.attempt > a.attempt and b.allocated_at < a.ended_at
            """,
            "jobs that have not ended",
            "select count(*) from jobs where state in ('submitted', 'started', 'processing', 'outputting')",
            "finished jobs without exactly one output",
            """
            select count(*) from jobs j where j.state = 'finished' and 1 <> (
                select count(*) from outputs o where o.job_id = j.job_id and o.state = 'output')
            """,
            "outputs of jobs that did not finish",
            """
            select count(*) from outputs o join jobs j using (job_id)
            where o.state = 'output' and j.state <> 'finished'
            """,
            "allocations without their event",
            """
            select count(*) from allocations a where not exists (select 1 from events e
                where e.job_id = a.job_id and e.file_id = a.file_id)
            """));

    private final Connection connection;
    private final List<String> findings = new ArrayList<>();

    Audit(Connection connection) {
        this.connection = connection;
    }

    /** Nothing, if all is well. */
    List<String> findings(Seen seen, int files) throws SQLException {
        seen.contradictions().forEach(findings::add);
        for (Map.Entry<String, String> check : MUST_BE_ZERO.entrySet()) {
            long count = number(check.getValue());
            if (count != 0) {
                findings.add(count + " " + check.getKey());
            }
        }
        long there = number("select count(*) from files");
        if (there != files) {
            findings.add(there + " files where there were " + files);
        }
        promises(seen);
        return findings;
    }

    /** Nothing that anybody was told may be untrue now. */
    private void promises(Seen seen) throws SQLException {
        Set<String> allocations = new HashSet<>();
        Map<String, String> posted = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select f.did, j.jobsub_id, a.ending from allocations a join files f using (file_id)
                            join jobs j using (job_id)
                        """)) {
            while (rows.next()) {
                allocations.add(rows.getString(1) + " to " + rows.getString(2));
                if (rows.getString(3).equals("posted")) {
                    posted.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        seen.allGranted().forEach(granted -> {
            if (!allocations.contains(granted.did() + " to " + granted.job())) {
                findings.add(granted + " was taken back");
            }
        });
        seen.allProcessed().forEach((did, job) -> {
            if (!job.equals(posted.get(did))) {
                findings.add(did + " was confirmed to " + job + " and is now of " + posted.get(did));
            }
        });
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
