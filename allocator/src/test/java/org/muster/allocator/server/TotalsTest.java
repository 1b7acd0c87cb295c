package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.StageTotals;

/** Hours and bytes of a workflow, over all its rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TotalsTest {
    private static final String RAL = "UK_RAL";

    /** More than all pages that a caller used to walk, twenty of 10,000 rows. */
    private static final int MANY = 200_001;

    private final Grid grid = new Grid();

    @BeforeAll
    void twoWorkflows() {
        for (int workflow = 1; workflow <= 2; workflow++) {
            grid.control().open(order(workflow, stage(1, dataset(1, "d"))));
            grid.files(workflow, 2);
        }
        Wrapper job = grid.job(1, 1);
        job.getJobscript(RAL);
        String file = job.getFile().body();
        List<String> inputs = List.of(file.substring(0, file.indexOf(' ')));
        job.post(job.results(0, inputs, Map.of("kept.root", 1, "more.root", 1)));
        job.post(job.confirmation(Map.of("kept.root", 1, "more.root", 1), "RAL_ECHO"));
        Wrapper lost = grid.job(1, 1);
        lost.getJobscript(RAL);
        lost.post(lost.results(0, List.of(), Map.of("lost.root", 1)));
    }

    @AfterAll
    void close() {
        grid.close();
    }

    @Test
    void noJobIsLeftOutHoweverManyThereAre() {
        grid.execute(
                "update allocator.jobs set real_seconds = 1.5, user_seconds = 0, sys_seconds = 0, max_rss_bytes = 0 where workflow_id = 1");
        grid.execute("""
                insert into allocator.jobs
                select (jsonb_populate_record(j, jsonb_build_object('job_id', 1000000 + n))).*
                from allocator.jobs j, generate_series(1, %d) n
                where j.job_id = (select min(job_id) from allocator.jobs where workflow_id = 1)
                """.formatted(MANY));
        assertThat(grid.control().totals(new WorkflowId(1)))
                .extracting(StageTotals::realSeconds)
                .containsExactly((MANY + 2) * 1.5);
    }

    @Test
    void onlyConfirmedOutputsAreCounted() {
        long each = grid.number("select size_bytes from allocator.outputs where did like '%kept.root'");
        assertThat(each).isPositive();
        assertThat(grid.number("select count(*) from allocator.outputs where workflow_id = 1"))
                .isEqualTo(3);
        assertThat(grid.control().totals(new WorkflowId(1)))
                .extracting(StageTotals::stage, StageTotals::outputBytes)
                .containsExactly(tuple(StageRef.of(1, 1), 2 * each));
    }

    @Test
    void aWorkflowWithoutJobsHasNone() {
        assertThat(grid.control().totals(new WorkflowId(2))).isEmpty();
    }
}
