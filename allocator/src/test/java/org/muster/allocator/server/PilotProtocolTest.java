package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputRow;

/** The conformance transcript of the justIN wire protocol, over real HTTP on a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PilotProtocolTest {
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

    private int workflowWithFiles(int files) {
        int workflow = ++workflows;
        grid.control().open(order(workflow, stage(1, dataset(1, "fnal-w" + workflow + "s1p1"))));
        grid.files(workflow, files);
        return workflow;
    }

    private static Map<String, Integer> outputs(String... names) {
        Map<String, Integer> outputs = new LinkedHashMap<>();
        for (String name : names) {
            outputs.put(name, 1);
        }
        return outputs;
    }

    @Test
    void happyPathFollowsTheTranscript() {
        int workflow = workflowWithFiles(3);
        Wrapper job = grid.job(workflow, 1);
        assertThat(job.getFile().status()).as("get_file while submitted").isIn(400, 403);
        assertThat(job.post(job.signed("send_heartbeat")).status()).isEqualTo(200);

        Wrapper.Reply started = job.getJobscript(RAL);
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.contentType()).startsWith("application/json");
        assertThat(started.json().path("jobscript").asText()).contains("echo hello");
        assertThat(started.json().path("patterns").toString()).isEqualTo("[[\"\",\"*.root\",1]]");
        assertThat(started.json().path("stage_env").toString())
                .isEqualTo("[[\"FLAVOUR\",\"vanilla\"],[\"SAMPLE\",\"muons\"]]");
        assertThat(started.json().path("quota_name").asText()).isEqualTo(Grid.ACCOUNT);
        assertThat(started.json().path("justin-jobs-production.chain.pem").isTextual())
                .isTrue();
        assertThat(started.json().path("requested_wall_seconds").isInt()).isTrue();
        assertThat(job.getJobscript(RAL).status()).as("a second get_jobscript").isEqualTo(403);

        Wrapper.Reply first = job.getFile();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.contentType()).startsWith("text/plain");
        assertThat(first.body()).isEqualTo("usertests:f1.root root://ral-lan//f1.root RAL_ECHO");
        assertThat(job.getFile().body()).isEqualTo("usertests:f2.root root://ral-lan//f2.root RAL_ECHO");
        String sam = "/api/samweb/" + job.jobsubId + "/" + job.jobscriptSecret() + "/processes/1/getNextFile";
        assertThat(job.post(sam, "").body()).isEqualTo("root://ral-lan//f3.root");
        assertThat(job.getFile().status()).as("nothing left").isEqualTo(404);
        assertThat(job.getAllocatedFiles().body())
                .isEqualTo("usertests:f1.root\nusertests:f2.root\nusertests:f3.root\n");

        Wrapper.Reply recorded =
                job.post(job.results(0, List.of("usertests:f1.root"), outputs("out1.root", "out2.root")));
        assertThat(recorded.status()).isEqualTo(200);
        assertThat(recorded.contentType()).startsWith("text/plain");
        assertThat(recorded.json().path("patterns").toString())
                .isEqualTo("{\"1\":{\"destination\":\"fnal-w" + workflow + "s1p1\",\"destination_number\":\"n001\","
                        + "\"for_next_stage\":0,\"lifetime_seconds\":86400,\"rse_expression\":\"\"}}");
        assertThat(recorded.json().path("output_rses").toString())
                .isEqualTo("[[\"RAL_ECHO\",\"davs\"],[\"CERN_EOS\",\"davs\"]]");
        assertThat(recorded.json().at("/uploads/out1.root/0/2").asText())
                .isEqualTo("davs://ral-echo.example:1094/data/usertests/e5/fb/out1.root");
        assertThat(grid.control()
                        .progress(new WorkflowId(workflow))
                        .stages()
                        .get(0)
                        .files())
                .isEqualTo(Map.of(InputFileState.UNALLOCATED, 2L, InputFileState.OUTPUTTING, 1L));
        assertThat(job.post(job.results(0, List.of(), Map.of())).status())
                .as("other results")
                .isEqualTo(410);

        Wrapper.Reply confirmed = job.post(job.confirmation(outputs("out1.root"), "RAL_ECHO"));
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.body()).isEmpty();
        assertThat(job.post(job.confirmation(outputs(), "RAL_ECHO")).status())
                .as("another confirmation")
                .isEqualTo(410);
        List<OutputRow> rows = grid.control()
                .outputs(Map.of("workflow", Integer.toString(workflow)))
                .rows();
        assertThat(rows)
                .extracting(row -> row.did().name() + " " + row.state())
                .containsExactly("out1.root output", "out2.root recorded");
        assertThat(rows.get(0).pfn().orElseThrow()).startsWith("davs://ral-echo.example:1094/data/usertests/");
        assertThat(rows.get(0).state()).isEqualTo(OutputFileState.OUTPUT);
        assertThat(grid.numbers("select type from allocator.events where workflow_id = " + workflow
                        + " and type not in (101, 201, 202, 402, 408) order by event_id"))
                .containsExactly(301L, 302L, 401L, 303L, 401L, 401L, 407L, 304L, 404L, 305L);

        Wrapper second = grid.job(workflow, 1);
        second.getJobscript(RAL);
        second.getFile();
        assertThat(second.post(second.results(0, List.of(), outputs("out1.root")))
                        .status())
                .as("a name that is taken")
                .isEqualTo(409);
        assertThat(second.post(second.abortion(312)).status()).isEqualTo(200);
        assertThat(grid.control()
                        .progress(new WorkflowId(workflow))
                        .stages()
                        .get(0)
                        .files())
                .isEqualTo(Map.of(InputFileState.UNALLOCATED, 2L, InputFileState.PROCESSED, 1L));
    }
}
