package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.TaskRow;
import org.openqa.selenium.By;

/** What people see: an approval in Tasklist, the campaign's page and its BPMN, in a real browser. */
@ExtendWith(RunningPlatform.Extension.class)
class BrowserIT {
    private static final Path EXAMPLES = RunningPlatform.CHECKOUT.resolve("examples");

    private final RunningPlatform muster;

    BrowserIT(RunningPlatform muster) {
        this.muster = muster;
    }

    @Test
    void aTaskIsDoneInTasklistAndTheDecisionStandsOnTheCampaignPage() throws IOException {
        CampaignId campaign = file();
        try (Chromium browser = Chromium.open()) {
            browser.go(muster.url() + "/camunda/app/tasklist/default/");
            browser.signIn("paula", muster.user("paula").password());
            String task = awaitTask("paula", "appoint-shifter");
            new Tasklist(browser, muster.url()).appointShifter(task, "sam", "tasklist-form");
            Patience.until(
                    "the decision to be recorded",
                    Duration.ofSeconds(30),
                    () -> reader().decisions(campaign).stream()
                            .anyMatch(decision -> decision.gate().equals("appoint-shifter")
                                    && decision.decider().equals("paula")));

            browser.complaints();
            browser.go(muster.url() + "/dashboard/campaigns/" + campaign.number());
            browser.see(By.cssSelector(".djs-container svg"));
            assertThat(browser.text()).contains("toy-calorimeter", "appoint-shifter", "paula");
            browser.picture("campaign");
            assertThat(browser.complaints()).isEmpty();
            browser.size(390, 844);
            browser.picture("campaign-phone");
        }
    }

    @Test
    void pagesAskWhoOneIs() {
        try (Chromium browser = Chromium.open()) {
            browser.go(muster.url() + "/dashboard");
            browser.see(By.name("password"));
            browser.signIn("sam", "not the password");
            browser.see(By.name("password"));
            browser.signIn("sam", muster.user("sam").password());
            browser.gone(By.name("password"));
            browser.picture("dashboard");
            assertThat(browser.address()).contains("/dashboard");
        }
    }

    private PlatformClient reader() {
        return muster.person("sam").platform();
    }

    private CampaignId file() throws IOException {
        String name = "toy-calorimeter-browser";
        String request = Files.readString(EXAMPLES.resolve("first-campaign.yaml"))
                .replaceFirst("(?m)^name: .*$", "name: " + name);
        return muster.person("rita")
                .platform()
                .file(new RequestSubmission(
                        request,
                        Map.of(
                                "generate.jobscript", Files.readString(EXAMPLES.resolve("generate.jobscript")),
                                "reconstruct.jobscript", Files.readString(EXAMPLES.resolve("reconstruct.jobscript")))))
                .campaign();
    }

    private String awaitTask(String person, String key) {
        PlatformClient platform = muster.person(person).platform();
        return Patience.await(
                "task " + key + " for " + person,
                Duration.ofMinutes(1),
                () -> platform.tasks(Map.of("gate", key)).rows().stream()
                        .map(TaskRow::task)
                        .findFirst());
    }
}
