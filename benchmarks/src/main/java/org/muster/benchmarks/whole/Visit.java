package org.muster.benchmarks.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.benchmarks.figures.Goal;
import org.muster.benchmarks.load.LateSlots;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.ApiClient;

/**
 * A page or a list that people look at.
 *
 * @param goal of its median, named after the visit
 */
record Visit(String what, String path, Optional<Goal> goal) {
    private static final String FILES = "/dashboard/files";
    private static final String JOBS = "/dashboard/jobs";
    private static final String OUTPUTS = "/dashboard/outputs";
    private static final String EVENTS = "/dashboard/events";

    /**
     * What one looks at.
     *
     * @param workflow with the jobs
     * @param job one of them, and what it came by
     */
    record Sights(CampaignId campaign, WorkflowId workflow, LateSlots.Example job) {}

    private static Visit of(String what, String path) {
        return new Visit(what, path, Optional.empty());
    }

    private static Visit of(String what, String path, Goal goal) {
        return new Visit(
                what,
                path,
                Optional.of(new Goal(what + ", p50", goal.unit(), goal.before(), goal.aim(), goal.direction())));
    }

    static List<Visit> all(Sights sights) {
        String workflow = "?workflow=" + sights.workflow().number();
        String campaign = "/dashboard/campaigns/" + sights.campaign().number();
        List<Visit> visits = new ArrayList<>(List.of(
                of("home", "/dashboard", WholeGoals.page("7,500 to 16,200 ms")),
                of("campaigns", "/dashboard/campaigns", WholeGoals.page("2,900 to 12,100 ms")),
                of(
                        "campaign with " + CampaignHistory.WORKFLOWS_EACH + " workflows",
                        campaign,
                        WholeGoals.page("2,154 ms")),
                of(
                        "numbers of a campaign",
                        "/api/campaigns/" + sights.campaign().number() + "/numbers",
                        WholeGoals.numbers()),
                of("workflows", "/dashboard/workflows"),
                of("workflow", "/dashboard/workflows/" + sights.workflow().number()),
                of("stage", "/dashboard/workflows/" + sights.workflow().number() + "/stages/1"),
                of("proposals", "/dashboard/proposals"),
                of("files", FILES),
                of("files of a workflow", FILES + workflow, WholeGoals.list("6,139 ms")),
                of("files of a stage", FILES + workflow + "&stage=1", WholeGoals.list("6,597 ms")),
                of(
                        "files by did",
                        FILES + "?did=" + ApiClient.escape(sights.job().file())),
                of("jobs", JOBS),
                of("jobs of a workflow", JOBS + workflow),
                of("jobs by state", JOBS + "?state=finished"),
                of("jobs by site", JOBS + "?site=" + sights.job().site()),
                of("job", JOBS + "/" + ApiClient.escape(sights.job().job())),
                of("outputs", OUTPUTS),
                of("outputs by state", OUTPUTS + "?state=output"),
                of(
                        "outputs of a job",
                        OUTPUTS + "?job=" + ApiClient.escape(sights.job().job())),
                of("outputs by did", OUTPUTS + "?did=" + output(sights)),
                of("events", EVENTS)));
        visits.addAll(events(sights, workflow));
        return List.copyOf(visits);
    }

    private static List<Visit> events(Sights sights, String workflow) {
        return List.of(
                of("events of a workflow", EVENTS + workflow, WholeGoals.list("58 ms")),
                of("events of a stage", EVENTS + workflow + "&stage=1", WholeGoals.list("122 ms")),
                of(
                        "events by job",
                        EVENTS + "?job=" + ApiClient.escape(sights.job().job()),
                        WholeGoals.list("2,572 ms")),
                of(
                        "events by did",
                        EVENTS + "?did=" + ApiClient.escape(sights.job().file()),
                        WholeGoals.list("3,537 ms")),
                of("events by did of an output", EVENTS + "?did=" + output(sights), WholeGoals.list("3,003 ms")),
                of("events by type", EVENTS + "?type=309", WholeGoals.list("561 ms")),
                of("events by exit code", EVENTS + "?exit_code=0", WholeGoals.list("840 ms")),
                of("events by site", EVENTS + "?site=" + sights.job().site(), WholeGoals.list("576 to 863 ms")),
                of("events by entry", EVENTS + "?entry=" + sights.job().entry(), WholeGoals.list("642 to 948 ms")),
                of("events by RSE", EVENTS + "?rse=" + sights.job().storage(), WholeGoals.list("726 to 1,030 ms")));
    }

    /** Taken home. */
    static Visit wholeTable() {
        return of("CSV of all jobs", JOBS + "?format=csv");
    }

    private static String output(Sights sights) {
        return ApiClient.escape("usertests:" + sights.job().output());
    }
}
