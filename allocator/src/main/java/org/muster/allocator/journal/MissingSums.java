package org.muster.allocator.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sums of workflows that left memory before sums were kept, or whose sums somebody has deleted: counted once, from their rows. */
final class MissingSums {
    /** Workflows counted in one transaction. */
    private static final int AT_ONCE = 500;

    private static final String WITHOUT = """
            select workflow_id from workflows w
            where retired and workflow_id > ?
                and not exists (select from file_sums s where s.workflow_id = w.workflow_id)
                and not exists (select from job_sums s where s.workflow_id = w.workflow_id)
                and not exists (select from output_sums s where s.workflow_id = w.workflow_id)
            order by workflow_id limit\s""" + AT_ONCE;

    private static final List<String> COUNT = List.of(
            "insert into file_sums (workflow_id, stage_id, state, files) " + Counting.files(Counting.THESE),
            "insert into job_sums (workflow_id, stage_id, state, site, code, jobs, real_millis) "
                    + Counting.jobs(Counting.THESE),
            "insert into output_sums (workflow_id, stage_id, state, outputs, bytes, events) "
                    + Counting.outputs(Counting.THESE));

    private final Connection connection;

    /** @param connection which commits when it is told to */
    MissingSums(Connection connection) {
        this.connection = connection;
    }

    void count() throws SQLException {
        int last = 0;
        List<Integer> some = without(last);
        while (!some.isEmpty()) {
            count(some);
            connection.commit();
            last = some.get(some.size() - 1);
            some = without(last);
        }
    }

    private List<Integer> without(int after) throws SQLException {
        List<Integer> workflows = new ArrayList<>();
        try (PreparedStatement asking = connection.prepareStatement(WITHOUT)) {
            asking.setInt(1, after);
            try (ResultSet row = asking.executeQuery()) {
                while (row.next()) {
                    workflows.add(row.getInt(1));
                }
            }
        }
        return workflows;
    }

    private void count(List<Integer> workflows) throws SQLException {
        Array these = connection.createArrayOf("int", workflows.toArray());
        for (String sql : COUNT) {
            try (PreparedStatement counting = connection.prepareStatement(sql)) {
                counting.setArray(1, these);
                counting.executeUpdate();
            }
        }
    }
}
