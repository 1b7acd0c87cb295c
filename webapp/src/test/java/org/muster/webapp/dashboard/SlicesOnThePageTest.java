package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleDashboard
class SlicesOnThePageTest {
    private final SampleData data;
    private final Visitor sam;
    private final Visitor rita;

    @Autowired
    SlicesOnThePageTest(SampleData data, @LocalServerPort int port) {
        this.data = data;
        this.sam = new Visitor(port, "sam");
        this.rita = new Visitor(port, "rita");
    }

    @Test
    void whoDoesNotSteerIsOfferedNothing() {
        assertThat(rita.page("/dashboard/campaigns/12"))
                .contains("production-3")
                .doesNotContain("Quarantine");
    }

    @Test
    void aSliceIsKeptApartOnThePageOfItsCampaign() {
        String page = sam.page("/dashboard/campaigns/12");
        assertThat(page)
                .contains("Quarantine production-3", "Release pilot-2")
                .doesNotContain("Quarantine test-1")
                .doesNotContain("Release production-3");

        sam.submit(
                "/dashboard/campaigns/12",
                "/dashboard/campaigns/12/slices/production-3/quarantine",
                Map.of("reason", "wrong beam settings"));

        assertThat(data.actions()).contains("quarantine c12 production-3 sam: wrong beam settings");
        assertThat(sam.page("/dashboard/campaigns/12")).contains("No more files of production-3 will be handed out.");
    }

    @Test
    void sliceWithoutReasonOrThatIsRefusedStaysAsItIsAndThePageSaysSo() {
        int before = data.actions().size();
        sam.submit(
                "/dashboard/campaigns/12",
                "/dashboard/campaigns/12/slices/production-3/quarantine",
                Map.of("reason", " "));
        assertThat(sam.page("/dashboard/campaigns/12")).contains("Say why");
        sam.submit(
                "/dashboard/campaigns/12",
                "/dashboard/campaigns/12/slices/production-3/release",
                Map.of("reason", "seen"));
        assertThat(sam.page("/dashboard/campaigns/12")).contains("is not in quarantine");
        assertThat(data.actions()).hasSize(before);
    }
}
