package org.muster.agents.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.connectors.fake.FakeServer;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.PlatformClient;

/** The webapp: takes messages, and knows no workflow's order. */
public final class FakePlatform extends FakeServer {
    public final List<String> messages = new ArrayList<>();
    /** Of all workflows together. */
    public final List<JsonNode> manifests = new ArrayList<>();
    /** Answered to every message. */
    public int status = 200;

    public PlatformClient client() {
        return new PlatformClient(new ApiClient("webapp", url(), () -> "token"));
    }

    private Reply manifest(Request request) {
        if (request.method().equals("GET")) {
            return Reply.json(List.copyOf(manifests));
        }
        manifests.removeIf(known -> known.path("pass").equals(request.json().path("pass")));
        manifests.add(request.json());
        return Reply.json(Map.of());
    }

    @Override
    protected Reply answer(Request request) {
        if (request.path().contains("input-manifests")) {
            return manifest(request);
        }
        if (request.method().equals("GET")) {
            return Reply.of(404, "");
        }
        String text = request.json()
                .path("message")
                .asText(request.json().path("reason").asText());
        messages.add(String.join("/", request.path().subList(2, 4)) + (text.isEmpty() ? "" : ": " + text));
        return status == 200 ? Reply.json(Map.of()) : Reply.of(status, "not now");
    }
}
