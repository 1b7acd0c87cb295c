package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.job.JobsubId;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.http.Json;

/** What strangers, broken clients and noise get: an answer that says why, and nothing changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NegativeProtocolTest {
    private static final String RAL = "UK_RAL";
    private Grid grid;
    private int workflows;

    @BeforeAll
    void start() {
        grid = new Grid();
    }

    @AfterAll
    void stop() {
        grid.close();
    }

    private Wrapper submittedJob() {
        int workflow = ++workflows;
        grid.control().open(order(workflow, stage(1, dataset(1, "d"))));
        grid.files(workflow, 3);
        return grid.job(workflow, 1);
    }

    private Wrapper startedJob() {
        Wrapper job = submittedJob();
        assertThat(job.getJobscript(RAL).status()).isEqualTo(200);
        return job;
    }

    @Test
    void requestsOfNobodyInParticular() {
        Wrapper job = startedJob();
        assertThat(job.post("/api/allocator/x", "{").status()).isEqualTo(400);
        assertThat(job.post("/api/allocator/x", "{").contentType()).startsWith("text/plain");
        assertThat(job.post("/api/allocator/x", "[]").status()).isEqualTo(400);
        assertThat(job.post("/api/allocator/x", "{\"method\":\"get_file\"}").status())
                .isEqualTo(400);
        assertThat(job.post("/api/allocator/x", "{\"jobsub_id\":\"1.0@s\"}").status())
                .isEqualTo(400);
        assertThat(job.send("GET", "/api/allocator/get_file", "").status()).isEqualTo(405);
        assertThat(job.send("GET", "/api/get-classads", "").status()).isEqualTo(405);
        ObjectNode unknown = job.signed("make_coffee");
        assertThat(job.post(unknown).status()).as("signed").isEqualTo(400);
        unknown.put("secret_hash", "00");
        assertThat(job.post(unknown).status()).as("not signed").isEqualTo(403);
        unknown.remove("secret_hash");
        assertThat(job.post(unknown).status()).as("no hash at all").isEqualTo(403);
    }

    @Test
    void signaturesOfOthersOldOrUsed() {
        Wrapper job = startedJob();
        long second = grid.clock.instant().getEpochSecond();
        assertThat(job.post(job.signed("send_heartbeat").put("secret_hash", "f".repeat(64)))
                        .status())
                .isEqualTo(403);
        assertThat(job.post(job.signed("send_heartbeat", second - 864_000)).status())
                .isEqualTo(403);
        assertThat(job.post(job.signed("send_heartbeat", second + 120)).status())
                .isEqualTo(403);
        ObjectNode heartbeat = job.signed("send_heartbeat");
        assertThat(job.post(heartbeat).status()).isEqualTo(200);
        assertThat(job.post(heartbeat).status()).as("the same again").isEqualTo(403);
        ObjectNode stolen = job.signed("send_heartbeat").put("method", "job_aborted");
        assertThat(job.post(stolen.put("abort_code", 307).put("aborted_method", "x"))
                        .status())
                .as("signed for another method")
                .isEqualTo(403);
        Wrapper stranger = grid.wrapper("999.9@nowhere", 1, 1);
        assertThat(stranger.post(stranger.signed("send_heartbeat")).status()).isEqualTo(403);
        job.jobscriptSecret("wrong");
        assertThat(job.getFile().status()).isEqualTo(400);
        assertThat(job.getAllocatedFiles().status()).isIn(400, 404);
    }

    @Test
    void getJobscriptFromNowhere() {
        Wrapper job = submittedJob();
        assertThat(job.post(job.offer("XX_UNKNOWN", "RAL_entry")).status()).isEqualTo(400);
        assertThat(job.post(job.offer(RAL, "UNKNOWN")).status()).isEqualTo(400);
        assertThat(job.post(job.offer("Atlantis", "RAL_entry")).status()).isEqualTo(400);
        ObjectNode quoted = job.offer(RAL, "RAL_entry");
        assertThat(job.post(quoted.put("hostname", "a\"b")).status()).isEqualTo(400);
        ObjectNode textual = job.offer(RAL, "RAL_entry");
        assertThat(job.post(textual.put("processors", "one")).status()).isEqualTo(400);
        for (String number : List.of("processors", "wall_seconds")) {
            assertThat(job.post(job.offer(RAL, "RAL_entry").put(number, -5)).status())
                    .isEqualTo(400);
        }
        assertThat(job.getJobscript(RAL).status())
                .as("none of this used the job up")
                .isEqualTo(200);
        Wrapper other = submittedJob();
        assertThat(other.post(other.offer(RAL, "RAL_entry").put("stage_id", 9)).status())
                .as("another stage than it was submitted for")
                .isEqualTo(403);
        assertThat(other.getJobscript(RAL).status()).isEqualTo(403);
    }

    @Test
    void pausedWorkflowsAskForPatience() {
        Wrapper job = submittedJob();
        WorkflowId workflow = new WorkflowId(workflows);
        grid.control().pause(workflow);
        assertThat(job.getJobscript(RAL).status()).isEqualTo(503);
        grid.control().resume(workflow);
        assertThat(job.getJobscript(RAL).status()).isEqualTo(200);
    }

    /** Which is signed anew each time. */
    private static String withoutToken(Wrapper.Reply reply) {
        return ((ObjectNode) reply.json()).without("storage_token").toString();
    }

    @Test
    void repeatedResultsGetTheSameAnswerEvenAfterARestart() {
        Wrapper job = startedJob();
        job.getFile();
        ObjectNode results = job.results(0, List.of("usertests:f1.root"), Map.of("o.root", 1));
        String answer = withoutToken(job.post(results));
        assertThat(withoutToken(job.post(results))).isEqualTo(answer);
        grid.restart();
        Wrapper again = grid.wrapper(job.jobsubId, workflows, 1);
        assertThat(withoutToken(again.post(results))).isEqualTo(answer);
        assertThat(again.post(again.signed("send_heartbeat")).status())
                .as("live jobs go on")
                .isEqualTo(200);
        ObjectNode confirmation = again.confirmation(Map.of("o.root", 1), "RAL_ECHO");
        assertThat(again.post(confirmation).status()).isEqualTo(200);
        assertThat(again.post(confirmation).status()).isEqualTo(200);
        ObjectNode signedAnew = again.confirmation(Map.of("o.root", 1), "RAL_ECHO");
        assertThat(again.post(signedAnew).status()).as("what was said counts").isEqualTo(200);
        assertThat(again.post(again.abortion(322)).status()).isEqualTo(410);
    }

    @Test
    void exitCodesOfSignalsAreStored() {
        Wrapper job = startedJob();
        job.getFile();
        Wrapper.Reply reply = job.post(job.results(137, List.of(), Map.of()));
        assertThat(reply.status()).isEqualTo(200);
        List<String> keys = new ArrayList<>();
        reply.json().fieldNames().forEachRemaining(keys::add);
        assertThat(keys).containsExactly("user_access_token", "output_rses");
        assertThat(grid.control().job(new JobsubId(job.jobsubId)).job().exitCode())
                .contains(137);
        assertThat(job.post(job.abortion(324)).status()).isEqualTo(200);
        assertThat(job.post(job.abortion(324)).status()).isEqualTo(200);
        assertThat(job.post(job.abortion(1)).status()).as("no such event").isEqualTo(400);
    }

    @Test
    void uploadsGoWhereTheyWereToGo() {
        Wrapper job = startedJob();
        job.getFile();
        job.post(job.results(0, List.of("usertests:f1.root"), Map.of("o.root", 1)));
        ObjectNode elsewhere = job.confirmation(Map.of("o.root", 1), "RAL_ECHO");
        ((ObjectNode) elsewhere.at("/output_files/o.root")).put("pfn", "davs://evil.example/o.root");
        assertThat(job.post(elsewhere).status()).isEqualTo(400);
        ObjectNode unknown = job.confirmation(Map.of("o.root", 1), "NOWHERE");
        assertThat(job.post(unknown).status()).isEqualTo(400);
        assertThat(job.post(job.confirmation(Map.of("o.root", 1), "CERN_EOS")).status())
                .isEqualTo(200);
    }

    /** On a storage whose paths follow no rule, too, where anything below its prefix would do. */
    @Test
    void anUploadThatIsConfirmedElsewhereIsRefused() {
        Inventory.Storage free = new Inventory.Storage(
                new RseName("FREE_PATHS"),
                true,
                true,
                false,
                Optional.of("davs"),
                Optional.of("davs://free.example:1094/data"),
                false);
        Inventory all = Orders.inventory();
        grid.control()
                .inventory(new Inventory(
                        all.sites(),
                        Stream.concat(all.storages().stream(), Stream.of(free)).toList(),
                        all.distances(),
                        all.quotas()));
        Wrapper job = startedJob();
        job.getFile();
        job.post(job.results(0, List.of("usertests:f1.root"), Map.of("o.root", 1)));
        List<String> elsewhere = List.of(
                "davs://free.example:1094/data/../etc/o.root",
                "davs://free.example:1094/data/a/../../o.root",
                "davs://free.example:1094/data/%2e%2e/o.root",
                "davs://free.example:1094/database/o.root",
                "davs://free.example:1094/data",
                "davs://free.example:1094/data/",
                "davs://free.example:1094/data//o.root",
                "davs://free.example:1094/data/o.root?x=/data/",
                "davs://free.example:1094/data/o.root#x",
                "davs://free.example:1094/data/a\nb",
                "davs://rita:x@free.example:1094/data/o.root",
                "davs://free.example:1094@evil.example/data/o.root",
                "davs://evil.example:1094/data/o.root",
                "davs://free.example:1095/data/o.root",
                "https://free.example:1094/data/o.root",
                "file:///data/o.root",
                "/data/o.root",
                "o.root");
        for (String rse : List.of("FREE_PATHS", "RAL_ECHO")) {
            for (String pfn : elsewhere) {
                Wrapper.Reply reply = job.post(confirmedAt(job, rse, pfn));
                assertThat(reply.status()).as(rse + " " + pfn).isEqualTo(400);
                assertThat(reply.body())
                        .as(rse + " " + pfn)
                        .containsAnyOf("o.root", "pfn")
                        .doesNotContain("org.muster");
            }
        }
        assertThat(job.post(confirmedAt(job, "FREE_PATHS", "davs://free.example:1094/data/a/b/o.root"))
                        .status())
                .isEqualTo(200);
        grid.control().inventory(all);
    }

    private static ObjectNode confirmedAt(Wrapper job, String rse, String pfn) {
        ObjectNode confirmation = job.confirmation(Map.of("o.root", 1), rse);
        ((ObjectNode) confirmation.at("/output_files/o.root")).put("pfn", pfn);
        return confirmation;
    }

    @Test
    void classAdsAreFiveLinesWithoutBlanksInValues() {
        Wrapper job = startedJob();
        String body =
                "--- config\nGLIDEIN_UUID abc\nGLIDEIN_DUNESite UK_RAL\nGLIDEIN_Entry_Name RAL_entry\nHOSTNAME=wn1\n";
        Wrapper.Reply reply = job.post("/api/get-classads", body);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).endsWith("\n");
        assertThat(reply.body().lines()).hasSize(5).allMatch(line -> line.split(" ", -1).length == 2);
        assertThat(reply.body()).contains("JUSTIN_FNAL_Stage_Ranks_Raw [").contains("s1=100.50");
        assertThat(job.post("/api/get-classads", body.replace("UK_RAL", "Atlantis"))
                        .status())
                .isEqualTo(404);
        assertThat(job.post("/api/get-classads", body.replace("GLIDEIN_UUID", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(job.post("/api/get-classads", body.replace("RAL_entry", "\"x\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anEmptyExpectHeaderIsNothing() throws IOException {
        assertThat(rawStatus("Expect: \r\n")).startsWith("HTTP/1.1 400");
        assertThat(rawStatus("Expect: 100-continue\r\n")).startsWith("HTTP/1.1 100");
        assertThat(rawStatus("Content-Type: application/x-www-form-urlencoded\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    private String rawStatus(String header) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), grid.server().port())) {
            socket.setSoTimeout(10_000);
            String request = "POST /api/allocator/x HTTP/1.1\r\nHost: a\r\n" + header + "Content-Length: 1\r\n\r\n{";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(12);
            return new String(line, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void samCallsServeLegacyScripts() {
        Wrapper job = startedJob();
        String sam = "/api/samweb/" + job.jobsubId + "/" + job.jobscriptSecret() + "/processes/1/";
        String pfn = job.post(sam + "getNextFile", "").body();
        assertThat(job.post(sam + "updateFileStatus", "status=transferred&filename=x")
                        .status())
                .isEqualTo(200);
        assertThat(job.post(sam + "updateFileStatus", "status=consumed&filename=nope")
                        .status())
                .isEqualTo(400);
        assertThat(job.post(sam + "updateFileStatus", "status=consumed&filename=" + pfn.replace("/", "%2F"))
                        .status())
                .isEqualTo(200);
        assertThat(job.post(sam + "setStatus", "status=bad").status()).isEqualTo(200);
        assertThat(job.post(sam + "endProcess", "").status()).isEqualTo(403);
        assertThat(job.post("/api/samweb/" + job.jobsubId + "/wrong/processes/1/getNextFile", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void fuzzedBodiesNeverBreakAnythingAndChangeNothing() {
        Random random = new Random(20_261_122);
        Wrapper job = startedJob();
        job.getFile();
        String before = tables();
        for (int i = 0; i < 600; i++) {
            ObjectNode body = i % 2 == 0
                    ? job.results(0, List.of("usertests:f1.root"), Map.of("o.root", 1))
                    : job.confirmation(Map.of("o.root", 1), "RAL_ECHO");
            spoil(body, random);
            Wrapper.Reply reply = job.post("/api/allocator/x", body.toString());
            assertThat(reply.status()).as("%s got %s", body, reply.body()).isIn(400, 403, 410);
            assertThat(reply.body().lines()).as(reply.body()).hasSize(1);
        }
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            String text = "{\"jobsub_id\":\"" + new String(noise, StandardCharsets.ISO_8859_1);
            assertThat(job.post("/api/allocator/x", text).status()).isEqualTo(400);
            assertThat(job.post("/api/get-classads", text).status()).isEqualTo(400);
        }
        assertThat(tables()).isEqualTo(before);
        assertThat(job.getFile().status()).as("and the job goes on").isEqualTo(200);
    }

    /** One required thing is missing or of a wrong kind; sometimes more. */
    private static void spoil(ObjectNode body, Random random) {
        List<String> required = body.path("method").asText().equals("record_results")
                ? List.of("processed_dids", "processed_pfns", "output_files")
                : List.of("output_files");
        List<JsonNode> junk = List.of(
                Json.mapper().nullNode(),
                Json.mapper().getNodeFactory().textNode("x'y"),
                Json.mapper().getNodeFactory().numberNode(-1),
                Json.mapper().createArrayNode().add(1),
                Json.mapper().createArrayNode().add("a\u0000b"),
                Json.mapper().createArrayNode().addNull(),
                Json.mapper().getNodeFactory().textNode("z".repeat(5000)));
        JsonNode wrong = junk.get(random.nextInt(junk.size()));
        body.set(required.get(random.nextInt(required.size())), wrong);
        if (random.nextInt(3) == 0) {
            body.set("jobscript_log", junk.get(random.nextInt(junk.size())));
        }
        if (random.nextInt(3) == 0) {
            body.set("output_metadata", junk.get(random.nextInt(junk.size())));
        }
        if (random.nextInt(5) == 0) {
            body.set("secret_time", junk.get(random.nextInt(junk.size())));
        }
    }

    private String tables() {
        return List.of("files", "jobs", "outputs", "allocations", "events").stream()
                .map(table -> table + " "
                        + grid.numbers("select coalesce(sum(hashtext(t::text)), 0) from allocator." + table + " t"))
                .reduce("", String::concat);
    }

    @Test
    void bodiesHaveALimit() throws IOException {
        Wrapper job = startedJob();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), grid.server().port())) {
            socket.setSoTimeout(10_000);
            String head = "POST /api/allocator/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[4 * 1024 * 1024 + 1]);
            byte[] line = socket.getInputStream().readNBytes(12);
            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 400");
        }
        assertThat(job.getFile().status()).isEqualTo(200);
    }
}
