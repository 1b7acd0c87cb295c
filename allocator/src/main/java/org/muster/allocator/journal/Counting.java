package org.muster.allocator.journal;

import java.util.Locale;
import org.muster.domain.job.ResultLimits;

/**
 * Counts all rows of some workflows: those of which no sum is kept, those that are loaded, and any to see whether what is kept of it
 * is right. The columns are those of {@link SumColumns}.
 */
final class Counting {
    /** Whose rows are counted: behind the name of the column that says whose they are. */
    static final String THESE = "= any(?)";

    static final String THIS = "= ?";

    static final String IN_MEMORY = "in (select workflow_id from workflows where not retired)";

    static final String ENDED = "state not in ('submitted', 'started', 'processing', 'outputting')";

    /** As {@link org.muster.allocator.ledger.rows.Ending} has it. */
    static final String CODE = """
            coalesce(case when state = 'jobscript_error' then exit_code
                when state in ('aborted', 'outputting_failed') then abort_code end, 0)""";

    /** Over how many rows so ever: rather as many as there can be than none. */
    private static final String SUM =
            "least(coalesce(sum(%s) filter (where %s), 0), " + Long.MAX_VALUE + ")::bigint as %s";

    /** As {@link org.muster.allocator.ledger.rows.Usage} has it. */
    private static final String REAL_MILLIS = sum(
            "round(real_seconds * 1000)::bigint",
            "real_seconds between 0 and " + ResultLimits.MAX_SECONDS + " and " + ENDED,
            "real_millis");

    private static final String BYTES = sum("greatest(size_bytes, 0)", "state in ('output', 'finding')", "bytes");

    private Counting() {}

    private static String sum(String value, String where, String name) {
        return String.format(Locale.ROOT, SUM, value, where, name);
    }

    static String files(String whose) {
        return "select b.workflow_id, b.stage_id, f.state, count(*) as files " + TableSql.IN_BLOCKS
                + " where b.workflow_id " + whose + " group by 1, 2, 3";
    }

    static String jobs(String whose) {
        return "select workflow_id, stage_id, state, case when " + ENDED + " then site end as site, " + CODE
                + " as code, count(*) as jobs, " + REAL_MILLIS + " from jobs where workflow_id " + whose
                + " group by 1, 2, 3, 4, 5";
    }

    /** Only what goes into a dataset lies at an RSE and stays an output. */
    static String outputs(String whose) {
        return "select workflow_id, stage_id, state, count(*) as outputs, " + BYTES + ", "
                + sum("greatest(events, 0)", "state = 'output' and rse is not null", "events")
                + " from outputs where not voided and workflow_id " + whose + " group by 1, 2, 3";
    }

    /** The same by pattern and dataset. */
    static String outputsByDataset(String whose) {
        return "select workflow_id, stage_id, state, pattern_id, dataset, count(*) as outputs, " + BYTES + ", "
                + sum("greatest(events, 0)", "state = 'output'", "events")
                + " from outputs where not voided and workflow_id " + whose + " group by 1, 2, 3, 4, 5";
    }
}
