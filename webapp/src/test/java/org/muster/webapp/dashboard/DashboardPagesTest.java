package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.Json;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningWebapp
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardPagesTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|data-diagram)=\"(/(?:dashboard|assets)[^\"#]*)");

    /** Far more than there can be; a page that links to ever new pages would not end otherwise. */
    private static final int MAX_PAGES = 10_000;

    /** Links that differ in numbers and filters' values only lead to pages of one kind; this many of each are followed. */
    private static final int PAGES_OF_A_KIND = 3;

    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private SampleExperiment experiment;
    private Visitor sam;
    private String campaign;
    private String running;
    private String paused;
    private String finished;

    @Autowired
    @SuppressWarnings("NullAway.Init") // the experiment begins before the first test
    DashboardPagesTest(Door door, EngineHand engine, JdbcClient jdbc) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void begin() {
        experiment = new SampleExperiment(door, engine, jdbc);
        sam = new Visitor(door, "sam");
        campaign = experiment.page();
        running = experiment.page(experiment.running);
        paused = experiment.page(experiment.paused);
        finished = experiment.page(experiment.finished);
    }

    @AfterAll
    void end() {
        experiment.close();
    }

    @AfterEach
    void allocatorAnswers() {
        FakeAllocator.RUNNING.comeBack();
    }

    @Test
    void everyLinkOfTheDashboardLeadsSomewhere() {
        Set<String> seen = new LinkedHashSet<>(List.of("/dashboard", campaign, running, paused));
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
                        campaign,
                        paused,
                        paused + "/stages/2",
                        "/dashboard/files/1",
                        "/dashboard/events?workflow=" + experiment.paused.number(),
                        campaign + "/diagrams/1",
                        campaign + "/revisions/1",
                        "/dashboard/files?after=40",
                        "/assets/dashboard.css");
    }

    private static String kind(String link) {
        return link.replaceAll("=[^&]*", "=").replaceAll("[0-9]+", "N");
    }

    @Test
    void aStageShowsWhatShiftersChangedOfIt() {
        assertThat(sam.page(running + "/stages/1"))
                .contains(">70<", ">250<", "node wn042.example", "by sam: all its outputs are empty");
    }

    @Test
    void aStageShowsWhatItNeedsOfGpusAndWhoseSlotsItMayHave() {
        assertThat(sam.page(running + "/stages/2"))
                .contains("2 GPUs with 8.39\u00a0GB each, compute capability 7.5 or more", "/experiment/gpu");
        assertThat(sam.page(running)).contains("/experiment/gpu");
    }

    @Test
    void whatPeopleWroteIsNeverMarkup() {
        for (String path : Set.of(
                "/dashboard",
                campaign,
                "/dashboard/workflows",
                paused,
                paused + "/stages/1",
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
        HttpResponse<String> answer = sam.get(campaign);
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
        Visitor olaf = new Visitor(door, "olaf");
        assertThat(olaf.get("/dashboard").statusCode()).isEqualTo(403);
        assertThat(olaf.get("/dashboard").body()).contains("None of your groups may see this.");
        assertThat(olaf.get(campaign).statusCode()).isEqualTo(403);
        assertThat(olaf.get("/dashboard/jobs?table=jobs&format=csv").statusCode())
                .isEqualTo(403);
        assertThat(olaf.get(campaign + "/diagrams/0").statusCode()).isEqualTo(403);
    }

    @Test
    void pausedWorkflowSaysWhy() {
        assertThat(sam.page(paused))
                .contains("<strong>Paused.</strong>")
                .contains("11 of 13 jobs of the last hour ended in jobscript_error");
    }

    @Test
    void workflowPageHasTheFieldsOfTheTutorial() {
        assertThat(sam.page(finished))
                .contains("monte-carlo 20")
                .contains("2024-06-07 09:48:36")
                .contains("2024-06-07 11:03:27")
                .contains("HTCondor group")
                .contains("/dashboard/files?workflow=" + experiment.finished.number()
                        + "&amp;stage=1&amp;state=processed");
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
        String csv = sam.page(campaign + "?table=numbers&format=csv");
        assertThat(csv.lines().toList())
                .hasSize(2)
                .startsWith("workflow_id,jobs,status,exit_zero,success_rate,events,comments")
                .element(1)
                .asString()
                .startsWith(experiment.running.number() + ",10000,running,9800,0.98,98000,test");
    }

    @Test
    void jsonDownloadHasTheRowsOfTheRestApi() throws IOException {
        HttpResponse<String> answer = sam.get("/dashboard/files?workflow=2251&table=files&format=json");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"muster-files.json\"");
        JsonNode page = Json.mapper().readTree(answer.body());
        assertThat(page.has("next")).as("there is nothing behind a whole table").isFalse();
        assertThat(page.path("rows").get(0).path("max_attempts").asInt()).isEqualTo(6);
    }

    @Test
    void pagesRenderWhileTheAllocatorIsAway() {
        FakeAllocator.RUNNING.goAway();
        String away = "The allocator does not answer.";
        assertThat(sam.eventually("/dashboard", away)).contains(experiment.paused.toString());
        assertThat(sam.page(paused)).contains(away).contains("monte-carlo 13");
        assertThat(sam.page("/dashboard/jobs")).contains(away);
        assertThat(sam.get("/dashboard/jobs/" + SampleLedger.JOB).statusCode()).isEqualTo(503);
    }

    @Test
    void downloadIsRefusedRatherThanEmptyWhileTheAllocatorIsAway() {
        FakeAllocator.RUNNING.goAway();
        assertThat(sam.get("/dashboard/jobs?table=jobs&format=csv").statusCode())
                .isEqualTo(503);
    }

    @Test
    void buttonResumesAndPausesWithItsReason() {
        String after = sam.submit(paused, paused + "/resume", Map.of("reason", "the site is mended"))
                .body();
        assertThat(after).contains("The workflow is asked to go on.");
        engine.work();
        assertThat(sam.submit(paused, paused + "/pause", Map.of("reason", "storage at RAL is full"))
                        .body())
                .contains("The workflow is asked to pause.");
        engine.work();
        assertThat(moves(experiment.paused)).endsWith("sam: the site is mended", "sam: storage at RAL is full");
        door.as("sam").resume(experiment.paused, "as it was");
        engine.work();
        door.as("sam").pause(experiment.paused, "11 of 13 jobs of the last hour ended in jobscript_error");
        engine.work();
    }

    private List<String> moves(WorkflowId workflow) {
        return jdbc.sql(
                        "select actor || ': ' || message from muster.workflow_event where workflow_id = :id order by id")
                .param("id", workflow.number())
                .query(String.class)
                .list();
    }

    @Test
    void actionWithoutReasonDoesNothingAndSaysSo() {
        List<String> before = moves(experiment.running);
        assertThat(sam.submit(running, running + "/finish", Map.of("reason", "   "))
                        .body())
                .contains("Say why");
        assertThat(moves(experiment.running)).isEqualTo(before);
    }

    @Test
    void refusedActionIsExplainedOnThePage() {
        assertThat(sam.submit(running, finished + "/pause", Map.of("reason", "too late"))
                        .body())
                .contains("Workflow " + experiment.finished + " is finished and cannot be paused now.");
    }

    @Test
    void formOfAnotherSiteIsRefused() {
        List<String> before = moves(experiment.running);
        assertThat(sam.post(running + "/finish", "reason=forged").statusCode()).isEqualTo(403);
        assertThat(moves(experiment.running)).isEqualTo(before);
    }

    @Test
    void logTakesEntriesOfOperatorsOnly() {
        sam.submit(campaign, campaign + "/log", Map.of("text", "Checked at noon: <i>fine</i>"));
        assertThat(sam.page(campaign)).contains("Checked at noon: &lt;i&gt;fine&lt;/i&gt;");
        Visitor rita = new Visitor(door, "rita");
        assertThat(rita.page(campaign)).doesNotContain("New log entry");
        assertThat(rita.submit(paused, campaign + "/log", Map.of("text", "me too"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyOwnersAndShiftersAreOfferedTheButtons() {
        assertThat(sam.page(paused)).contains("Resume " + experiment.paused, "Finish " + experiment.paused);
        assertThat(new Visitor(door, "rita").page(paused)).contains("Resume " + experiment.paused);
        assertThat(new Visitor(door, "tess").page(paused)).doesNotContain("Resume " + experiment.paused);
        assertThat(sam.page(finished)).doesNotContain("Finish " + experiment.finished);
    }

    @Test
    void whatDoesNotExistIsSaidInWords() {
        assertThat(sam.get("/dashboard/campaigns/99999").statusCode()).isEqualTo(404);
        assertThat(sam.get("/dashboard/campaigns/99999").body()).contains("There is no campaign c99999.");
        assertThat(sam.get(finished + "/stages/9").statusCode()).isEqualTo(404);
        assertThat(sam.get("/dashboard/campaigns/none").statusCode()).isEqualTo(400);
        assertThat(sam.get("/dashboard/workflows/0").statusCode()).isEqualTo(400);
        assertThat(sam.get("/dashboard/jobs?format=exe").statusCode()).isEqualTo(400);
        assertThat(sam.get("/dashboard/nowhere").statusCode()).isEqualTo(404);
    }

    /** A page of a table has fifty rows; a count has no such limit. */
    @Test
    void firstPageCountsAllWorkflowsAndNotThoseItShows() {
        int before = tile("workflows paused");
        jdbc.sql("""
                insert into muster.workflow (purpose, description, owner, scope, quota_name, state, mql, stages, created_at)
                select 'test', 'one of many', 'tess', 'usertests', '', 'paused', 'monte-carlo 1', '[]', now()
                from generate_series(1, 60)
                """).update();
        try {
            assertThat(tile("workflows paused")).isEqualTo(before + 60);
        } finally {
            jdbc.sql("delete from muster.workflow where description = 'one of many'")
                    .update();
        }
    }

    private int tile(String of) {
        Matcher tile = Pattern.compile("<strong>(\\d+)</strong> " + of).matcher(sam.page("/dashboard"));
        assertThat(tile.find()).as(of).isTrue();
        return Integer.parseInt(tile.group(1));
    }

    @Test
    void footerTellsVersions() {
        assertThat(sam.page("/dashboard")).containsPattern("campaign model <span>\\d+</span>");
    }
}
