package org.muster.webapp.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.WebappApplication;
import org.muster.webapp.requests.Examples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * What a webapp of an earlier version left behind is brought up to now, shown, and added to. In a process of its own, as the pom
 * says: the engine's registry knows one webapp.
 */
@ExtendWith(EndsBeforeItsDatabase.class)
@SpringBootTest(classes = WebappApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OldSurroundings.class)
@Import(Door.class)
@Tag("own-process")
class UpgradeTest {
    private static final CampaignId CAMPAIGN = new CampaignId(1);
    private static final WorkflowId SAYS_NOTHING = new WorkflowId(2);

    private final Door door;
    private final JdbcClient jdbc;

    @Autowired
    UpgradeTest(Door door, JdbcClient jdbc) {
        this.door = door;
        this.jdbc = jdbc;
    }

    @ParameterizedTest
    @CsvSource({
        "workflow, sample",
        "workflow, message",
        "workflow, counters",
        "workflow, events_per_job",
        "workflow_event, from_state",
        "workflow_event, to_state",
        "workflow_event, message",
        "decision, meeting",
        "decision, comment",
        "input_manifest, note",
        "proposal, decided_by",
        "proposal, comment",
        "proposal_line, problem",
        "incident, attention",
        "incident, answered_by",
        "incident, note",
        "storage_usage, total_bytes",
    })
    void whatSaidNothingByAnEmptyTextOrZeroIsNullNow(String table, String column) {
        String rows = String.format(Locale.ROOT, "select count(*) from muster.%s where %s is null", table, column);
        assertThat(jdbc.sql(rows).query(Integer.class).single()).isPositive();
        String saying =
                String.format(Locale.ROOT, "select count(*) from muster.%s where %s::text in ('', '0')", table, column);
        assertThat(jdbc.sql(saying).query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsNotThereIsReadAsAbsent() {
        PlatformClient sam = door.as("sam");
        WorkflowDetail workflow = sam.workflow(SAYS_NOTHING);
        assertThat(workflow.workflow().message()).isEmpty();
        assertThat(workflow.manifest().orElseThrow().note()).isEmpty();
        assertThat(workflow.stages()).singleElement().satisfies(stage -> {
            assertThat(stage.jobscriptImage()).isEmpty();
            assertThat(stage.group()).isEmpty();
            assertThat(stage.outputs().get(0))
                    .isEqualTo(new OutputPattern(
                            1,
                            "*",
                            OutputPattern.Destination.DATASET,
                            Optional.of("d"),
                            Optional.empty(),
                            Optional.empty()));
        });
        assertThat(sam.campaign(CAMPAIGN).decisions())
                .filteredOn(decision -> decision.gate().equals("accept-test"))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.meeting()).isEmpty();
                    assertThat(decision.comment()).isEmpty();
                });
        assertThat(sam.incidents(Map.of("subject", SAYS_NOTHING.toString())).rows())
                .singleElement()
                .satisfies(incident -> {
                    assertThat(incident.answeredBy()).isEmpty();
                    assertThat(incident.note()).isEmpty();
                });
        assertThat(jdbc.sql("select content::text from muster.proposal_line where what = 'unknown_in_rucio'")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(content -> assertThat(Json.mapper()
                                .readValue(content, Discrepancy.class)
                                .outputId())
                        .isEmpty());
    }

    @Test
    void campaignOfAnEarlierVersionIsShownAndTheNextOneIsFiled() {
        PlatformClient sam = door.as("sam");
        CampaignDetail campaign = sam.campaign(CAMPAIGN);
        assertThat(campaign.campaign().name()).startsWith("released");
        assertThat(sam.revisions(CAMPAIGN)).singleElement().satisfies(filed -> {
            assertThat(filed.revision()).isEqualTo(1);
            assertThat(filed.author()).isEqualTo(campaign.campaign().requester());
            assertThat(filed.jobscripts()).containsExactly("generate.jobscript", "reconstruct.jobscript");
        });
        assertThat(campaign.campaign().shifter()).contains("sam");
        assertThat(campaign.campaign().step()).contains(CampaignStep.TEST);
        assertThat(campaign.plan().workflows()).hasSizeGreaterThan(3);
        assertThat(campaign.decisions()).extracting(DecisionRow::decider).contains("paula", "dan");
        assertThat(campaign.log()).isNotEmpty();
        assertThat(campaign.workflows()).extracting(WorkflowRow::state).containsExactly(WorkflowState.PAUSED);
        assertThat(sam.workflow(campaign.workflows().get(0).workflow()).stages())
                .hasSize(2);
        assertThat(sam.numbers(CAMPAIGN).workflows()).hasSize(1);
        assertThat(sam.numbers(CAMPAIGN).filesProcessed())
                .as("what the allocator said before the upgrade")
                .isEqualTo(3);
        assertThat(sam.events(Map.of()).rows()).hasSizeGreaterThan(4);

        DeviceLogin browser = new DeviceLogin(door.address());
        browser.signIn("sam");
        for (String page : new String[] {
            "/dashboard",
            "/dashboard/campaigns/1",
            "/dashboard/workflows/1",
            "/dashboard/repairs",
            "/dashboard/inventory"
        }) {
            assertThat(browser.get(page).statusCode()).as(page).isEqualTo(200);
        }

        assertThat(door.as("rita")
                        .file(Examples.campaign("after-the-upgrade"))
                        .campaign()
                        .number())
                .isGreaterThan(CAMPAIGN.number());
    }
}
