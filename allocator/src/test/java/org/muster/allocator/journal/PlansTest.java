package org.muster.allocator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.ledger.rows.JobSum;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.Page;
import org.muster.testkit.postgres.Explained;

/**
 * Two million rows of each table, of two hundred workflows of two stages: whatever page somebody asks for, PostgreSQL reads about
 * what is shown, and never more than a look may cost.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {
    private static final int ROWS = 2_000_000;

    /** Rows read for each that is shown: in its table, in those joined to it, in the indexes on the way. */
    private static final int EACH = 60;

    private static final int LIMIT = 100;

    /** Rows of sums of a workflow that has left memory, and the same in the indexes on the way. */
    private static final int SUMS_EACH = 2 * 2 * (SampleRows.ENDINGS + 6);

    /** One row and what is joined to it; two hundred workflows are so few that PostgreSQL reads them all. */
    private static final int FEW = SampleRows.WORKFLOWS + 100;

    /** Of the filters that no index knows: what is looked at, and what ways to it cost besides. */
    private static final int MOST = 5 * Look.ROWS;

    private final HikariDataSource pool = Grid.emptyDatabase();
    private final Explained explained = new Explained();
    private final Tables tables = new Tables(explained.database(pool));
    private final Listings listings = new Listings(tables);
    private final Summaries summaries = new Summaries(tables);

    @BeforeAll
    void fill() throws Exception {
        assertThat(new PostgresJournal(pool, "test").lead()).isTrue();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : SampleRows.of(ROWS)) {
                statement.execute(sql);
            }
        }
    }

    @AfterAll
    void close() {
        pool.close();
    }

    private interface Question {
        Page<?> ask(Map<String, String> filters) throws JournalUnavailable;
    }

    private static Map<String, String> filters(String text, String order) {
        Map<String, String> filters = new HashMap<>(Map.of("order", order, "limit", Integer.toString(LIMIT)));
        for (String each : text.split(" ", -1)) {
            if (!each.isEmpty()) {
                String[] parts = each.split("=", 2);
                filters.put(parts[0], parts[1]);
            }
        }
        return filters;
    }

    private void costs(Question question, String text, int full, long most) throws JournalUnavailable {
        for (String order : new String[] {"oldest", "newest"}) {
            explained.rowsRead();
            Page<?> page = question.ask(filters(text, order));
            assertThat(page.rows()).as(text + " " + order).hasSizeGreaterThanOrEqualTo(full);
            assertThat(explained.plans()).isNotEmpty();
            String plans = text + " " + order + " " + explained.plans();
            assertThat(explained.rowsRead()).as(plans).isLessThanOrEqualTo(most);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "workflow=100",
                "workflow=100 stage=2",
                "stage=w100s1",
                "after=1000000",
                "workflow=100 after=1000000"
            })
    void aPageCostsWhatItShows(String filters) throws JournalUnavailable {
        costs(listings::jobs, filters, LIMIT, EACH * LIMIT);
        costs(listings::files, filters, LIMIT, EACH * LIMIT);
        costs(listings::outputs, filters, LIMIT, EACH * LIMIT);
        costs(listings::events, filters, LIMIT, filters.contains("stage") ? MOST : EACH * LIMIT);
    }

    @Test
    void oneByItsNameIsFoundByItsName() throws JournalUnavailable {
        costs(listings::files, "did=toy:in-1234567", 1, FEW);
        costs(listings::outputs, "did=toy:out-1234567", 1, FEW);
        costs(listings::outputs, "job=1234567.0@pool", 1, FEW);
        costs(listings::events, "job=1234567.0@pool", 1, FEW);
        costs(listings::events, "job=1234567.0@pool type=302", 0, FEW);
        costs(listings::events, "did=toy:in-1234568", 1, MOST);
        costs(listings::events, "did=toy:out-1234567", 1, MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=finished",
                "state=stalled",
                "site=SITE_7",
                "site=NOWHERE",
                "workflow=100 state=aborted",
                "workflow=100 stage=1 site=SITE_7",
                "workflow=999999"
            })
    void noFilterOfJobsCostsMoreThanALook(String filters) throws JournalUnavailable {
        costs(listings::jobs, filters, 0, MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"state=processed", "state=failed", "workflow=100 state=failed", "stage=w100s2 state=notfound"})
    void noFilterOfFilesCostsMoreThanALook(String filters) throws JournalUnavailable {
        costs(listings::files, filters, 0, MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=recorded", "state=output", "pattern=9", "workflow=100 state=voided", "stage=2"})
    void noFilterOfOutputsCostsMoreThanALook(String filters) throws JournalUnavailable {
        costs(listings::outputs, filters, 0, MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=402",
                "type=999",
                "exit_code=65",
                "site=NOWHERE",
                "entry=NONE",
                "rse=RSE_3",
                "rse=NONE",
                "workflow=100 site=SITE_7",
                "workflow=100 stage=2 exit_code=65"
            })
    void noFilterOfEventsCostsMoreThanALook(String filters) throws JournalUnavailable {
        costs(listings::events, filters, 0, MOST);
    }

    @Test
    void ofWorkflowsThatAreOverTheirSumsAreReadAndNoRow() throws JournalUnavailable {
        explained.rowsRead();
        assertThat(summaries.progress(IntStream.rangeClosed(1, LIMIT)
                        .mapToObj(n -> new WorkflowId(SampleRows.WORKFLOWS + 7 * n))
                        .toList()))
                .hasSize(LIMIT);
        assertThat(explained.plans()).isNotEmpty();
        assertThat(explained.rowsRead()).as(explained.plans().toString()).isLessThanOrEqualTo(SUMS_EACH * LIMIT);
    }

    @Test
    void aFullCountOfOneWorkflowReadsItsRowsAndNoOthers() throws JournalUnavailable {
        explained.rowsRead();
        Sums counted = summaries.counted(new WorkflowId(100));
        assertThat(counted.jobs().stream().mapToLong(JobSum::jobs).sum()).isEqualTo(ROWS / SampleRows.WORKFLOWS);
        assertThat(explained.rowsRead())
                .as(explained.plans().toString())
                .isLessThanOrEqualTo(2 * 3 * 2 * ROWS / SampleRows.WORKFLOWS);
    }

    /** Page by page to the end nothing is left out and nothing comes twice, in both directions. */
    @ParameterizedTest
    @ValueSource(strings = {"oldest", "newest"})
    void pagesMeet(String order) throws JournalUnavailable {
        Map<String, String> filters = filters("workflow=100 state=stalled limit=7", order);
        int rows = 0;
        int pages = 0;
        boolean more = true;
        while (more) {
            Page<?> page = listings.jobs(filters);
            rows += page.rows().size();
            pages++;
            page.next().ifPresent(next -> filters.put("after", next));
            more = page.next().isPresent();
        }
        assertThat(rows).isEqualTo(SampleRows.stalledOfAWorkflow(ROWS));
        assertThat(pages).isLessThan(rows);
    }
}
