package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;
import static org.muster.allocator.grid.Orders.url;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.protocol.control.ClearedOutputs;
import org.muster.protocol.control.OutputToClear;
import org.muster.protocol.http.ApiRefused;

/** Uploads of jobs that never confirmed them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClearingTest {
    private static final String SITE = "UK_RAL";
    private static final String CLEARED = "select count(*) from allocator.events where type = 410 and output_id = ";
    private Grid grid;
    private int workflows;

    @BeforeAll
    void start() {
        grid = new Grid();
    }

    @AfterAll
    void stop() {
        grid.close();
    }

    private int workflow() {
        int workflow = ++workflows;
        grid.control().open(order(workflow, stage(1, dataset(1, "d" + workflow), url(2))));
        grid.files(workflow, 4);
        return workflow;
    }

    private Wrapper started(int workflow) {
        Wrapper job = grid.job(workflow, 1);
        assertThat(job.getJobscript(SITE).status()).isEqualTo(200);
        return job;
    }

    private static Wrapper.Reply record(Wrapper job, Map<String, Integer> outputs) {
        String file = job.getFile().body();
        return job.post(job.results(0, List.of(file.substring(0, file.indexOf(' '))), outputs));
    }

    private static List<String> offered(Wrapper.Reply recorded, String output) {
        List<String> pfns = new ArrayList<>();
        for (JsonNode place : recorded.json().path("uploads").path(output)) {
            pfns.add(place.path(2).asText());
        }
        return pfns;
    }

    private void aDayPasses() {
        grid.clock.advance(Duration.ofHours(24).plusSeconds(1));
    }

    private List<OutputToClear> stray(int workflow) {
        return grid.control().outputsToClear(0, 1000).outputs().stream()
                .filter(output -> output.stage().workflow().number() == workflow)
                .toList();
    }

    @Test
    void anUploadThatNobodyConfirmedIsToldADayLaterUntilItIsGone() {
        int workflow = workflow();
        Wrapper job = started(workflow);
        Wrapper.Reply recorded = record(job, Map.of("a.root", 1, "b.txt", 2));
        job.post(job.abortion(313));
        assertThat(stray(workflow)).as("the job may still be uploading").isEmpty();
        aDayPasses();

        List<OutputToClear> stray = stray(workflow);
        assertThat(stray).as("not what went to a person's own storage").hasSize(1);
        OutputToClear output = stray.get(0);
        assertThat(output.did().name()).isEqualTo("a.root");
        assertThat(output.pfns()).isNotEmpty().isEqualTo(offered(recorded, "a.root"));
        assertThat(grid.control().outputsToClear(output.outputId(), 10).outputs())
                .as("after the last")
                .isEmpty();

        Wrapper namesake = started(workflow);
        assertThat(record(namesake, Map.of("a.root", 1)).status())
                .as("its place is being cleared")
                .isEqualTo(409);
        ClearedOutputs gone = new ClearedOutputs(List.of(output.outputId()));
        grid.control().cleared(gone);
        grid.control().cleared(gone);
        assertThat(grid.number(CLEARED + output.outputId())).as("said once").isEqualTo(1);
        assertThat(stray(workflow)).isEmpty();
        assertThat(record(namesake, Map.of("a.root", 1)).status()).isEqualTo(200);
    }

    @Test
    void whatAnotherJobHasRecordedUnderTheSameNameIsNeverTold() {
        int workflow = workflow();
        Wrapper first = started(workflow);
        record(first, Map.of("same.root", 1));
        first.post(first.abortion(313));
        Wrapper second = started(workflow);
        assertThat(record(second, Map.of("same.root", 1)).status()).isEqualTo(200);
        aDayPasses();
        assertThat(stray(workflow)).isEmpty();

        grid.restart();
        assertThat(stray(workflow)).isEmpty();
    }

    @Test
    void aNameIsHeldForSomeMinutesOnly() {
        int workflow = workflow();
        Wrapper first = started(workflow);
        record(first, Map.of("held.root", 1));
        first.post(first.abortion(313));
        aDayPasses();
        assertThat(stray(workflow)).hasSize(1);
        Wrapper second = started(workflow);
        assertThat(record(second, Map.of("held.root", 1)).status()).isEqualTo(409);
        grid.clock.advance(Duration.ofMinutes(11));
        Wrapper third = started(workflow);
        assertThat(record(third, Map.of("held.root", 1)).status()).isEqualTo(200);
        assertThat(stray(workflow)).isEmpty();
    }

    @Test
    void theTokenIsForMusterSOwnProcesses() {
        assertThatExceptionOfType(ApiRefused.class)
                .isThrownBy(() -> grid.control(grid.token("camunda-admin")).outputsToClear(0, 1))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
        assertThatExceptionOfType(ApiRefused.class)
                .isThrownBy(() -> grid.control("").outputsToClear(0, 1))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(401));
        assertThatExceptionOfType(ApiRefused.class)
                .isThrownBy(() -> grid.control(grid.token("shifters")).cleared(new ClearedOutputs(List.of(1L))))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
    }
}
