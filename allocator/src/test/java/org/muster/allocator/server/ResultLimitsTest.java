package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.job.JobsubId;
import org.muster.domain.job.ResultLimits;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.http.Json;

/** What a job reports is bounded where it is taken in, whatever wrapper job it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultLimitsTest {
    private Grid grid;
    private Wrapper job;

    @BeforeAll
    void start() {
        grid = new Grid();
        grid.control().open(order(1, stage(1, dataset(1, "d"))));
        grid.files(1, 3);
        job = grid.job(1, 1);
        job.getJobscript("UK_RAL");
    }

    @AfterAll
    void stop() {
        grid.close();
    }

    private ObjectNode results(String metadata) throws Exception {
        ObjectNode body = job.results(0, List.of(), Map.of("o.root", 1));
        body.putObject("output_metadata")
                .putObject("o.root")
                .set("metadata", Json.mapper().readTree(metadata));
        return body;
    }

    private void refused(String metadata, String... words) throws Exception {
        Wrapper.Reply reply = job.post(results(metadata));
        assertThat(reply.status()).as(metadata).isEqualTo(400);
        assertThat(reply.body()).contains("o.root").contains(words);
    }

    @Test
    void metadataThatNoCatalogueTakesAreRefusedByName() throws Exception {
        for (String count : List.of("1e300", "-1", "0.5", "\"5\"", "true", "null", "100000000001", "9e99")) {
            refused("{\"core.event_count\":" + count + "}", "core.event_count");
        }
        refused("{\"a.b\":" + "9".repeat(30) + "}", "a.b", "too large");
        refused("{\"a.b\":\"x\\u0000\"}", "a.b", "U+0000");
        refused("{\"events\":1}", "category");
        refused("{\"a b.c\":1}", "category");
        refused("{\"a.b\":" + "[".repeat(30) + "]".repeat(30) + "}", "deep");
        refused("{\"a.b\":\"" + "x".repeat(3 * ResultLimits.MAX_METADATA_BYTES) + "\"}", "bytes");
    }

    @Test
    void namesSizesAndParentsAreRefusedByName() throws Exception {
        for (String name : List.of("_o.root", ".o", "o/p", "o p", "x".repeat(251))) {
            assertThat(job.post(job.results(0, List.of(), Map.of(name, 1))).status())
                    .as(name)
                    .isEqualTo(400);
        }
        assertThat(job.post(job.confirmation(Map.of("a\nb\u001b[0m\u2028c", 1), "RAL_ECHO"))
                        .body())
                .as("whatever is repeated stays in the one line of the answer")
                .startsWith("no catalogue takes the output name 'a<U+000A>b<U+001B>[0m<U+2028>c'");
        ObjectNode large = results("{}");
        ((ObjectNode) large.at("/output_metadata/o.root")).put("size_bytes", Long.MAX_VALUE);
        assertThat(job.post(large).body()).contains("size_bytes");
        ObjectNode orphan = results("{}");
        ((ObjectNode) orphan.at("/output_metadata/o.root")).putArray("parents").add("no did");
        assertThat(job.post(orphan).body()).contains("o.root", "DID");
    }

    @Test
    void whatIsWithinTheLimitsIsTakenAndUsageIsCutToWhatMachinesHave() throws Exception {
        Wrapper other = grid.job(1, 1);
        other.getJobscript("UK_RAL");
        ObjectNode body = other.results(0, List.of(), Map.of("good.root", 1));
        body.put("jobscript_real_seconds", 1e300).put("jobscript_max_rss_kb", 1e300);
        ObjectNode output = body.putObject("output_metadata").putObject("good.root");
        output.set(
                "metadata",
                Json.mapper()
                        .readTree(
                                "{\"core.event_count\":1e11,\"a.\u00e9\":[" + Long.MAX_VALUE + ",\"\ud83d\ude00\"]}"));
        ArrayNode parents = output.putArray("parents");
        parents.add("usertests:f1.root").addObject().put("fid", "abcdef012345");
        assertThat(other.post(body).body()).contains("uploads");
        JobRow row = grid.control().job(new JobsubId(other.jobsubId)).job();
        assertThat(row.realSeconds()).isEqualTo(ResultLimits.MAX_SECONDS);
        assertThat(row.maxRssBytes()).isEqualTo(ResultLimits.MAX_RSS_KILOBYTES * 1024);
        assertThat(grid.number("select events from allocator.outputs where did = 'usertests:good.root'"))
                .isEqualTo(ResultLimits.MAX_EVENTS);
        assertThat(grid.number("select count(*) from allocator.outputs where parents = '[\"usertests:f1.root\"]'"))
                .isOne();
    }
}
