package org.muster.webapp.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A campaign of many small slices, from its request to the moment in which its full production is released. */
public final class FullProduction {
    /** Of each slice's first stage. */
    public static final int JOBS = 2;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private final CampaignId campaign;

    public FullProduction(Door door, EngineHand engine, JdbcClient jdbc, int slices, int agreed) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
        this.campaign = door.as("rita").file(request(slices)).campaign();
        engine.work();
        decide("appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide("edit-plan", "sam", Map.of("maxRunningJobs", agreed));
        decide("approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide("approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        drainAll();
        decide("validate-test-production", "paula", Map.of("productionDecision", "approve"));
        decide("validate-test-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        drainAll();
        decide("check-pilot", "sam", Map.of("decision", "continue"));
        drainAll();
        decide("accept-sample", "rita", Map.of("decision", "accept"));
    }

    private static RequestSubmission request(int slices) {
        RequestSubmission plain = Examples.campaign("many-slices-" + NAMES.incrementAndGet());
        return new RequestSubmission(
                plain.request()
                        .replaceAll("(?m)^ {2}- \\{name: pions, .*\n", "")
                        .replaceAll(
                                "(?m)^( {2}- \\{name: muons, events: )3000",
                                "$1" + slices * JOBS * 50 + ", slices: {count: " + slices + "}")
                        .replace("[{name: muons, events: 1000}]", "[{name: muons, events: 50}]"),
                plain.jobscripts());
    }

    public CampaignId campaign() {
        return campaign;
    }

    /** The gate opens; the first slices start. */
    public FullProduction release() {
        assertThat(complete("release-full-production", "paula", Map.of("decision", "approve")))
                .isEqualTo(204);
        return this;
    }

    public void decide(String gate, String person, Map<String, Object> variables) {
        assertThat(complete(gate, person, variables)).as(gate).isEqualTo(204);
        engine.work();
    }

    private int complete(String gate, String person, Map<String, Object> variables) {
        return engine.complete(campaign, gate, person, new HashMap<>(variables)).status();
    }

    /** All its workflows that run are done, as the watchdog says it. */
    public void drainAll() {
        List<WorkflowId> running = workflows(WorkflowState.RUNNING);
        assertThat(running).isNotEmpty();
        for (int from = 0; from < running.size(); from += 100) {
            door.as("muster-agents").drained(running.subList(from, Math.min(running.size(), from + 100)));
        }
        engine.work();
    }

    public List<WorkflowId> workflows(WorkflowState state) {
        return jdbc.sql("select id from muster.workflow where campaign_id = ? and state = ? order by id")
                .param(campaign.number())
                .param(state.toString())
                .query((row, number) -> new WorkflowId(row.getInt(1)))
                .list();
    }

    /** Orders in the plan, in the order in which they were started. */
    public List<Integer> started() {
        return jdbc.sql("""
                select s.plan_order from muster.slice s
                join muster.workflow w on w.campaign_id = s.campaign_id and w.purpose = 'production' and w.plan_order = s.plan_order
                where s.campaign_id = ? and s.state = ? order by w.id
                """)
                .param(campaign.number())
                .param(SliceState.STARTED.toString())
                .query(Integer.class)
                .list();
    }

    public WorkflowId workflow(int order) {
        return new WorkflowId(jdbc.sql(
                        "select id from muster.workflow where campaign_id = ? and purpose = 'production' and plan_order = ?")
                .param(campaign.number())
                .param(order)
                .query(Integer.class)
                .single());
    }
}
