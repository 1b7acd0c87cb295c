package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.protocol.http.Json;

/** {@code POST /api/pilots/bind} as pilots see it. */
class LateBindingTest {
    private final Grid grid = new Grid();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void work() {
        grid.control().open(order(1, stage(1, dataset(1, "out"))));
        grid.files(1, 3);
    }

    @AfterEach
    void close() {
        grid.close();
    }

    private static ObjectNode slot() {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("jobsub_id", "7.0@pilots.example");
        body.put("job_secret", "0123456789abcdef0123456789abcdef");
        body.put("site_name", "UK_RAL").put("entry_name", "RAL_entry").put("hostname", "wn1");
        body.put("cpuinfo", "cpu").put("os_release", "el9").put("rss_bytes", 8_000_000_000L);
        body.put("processors", 4).put("wall_seconds", 80_000).put("has_inner_apptainer", true);
        body.put("max_files", 2);
        return body;
    }

    private HttpResponse<String> bind(ObjectNode slot, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(grid.base().resolve("/api/pilots/bind"))
                .POST(HttpRequest.BodyPublishers.ofString(slot.toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void oneCallGivesStageAndFilesAndTheJobLivesOnAsUsual() throws Exception {
        HttpResponse<String> reply = bind(slot(), grid.issuer.scoped("openid compute.create"));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        JsonNode given = Json.mapper().readTree(reply.body());
        assertThat(given.get("workflow_id").intValue()).isEqualTo(1);
        assertThat(given.get("jobscript").textValue()).contains("echo hello");
        assertThat(given.get("files")).hasSize(2);
        assertThat(given.get("files").get(0).get(0).textValue()).isEqualTo("usertests:f1.root");

        Wrapper job =
                new Wrapper(grid.base(), grid.clock, "7.0@pilots.example", "0123456789abcdef0123456789abcdef", 1, 1);
        job.jobscriptSecret(given.get("jobscript_secret").textValue());
        assertThat(job.getFile().body()).startsWith("usertests:f3.root");
        assertThat(bind(slot(), grid.issuer.scoped("compute.create")).body())
                .as("asked again, what it holds by now")
                .contains("f1.root", "f2.root", "f3.root");
        assertThat(grid.number("select count(*) from allocator.allocations")).isEqualTo(3);
    }

    @Test
    void whoHasNoRightToBringSlotsGetsNothing() throws Exception {
        assertThat(bind(slot(), "").statusCode()).isEqualTo(401);
        assertThat(bind(slot(), "nonsense").statusCode()).isEqualTo(401);
        assertThat(bind(slot(), grid.issuer.scoped("compute.read")).statusCode())
                .isEqualTo(403);
        assertThat(bind(slot(), grid.issuer.token("services")).statusCode()).isEqualTo(401);
        assertThat(grid.number("select count(*) from allocator.jobs")).isZero();
    }

    @Test
    void theRightToBringSlotsIsNoOther() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(grid.base().resolve("/api/control/workflows"))
                .header("Authorization", "Bearer " + grid.issuer.scoped("compute.create"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void malformedSlotsAreToldWhatIsWrong() throws Exception {
        String token = grid.issuer.scoped("compute.create");
        ObjectNode short1 = slot().put("job_secret", "short");
        assertThat(bind(short1, token).body()).contains("job_secret");
        ObjectNode gpu = slot().put("gpus", 1).put("gpu_memory_bytes", 1).put("gpu_compute_capability", "new");
        assertThat(bind(gpu, token).body()).contains("gpu.compute_capability");
        ObjectNode many = slot().put("max_files", 1_000_000);
        assertThat(bind(many, token).statusCode()).isEqualTo(400);
        ObjectNode unsaid = slot();
        unsaid.remove("has_inner_apptainer");
        assertThat(bind(unsaid, token).body()).contains("has_inner_apptainer");
        assertThat(bind(slot().put("site_name", "MOON"), token).statusCode()).isEqualTo(400);
        assertThat(grid.number("select count(*) from allocator.jobs")).isZero();
    }

    /** One field at a time is missing or nonsense. */
    @Test
    void fuzzedSlotsNeverBreakAnythingAndBindNothing() throws Exception {
        Random random = new Random(20_261_123);
        String token = grid.issuer.scoped("compute.create");
        List<String> required = List.of(
                "jobsub_id",
                "job_secret",
                "site_name",
                "entry_name",
                "hostname",
                "cpuinfo",
                "os_release",
                "rss_bytes",
                "processors",
                "wall_seconds",
                "has_inner_apptainer");
        List<JsonNode> junk = List.of(
                Json.mapper().nullNode(),
                Json.mapper().getNodeFactory().textNode(""),
                Json.mapper().getNodeFactory().textNode("x\u0000'\"y"),
                Json.mapper().getNodeFactory().textNode("z".repeat(5000)),
                Json.mapper().getNodeFactory().numberNode(1e300),
                Json.mapper().createArrayNode().add(1),
                Json.mapper().createObjectNode());
        for (int i = 0; i < 300; i++) {
            ObjectNode slot = slot();
            slot.set(required.get(random.nextInt(required.size())), junk.get(random.nextInt(junk.size())));
            HttpResponse<String> reply = bind(slot, token);
            assertThat(reply.statusCode()).as("%s got %s", slot, reply.body()).isEqualTo(400);
            assertThat(reply.body().lines()).hasSize(1);
        }
        assertThat(grid.number("select count(*) from allocator.jobs")).isZero();
        assertThat(bind(slot(), token).statusCode()).isEqualTo(200);
    }
}
