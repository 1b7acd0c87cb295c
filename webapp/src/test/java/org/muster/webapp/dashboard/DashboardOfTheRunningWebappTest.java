package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.CampaignRow;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages over the real engine, tables and sign-in. */
@RunningWebapp
class DashboardOfTheRunningWebappTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Door door;
    private final EngineHand engine;

    @Autowired
    DashboardOfTheRunningWebappTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
    }

    @Test
    void freshCampaignIsDrawnWithItsTokenAndWaitsForItsShifter() {
        CampaignRow campaign = door.as("rita").file(Examples.campaign("dashboard-drawn"));
        engine.work();
        DeviceLogin paula = signedIn("paula");
        String page = page(paula, Links.campaign(campaign.campaign()));
        assertThat(page)
                .contains("dashboard-drawn")
                .contains("class=\"active\" aria-current=\"step\"")
                .contains("data-tokens=\"{&quot;set-up&quot;:1}\"");
        assertThat(page(paula, Links.campaign(campaign.campaign()) + "/diagrams/0"))
                .contains("callActivity");
        assertThat(page(paula, Links.HOME)).contains("no shifter is appointed yet");
        assertThat(page(paula, Links.CAMPAIGNS + "?table=campaigns&format=csv")).contains("dashboard-drawn");
    }

    @Test
    void everyListAnswersWithTheRealFilters() {
        DeviceLogin sam = signedIn("sam");
        for (String list : new String[] {
            Links.CAMPAIGNS + "?requester=rita&status=open&limit=5",
            Links.WORKFLOWS + "?state=running&owner=rita&campaign=c1&purpose=test",
            Links.JOBS + "?workflow=w1&stage=1&state=finished&site=X",
            Links.FILES + "?workflow=1&state=processed",
            Links.OUTPUTS + "?workflow=1&state=output",
            Links.EVENTS + "?workflow=1&type=101"
        }) {
            assertThat(page(sam, list)).as(list).contains("<form method=\"get\" class=\"filters\"");
        }
    }

    @Test
    void shifterWritesIntoTheLogThroughThePage() {
        CampaignRow campaign = door.as("rita").file(Examples.campaign("dashboard-logged"));
        DeviceLogin sam = signedIn("sam");
        String path = Links.campaign(campaign.campaign());
        Matcher token = CSRF.matcher(page(sam, path));
        assertThat(token.find()).isTrue();
        String entry = "text=All+quiet+at+noon.";
        assertThat(sam.form(path + "/log", entry).statusCode()).isEqualTo(403);
        sam.form(path + "/log", entry + "&_csrf=" + ApiClient.escape(token.group(1)));
        assertThat(page(sam, path)).contains("All quiet at noon.");
    }

    @Test
    void strangersAndTheSignedOutSeeNothing() {
        assertThat(signedIn("olaf").get(Links.HOME).statusCode()).isEqualTo(403);
        HttpResponse<String> signIn = new DeviceLogin(door.address()).get(Links.CAMPAIGNS);
        assertThat(signIn.uri().getPath()).isEqualTo("/login");
    }

    private DeviceLogin signedIn(String name) {
        DeviceLogin browser = new DeviceLogin(door.address());
        browser.signIn(name);
        return browser;
    }

    private static String page(DeviceLogin browser, String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }
}
