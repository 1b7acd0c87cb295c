package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.protocol.http.Json;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleDashboard
class DashboardPagesTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|data-diagram)=\"(/(?:dashboard|assets)[^\"#]*)");

    /** Far more than the sample data has; a page that links to ever new pages would not end otherwise. */
    private static final int MAX_PAGES = 3_000;

    /** Links that differ in numbers and filters' values only lead to pages of one kind; this many of each are followed. */
    private static final int PAGES_OF_A_KIND = 3;

    private final SampleData data;
    private final int port;
    private final Visitor sam;

    @Autowired
    DashboardPagesTest(SampleData data, @LocalServerPort int port) {
        this.data = data;
        this.port = port;
        this.sam = new Visitor(port, "sam");
    }

    @BeforeEach
    @AfterEach
    void allocatorAnswers() {
        data.allocatorIsBack();
    }

    @Test
    void everyLinkOfTheDashboardLeadsSomewhere() {
        Set<String> seen = new LinkedHashSet<>(Set.of("/dashboard"));
        Map<String, Integer> kinds = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String path = open.remove();
            HttpResponse<String> answer = sam.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            Matcher links = LINK.matcher(answer.body());
            while (links.find()) {
                String link = links.group(1).replace("&amp;", "&");
                if (seen.add(link) && kinds.merge(kind(link), 1, Integer::sum) <= PAGES_OF_A_KIND) {
                    open.add(link);
                }
            }
            assertThat(seen).hasSizeLessThan(MAX_PAGES);
        }
        assertThat(seen)
                .contains(
                        "/dashboard/campaigns/12",
                        "/dashboard/workflows/2252",
                        "/dashboard/workflows/2253/stages/2",
                        "/dashboard/files/1",
                        "/dashboard/events?workflow=2252",
                        "/dashboard/campaigns/12/diagrams/1",
                        "/dashboard/files?after=40",
                        "/assets/dashboard.css");
    }

    private static String kind(String link) {
        return link.replaceAll("=[^&]*", "=").replaceAll("[0-9]+", "N");
    }

    @Test
    void aStageShowsWhatShiftersChangedOfIt() {
        assertThat(sam.page("/dashboard/workflows/2252/stages/1"))
                .contains(">70<", ">250<", "node wn042.example", "by sam: all its outputs are empty");
    }

    @Test
    void aStageShowsWhatItNeedsOfGpusAndWhoseSlotsItMayHave() {
        assertThat(sam.page("/dashboard/workflows/2252/stages/1"))
                .contains("1 GPU with 8 GB each, compute capability 7.5 or more", "/dune/gpu");
        assertThat(sam.page("/dashboard/workflows/2252")).contains("/dune/gpu");
    }

    @Test
    void whatPeopleWroteIsNeverMarkup() {
        for (String path : Set.of(
                "/dashboard",
                "/dashboard/campaigns/12",
                "/dashboard/workflows",
                "/dashboard/workflows/2252",
                "/dashboard/workflows/2252/stages/1",
                "/dashboard/jobs/" + SampleLedger.JOB)) {
            assertThat(sam.page(path))
                    .as(path)
                    .contains("&lt;script&gt;alert(")
                    .doesNotContain(SampleWorkflows.TRAP)
                    .doesNotContain("<b>not bold</b>")
                    .doesNotContain("href=\"javascript:");
        }
    }

    @Test
    void filterIsShownAgainEscapedAndKeptInDownloads() {
        String page = sam.page("/dashboard/files?workflow=2251&did=%22%3E%3Cscript%3E");
        assertThat(page)
                .contains("value=\"&quot;&gt;&lt;script&gt;\"")
                .contains("did=%22%3E%3Cscript%3E&amp;")
                .doesNotContain("\"><script>");
    }

    @Test
    void pagesForbidScriptsThatAreNotOurFiles() {
        HttpResponse<String> answer = sam.get("/dashboard/campaigns/12");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("script-src 'self';")
                        .contains("frame-ancestors 'none'")
                        .contains("form-action 'self'"));
        assertThat(answer.body())
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("\\son\\w+=\"");
    }

    @Test
    void nobodySeesAnythingWithoutAKnownGroup() {
        Visitor olaf = new Visitor(port, "olaf");
        assertThat(olaf.get("/dashboard").statusCode()).isEqualTo(403);
        assertThat(olaf.get("/dashboard").body()).contains("None of your groups may see this.");
        assertThat(olaf.get("/dashboard/campaigns/12").statusCode()).isEqualTo(403);
        assertThat(olaf.get("/dashboard/jobs?table=jobs&format=csv").statusCode())
                .isEqualTo(403);
        assertThat(olaf.get("/dashboard/campaigns/12/diagrams/0").statusCode()).isEqualTo(403);
        assertThat(new Visitor(port, "").get("/dashboard").statusCode()).isEqualTo(302);
    }

    @Test
    void pausedWorkflowSaysWhy() {
        assertThat(sam.page("/dashboard/workflows/2252"))
                .contains("<strong>Paused.</strong>")
                .contains("11 of 13 jobs of the last hour ended in jobscript_error");
        assertThat(sam.page("/dashboard")).contains("w2252 is paused: 11 of 13 jobs");
    }

    @Test
    void workflowPageHasTheFieldsOfTheTutorial() {
        assertThat(sam.page("/dashboard/workflows/2251"))
                .contains("monte-carlo 500")
                .contains("2024-06-07 09:48:36")
                .contains("2024-06-07 11:03:27")
                .contains("HTCondor group")
                .contains("group_dune.prod")
                .contains("/dashboard/files?workflow=2251&amp;stage=1&amp;state=processed");
    }

    @Test
    void jobPageShowsEfficiencyAndSizesAsTheTutorialDoes() {
        assertThat(sam.page("/dashboard/jobs/" + SampleLedger.JOB))
                .contains("78\u00a0%")
                .contains("1\u202f847\u00a0s")
                .contains("0.67\u00a0GB")
                .contains("Art has completed and will exit with status 0.");
    }

    @Test
    void weeklyTableHasItsColumnsInOrder() {
        String csv = sam.page("/dashboard/campaigns/12?table=numbers&format=csv");
        assertThat(csv.lines())
                .containsExactly(
                        "workflow_id,jobs,status,exit_zero,success_rate,events,comments",
                        "12345,10000,finished,9800,0.98,98000,",
                        "23456,2513,running,0,,0,just started");
    }

    @Test
    void jsonDownloadHasTheShapeOfTheRestApi() throws IOException {
        HttpResponse<String> answer = sam.get("/dashboard/files?workflow=2251&table=files&format=json");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"muster-files.json\"");
        JsonNode page = Json.mapper().readTree(answer.body());
        assertThat(page.path("next").asText()).isEqualTo("40");
        assertThat(page.path("rows").get(0).path("max_attempts").asInt()).isEqualTo(6);
    }

    @Test
    void pagesRenderWhileTheAllocatorIsAway() {
        data.allocatorGoesAway();
        assertThat(sam.page("/dashboard"))
                .contains("The allocator does not answer.")
                .contains("w2252");
        assertThat(sam.page("/dashboard/workflows/2252"))
                .contains("The allocator does not answer.")
                .contains("monte-carlo 13");
        assertThat(sam.page("/dashboard/jobs")).contains("The allocator does not answer.");
        assertThat(sam.get("/dashboard/jobs/" + SampleLedger.JOB).statusCode()).isEqualTo(503);
    }

    @Test
    void downloadIsRefusedRatherThanEmptyWhileTheAllocatorIsAway() {
        data.allocatorGoesAway();
        assertThat(sam.get("/dashboard/jobs?table=jobs&format=csv").statusCode())
                .isEqualTo(503);
    }

    @Test
    void buttonPausesWithItsReason() {
        HttpResponse<String> answer = sam.submit(
                "/dashboard/workflows/2253",
                "/dashboard/workflows/2253/pause",
                Map.of("reason", "storage at RAL is full"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/dashboard/workflows/2253"));
        assertThat(data.actions()).contains("pause w2253 sam: storage at RAL is full");
        assertThat(sam.page("/dashboard/workflows/2253")).contains("The workflow is asked to pause.");
    }

    @Test
    void actionWithoutReasonDoesNothingAndSaysSo() {
        int before = data.actions().size();
        sam.submit("/dashboard/workflows/2253", "/dashboard/workflows/2253/finish", Map.of("reason", "   "));
        assertThat(data.actions()).hasSize(before);
        assertThat(sam.page("/dashboard/workflows/2253")).contains("Say why");
    }

    @Test
    void refusedActionIsExplainedOnThePage() {
        sam.submit("/dashboard/workflows/2253", "/dashboard/workflows/2251/finish", Map.of("reason", "too late"));
        assertThat(sam.page("/dashboard/workflows/2251")).contains("Workflow w2251 has finished.");
    }

    @Test
    void formOfAnotherSiteIsRefused() {
        assertThat(sam.post("/dashboard/workflows/2253/finish", "reason=forged").statusCode())
                .isEqualTo(403);
        assertThat(data.actions()).noneMatch(action -> action.contains("forged"));
    }

    @Test
    void logTakesEntriesOfOperatorsOnly() {
        sam.submit(
                "/dashboard/campaigns/12",
                "/dashboard/campaigns/12/log",
                Map.of("text", "Checked at noon: <i>fine</i>"));
        assertThat(sam.page("/dashboard/campaigns/12")).contains("Checked at noon: &lt;i&gt;fine&lt;/i&gt;");
        Visitor rita = new Visitor(port, "rita");
        assertThat(rita.page("/dashboard/campaigns/12")).doesNotContain("New log entry");
        assertThat(rita.submit("/dashboard/workflows/2253", "/dashboard/campaigns/12/log", Map.of("text", "me too"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyOwnersAndShiftersAreOfferedTheButtons() {
        assertThat(sam.page("/dashboard/workflows/2253"))
                .contains("Pause w2253")
                .contains("Finish w2253");
        assertThat(new Visitor(port, "rita").page("/dashboard/workflows/2253")).contains("Pause w2253");
        assertThat(sam.page("/dashboard/workflows/2251")).doesNotContain("Finish w2251");
    }

    @Test
    void whatDoesNotExistIsSaidInWords() {
        assertThat(sam.get("/dashboard/campaigns/999").statusCode()).isEqualTo(404);
        assertThat(sam.get("/dashboard/campaigns/999").body()).contains("There is no campaign c999.");
        assertThat(sam.get("/dashboard/workflows/2251/stages/9").statusCode()).isEqualTo(404);
        assertThat(sam.get("/dashboard/campaigns/none").statusCode()).isEqualTo(400);
        assertThat(sam.get("/dashboard/workflows/0").statusCode()).isEqualTo(400);
        assertThat(sam.get("/dashboard/jobs?format=exe").statusCode()).isEqualTo(400);
        assertThat(sam.get("/dashboard/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void footerTellsVersions() {
        assertThat(sam.page("/dashboard")).contains("campaign model <span>7</span>");
    }
}
