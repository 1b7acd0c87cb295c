package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.domain.workflow.WorkflowState;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.muster.webapp.slices.FullProduction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningWebapp
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlicesOnThePageTest {
    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private SampleExperiment experiment;
    private Visitor sam;

    @Autowired
    @SuppressWarnings("NullAway.Init") // the experiment begins before the first test
    SlicesOnThePageTest(Door door, EngineHand engine, JdbcClient jdbc) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void begin() {
        experiment = new SampleExperiment(door, engine, jdbc);
        sam = new Visitor(door, "sam");
    }

    @AfterAll
    void end() {
        experiment.close();
    }

    @Test
    void whoDoesNotSteerIsOfferedNothing() {
        assertThat(new Visitor(door, "rita").page(experiment.page()))
                .contains("test-1")
                .doesNotContain("Quarantine test-1", "Release test-1");
    }

    @Test
    void sliceIsKeptApartAndLetGoOnThePageOfItsCampaign() {
        assertThat(sam.page(experiment.page()))
                .contains("Quarantine test-1")
                .doesNotContain("Release test-1", "Quarantine production-1");

        assertThat(act("quarantine", "wrong beam settings")).contains("No more files of test-1 will be handed out.");
        engine.work();
        assertThat(door.as("sam").workflow(experiment.running).workflow().state())
                .isEqualTo(WorkflowState.PAUSED);
        assertThat(sam.page(experiment.page())).contains("Release test-1", "wrong beam settings");
        assertThat(sam.page(Links.HOME)).contains(experiment.running + " is paused: wrong beam settings");

        assertThat(act("release", "mended")).contains("Files of test-1 will be handed out again.");
        engine.work();
        assertThat(sam.page(experiment.page())).contains("Quarantine test-1");
    }

    @Test
    void sliceWithoutReasonOrWithoutWorkflowStaysAsItIsAndThePageSaysSo() {
        assertThat(act("quarantine", " ")).contains("Say why");
        assertThat(sam.submit(
                                experiment.page(),
                                experiment.page() + "/slices/production-1/quarantine",
                                Map.of("reason", "seen"))
                        .body())
                .contains("There is no workflow for slice production-1");
        assertThat(door.as("sam").workflow(experiment.running).workflow().state())
                .isEqualTo(WorkflowState.RUNNING);
    }

    private String act(String action, String reason) {
        return sam.submit(experiment.page(), experiment.page() + "/slices/test-1/" + action, Map.of("reason", reason))
                .body();
    }

    @Test
    void slicesThatWaitAreHeldOnThePageOfTheirCampaignAndListedOnTheirOwn() {
        FullProduction production = new FullProduction(door, engine, jdbc, 130, 2).release();
        engine.work();
        String page = Links.campaign(production.campaign());
        assertThat(sam.submit(page, page + "/slices", steering("hold", "production-3"))
                        .body())
                .contains("Done: hold production-3.");
        assertThat(sam.submit(page, page + "/slices", steering("hold", "production-1"))
                        .body())
                .contains("production-1 is started");
        assertThat(sam.submit(page, page + "/slices", steering("hold", "raw-1")).body())
                .contains("a slice looks like production-2");
        assertThat(sam.page(page + "/slices?state=held"))
                .contains("production-3")
                .doesNotContain("production-4<");
        assertThat(sam.page(page + "/slices"))
                .contains("Next page", "production-100")
                .doesNotContain("production-101");
        assertThat(sam.page(page)).contains("The first 100 of 133 rows");
        Visitor rita = new Visitor(door, "rita");
        assertThat(rita.page(page)).doesNotContain("Change when a slice is started");
        assertThat(rita.submit(page, page + "/slices", steering("hold", "production-4"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static Map<String, String> steering(String action, String slice) {
        return Map.of("action", action, "slice", slice, "reason", "as agreed");
    }
}
