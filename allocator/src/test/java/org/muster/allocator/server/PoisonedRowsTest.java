package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Trouble;
import org.muster.protocol.http.ApiRefused;

/** Rows of one workflow that make no sense, between two workflows that are well. */
class PoisonedRowsTest {
    private static final String SITE = "UK_RAL";
    private static final WorkflowId POISONED = new WorkflowId(2);
    private final Grid grid = new Grid();

    @BeforeEach
    void work() {
        for (int workflow = 1; workflow <= 3; workflow++) {
            grid.control().open(order(workflow, stage(1, dataset(1, "d" + workflow))));
            grid.files(workflow, 4);
            Wrapper job = grid.job(workflow, 1);
            job.getJobscript(SITE);
            String file = job.getFile().body();
            job.post(
                    job.results(0, List.of(file.substring(0, file.indexOf(' '))), Map.of("a" + workflow + ".root", 1)));
            job.post(job.confirmation(Map.of("a" + workflow + ".root", 1), "RAL_ECHO"));
            Wrapper holding = grid.job(workflow, 1);
            holding.getJobscript(SITE);
            holding.getFile();
        }
    }

    @AfterEach
    void close() {
        grid.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update allocator.workflows set document = 'junk' where workflow_id = 2",
                "update allocator.workflows set document = '{}' where workflow_id = 2",
                "update allocator.workflows set document = replace(document, '\"workflow\":2', '\"workflow\":3') where workflow_id = 2",
                "update allocator.workflows set settings = '[]' where workflow_id = 2",
                "update allocator.workflows set status = 'DANCING' where workflow_id = 2",
                "update allocator.jobs set state = 'dancing' where workflow_id = 2",
                "update allocator.jobs set site = null, entry = null, hostname = null, cpuinfo = null, os_release = null,"
                        + " rss_bytes = null, processors = null, wall_seconds = null where workflow_id = 2",
                "update allocator.jobs set stage_id = 77 where workflow_id = 2",
                "update allocator.files set state = 'eaten' where workflow_id = 2",
                "update allocator.files set state = 'allocated' where workflow_id = 2",
                "update allocator.files set state = 'unallocated' where workflow_id = 2",
                "update allocator.outputs set did = 'nocolon' where workflow_id = 2",
                "update allocator.outputs set pattern_id = 99 where workflow_id = 2",
                "update allocator.outputs set state = 'eaten' where workflow_id = 2",
                "delete from allocator.file_blocks where workflow_id = 2",
                "update allocator.allocations set file_id = file_id + 100000 where job_id in"
                        + " (select job_id from allocator.jobs where workflow_id = 2)"
            })
    void oneWorkflowIsSetAsideAndTheOthersGoOn(String poison) {
        grid.execute(poison);
        grid.restart();
        AllocatorClient control = grid.control();
        assertThat(control.troubles()).extracting(Trouble::workflow).containsExactly(POISONED);
        assertThat(control.troubles().get(0).reason()).isNotBlank();
        assertThat(grid.get("/ready")).contains("ready", "w2");
        for (int workflow : List.of(1, 3)) {
            Wrapper job = grid.job(workflow, 1);
            assertThat(job.getJobscript(SITE).status()).isEqualTo(200);
            assertThat(job.getFile().status()).isEqualTo(200);
            assertThat(control.progress(new WorkflowId(workflow)).stages()).hasSize(1);
        }
        assertThat(control.progress())
                .extracting(each -> each.workflow().number())
                .containsExactly(1, 3);
        assertThat(grid.outputsToRegister())
                .extracting(each -> each.stage().workflow().number())
                .contains(1, 3);
        assertThat(control.jobs(Map.of()).rows()).isNotEmpty();
        assertThat(control.files(Map.of()).rows()).isNotEmpty();
        assertThat(control.outputs(Map.of()).rows()).isNotEmpty();
        assertThat(control.events(Map.of()).rows()).isNotEmpty();
        assertThatExceptionOfType(ApiRefused.class)
                .as("not opened once more")
                .isThrownBy(() -> control.open(order(2, stage(1, dataset(1, "d2")))))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void repairedRowsAreLoadedAgain() {
        grid.execute("update allocator.workflows set status = 'DANCING' where workflow_id = 2");
        grid.restart();
        assertThat(grid.control().troubles()).hasSize(1);
        grid.execute("update allocator.workflows set status = 'OPEN' where workflow_id = 2");
        grid.control().lookAgainAtTroubles();
        Grid.until(() -> grid.get("/ready").equals("ready\n"));
        assertThat(grid.control().troubles()).isEmpty();
        assertThat(grid.job(2, 1).getJobscript(SITE).status()).isEqualTo(200);
    }

    @Test
    void sumsThatNoNumberHoldsStopAtTheLargest() {
        grid.execute("insert into allocator.outputs (output_id, workflow_id, stage_id, pattern_id, did, job_id, state,"
                + " size_bytes, adler32, rse, pfn, events, dataset, dataset_number, metadata, parents, recorded_at,"
                + " confirmed_at, registered_at) select output_id + 1000, workflow_id, stage_id, pattern_id, did || 'x',"
                + " job_id, state, size_bytes, adler32, rse, pfn, events, dataset || 'x', dataset_number, metadata, parents,"
                + " recorded_at, confirmed_at, registered_at from allocator.outputs where workflow_id = 2");
        grid.execute("update allocator.outputs set events = 9223372036854775807 where workflow_id = 2");
        grid.restart();
        assertThat(grid.control().troubles()).isEmpty();
        assertThat(grid.control().progress(POISONED).eventsConfirmed()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutAnInventoryThatCanBeReadItStartsAndWaitsForAnother() {
        grid.execute("update allocator.inventory set document = 'junk'");
        grid.restart();
        grid.control().inventory(org.muster.allocator.grid.Orders.inventory());
        assertThat(grid.job(1, 1).getJobscript(SITE).status()).isEqualTo(200);
    }
}
