package org.muster.workers.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;

/** The webapp with one campaign. Makes a workflow of a row once. */
public final class FakePlatform implements AutoCloseable {
    public final List<WorkflowRow> workflows = new ArrayList<>();
    public final List<PlannedWorkflow> plan = new ArrayList<>();
    public final List<DecisionRow> decisions = new ArrayList<>();
    public final Map<Integer, WorkflowOrder> orders = new TreeMap<>();
    private final Map<String, Integer> made = new TreeMap<>();
    private final FakeServer server = new FakeServer(this::answer);

    public PlatformClient client() {
        return new PlatformClient(new ApiClient("webapp", server.url(), () -> "token"));
    }

    private synchronized Object answer(FakeServer.Request request) {
        String path = request.path();
        if (path.equals("/api/campaigns/1")) {
            return Samples.campaign(workflows, plan, decisions);
        }
        if (path.equals("/api/campaigns/1/numbers")) {
            return new CampaignNumbers(
                    Samples.CAMPAIGN,
                    Samples.NOW,
                    0,
                    0,
                    0,
                    Optional.empty(),
                    0,
                    Optional.of(100L),
                    0,
                    0,
                    0,
                    0,
                    0,
                    List.of());
        }
        if (path.equals("/api/campaigns/1/workflows")) {
            String key = request.body().path("purpose").asText()
                    + request.body().path("order").asInt();
            int workflow = made.computeIfAbsent(key, row -> {
                workflows.add(Samples.workflow(40 + made.size(), WorkflowPurpose.VALIDATION, "toy"));
                return 40 + made.size();
            });
            return Map.of("workflow", workflow);
        }
        for (WorkflowRow row : workflows) {
            String own = "/api/workflows/" + row.workflow().number();
            if (path.equals(own)) {
                return new WorkflowDetail(row, List.of(), Optional.empty());
            }
            if (path.equals(own + "/order")) {
                return Objects.requireNonNull(orders.get(row.workflow().number()));
            }
        }
        return new FakeServer.Status(404, ApiProblem.of(404, "nothing at " + path));
    }

    @Override
    public void close() {
        server.close();
    }
}
