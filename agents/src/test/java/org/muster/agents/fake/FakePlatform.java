package org.muster.agents.fake;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.agents.runtime.SetAside;
import org.muster.connectors.fake.FakeServer;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.StorageUsage;
import org.muster.protocol.platform.WorkflowRow;

/** The webapp: takes messages, and knows no workflow's order. */
public final class FakePlatform extends FakeServer {
    public final List<String> messages = new ArrayList<>();
    /** Of all workflows together. */
    public final List<JsonNode> manifests = new ArrayList<>();
    /** Of rounds, oldest first. */
    public final List<ReconciliationReport> reports = new ArrayList<>();

    public final List<WorkflowRow> workflows = new ArrayList<>();
    public final List<FoundInventory> inventories = new ArrayList<>();
    public final List<StorageUsage> storages = new ArrayList<>();
    /** As told, failure by failure, and those that are over. */
    public final List<Incident> incidents = new ArrayList<>();

    public final List<Incident> over = new ArrayList<>();
    public final List<IncidentRow> openIncidents = new ArrayList<>();
    /** Files of the one frozen sample there is. */
    public final List<SampleFile> sample = new ArrayList<>();

    /** Answered to every message. */
    public int status = 200;

    public PlatformClient client() {
        return new PlatformClient(new ApiClient("webapp", url(), () -> "token"));
    }

    /** For loops whose troubles nobody asks for. */
    public static SetAside toldToNobody() {
        return new SetAside(new PlatformClient(new ApiClient("webapp", URI.create("http://127.0.0.1:1"), () -> "")));
    }

    public void running(int workflow) {
        workflows.add(new WorkflowRow(
                new WorkflowId(workflow),
                Optional.empty(),
                WorkflowPurpose.PRODUCTION,
                "",
                "rita",
                "usertests",
                WorkflowState.RUNNING,
                Optional.empty(),
                "",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0));
    }

    /** Pages of one. */
    private Reply workflows(Request request) {
        int from = request.parameter("after").isEmpty() ? 0 : Integer.parseInt(request.parameter("after"));
        return Reply.json(new Page<>(
                from < workflows.size() ? List.of(workflows.get(from)) : List.of(),
                from + 1 < workflows.size() ? Optional.of(Integer.toString(from + 1)) : Optional.empty()));
    }

    private static <T> T read(Request request, TypeReference<T> type) {
        return Json.mapper().convertValue(request.json(), type);
    }

    private Reply manifest(Request request) {
        if (request.method().equals("GET")) {
            return Reply.json(List.copyOf(manifests));
        }
        manifests.removeIf(known -> known.path("pass").equals(request.json().path("pass")));
        manifests.add(request.json());
        return Reply.json(Map.of());
    }

    private Reply incidents(Request request) {
        if (request.method().equals("GET")) {
            return Reply.json(new Page<>(openIncidents, Optional.empty()));
        }
        List<Incident> told = read(request, new TypeReference<>() {});
        (request.path().size() > 2 ? over : incidents).addAll(told);
        return Reply.json(Map.of());
    }

    @Override
    protected Reply answer(Request request) {
        if (request.path().contains("input-manifests")) {
            return manifest(request);
        }
        List<String> path = request.path();
        if (path.contains("samples")) {
            int skip = Integer.parseInt(request.parameter("skip"));
            int limit = Integer.parseInt(request.parameter("limit"));
            return Reply.json(sample.subList(skip, Math.min(sample.size(), skip + limit)));
        }
        if (path.get(1).equals("incidents")) {
            return incidents(request);
        }
        if (request.method().equals("GET")) {
            return path.size() == 2 && path.get(1).equals("workflows") ? workflows(request) : Reply.of(404, "");
        }
        if (path.get(1).equals("proposals")) {
            if (path.get(2).equals(ReconciliationReport.KIND)) {
                reports.add(read(request, new TypeReference<>() {}));
            } else {
                inventories.add(read(request, new TypeReference<>() {}));
            }
            return Reply.json(Map.of());
        }
        if (path.get(1).equals("storages")) {
            storages.clear();
            storages.addAll(read(request, new TypeReference<List<StorageUsage>>() {}));
            return Reply.json(Map.of());
        }
        if (path.get(2).equals("drained")) {
            request.json().forEach(each -> messages.add(each.path("workflow").asInt() + "/drained"));
            return status == 200 ? Reply.json(Map.of()) : Reply.of(status, "not now");
        }
        String text = request.json()
                .path("message")
                .asText(request.json().path("reason").asText());
        messages.add(String.join("/", request.path().subList(2, 4)) + (text.isEmpty() ? "" : ": " + text));
        return status == 200 ? Reply.json(Map.of()) : Reply.of(status, "not now");
    }
}
