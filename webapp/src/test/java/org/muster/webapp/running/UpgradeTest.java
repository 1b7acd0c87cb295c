package org.muster.webapp.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.WebappApplication;
import org.muster.webapp.requests.Examples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * What a webapp of an earlier version left behind is brought up to now, shown, and added to. In a process of its own, as the pom
 * says: the engine's registry knows one webapp.
 */
@SpringBootTest(classes = WebappApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OldSurroundings.class)
@Import(Door.class)
@Tag("own-process")
class UpgradeTest {
    private static final CampaignId CAMPAIGN = new CampaignId(1);

    private final Door door;

    @Autowired
    UpgradeTest(Door door) {
        this.door = door;
    }

    @Test
    void campaignOfAnEarlierVersionIsShownAndTheNextOneIsFiled() {
        PlatformClient sam = door.as("sam");
        CampaignDetail campaign = sam.campaign(CAMPAIGN);
        assertThat(campaign.campaign().name()).startsWith("released");
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
