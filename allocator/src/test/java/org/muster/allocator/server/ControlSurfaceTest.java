package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.nextStage;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Issuer;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToRead;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.control.Supposition;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;

/** The control surface through its own client, with tokens of a real issuer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlSurfaceTest {
    private static final String RAL = "UK_RAL";
    private Grid grid;
    private AllocatorClient control;
    private int workflows;

    @BeforeAll
    void start() {
        grid = new Grid();
        control = grid.control();
    }

    @AfterAll
    void stop() {
        grid.close();
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (ApiRefused refused) {
            return refused.status();
        }
    }

    @Test
    void onlyServicesAndAdministratorsMayCall() {
        Instant later = Instant.now().plusSeconds(3600);
        assertThat(status(() -> grid.control(grid.issuer.token("camunda-admin")).demand()))
                .isEqualTo(200);
        assertThat(status(() -> grid.control(grid.issuer.token("requesters", "shifters"))
                        .demand()))
                .isEqualTo(403);
        assertThat(status(() -> grid.control(grid.issuer.token()).demand())).isEqualTo(403);
        assertThat(status(() -> grid.control("").demand())).isEqualTo(401);
        assertThat(status(() -> grid.control("not.a.token").demand())).isEqualTo(401);
        assertThat(status(() -> grid.control(grid.issuer.token(Issuer.newKey(), Issuer.NAME, later, "services"))
                        .demand()))
                .as("another key under the same name")
                .isEqualTo(401);
        assertThat(status(() -> grid.control(grid.issuer.token(grid.issuer.key(), "http://other", later, "services"))
                        .demand()))
                .as("another issuer")
                .isEqualTo(401);
        Instant before = grid.clock.instant().minusSeconds(3600);
        assertThat(status(() -> grid.control(grid.issuer.token(grid.issuer.key(), Issuer.NAME, before, "services"))
                        .demand()))
                .as("expired")
                .isEqualTo(401);
        Wrapper anybody = grid.wrapper("1.0@x", 1, 1);
        assertThat(anybody.send("PUT", "/api/control/inventory", "{}").status()).isEqualTo(401);
    }

    private int demand(Consumer<JWTClaimsSet.Builder> claims) {
        return status(() -> grid.control(grid.issuer.token(claims)).demand());
    }

    @Test
    void aTokenForSomethingElseOpensNothingHere() {
        List<String> services = List.of("services");
        assertThat(demand(token -> token.claim("groups", services)
                        .audience("muster.control")
                        .claim("scope", "muster.control")))
                .isEqualTo(200);
        assertThat(demand(token -> token.claim("groups", services).audience("muster.control")))
                .as("no scope")
                .isEqualTo(403);
        assertThat(demand(token -> token.claim("groups", services).claim("scope", "muster.control")))
                .as("no audience")
                .isEqualTo(401);
        assertThat(demand(token -> token.claim("groups", services)
                        .audience(List.of("muster.platform", "muster.control.x"))
                        .claim("scope", "muster.control")))
                .isEqualTo(401);
        assertThat(demand(token -> token.claim("groups", services)
                        .audience("muster.control")
                        .claim("scope", "storage.read:/ muster.control")))
                .as("what jobs read storage with")
                .isEqualTo(401);
        assertThat(demand(token -> token.claim("groups", List.of("camunda-admin"))
                        .audience("muster.control")
                        .claim("scope", "profile")
                        .claim("typ", "ID")))
                .as("an ID token")
                .isEqualTo(401);
    }

    @Test
    void groupsWithASlashAreTheSameGroups() {
        assertThat(status(() -> grid.control(grid.token("/camunda-admin")).demand()))
                .isEqualTo(200);
        assertThat(status(() -> grid.control(grid.token("/other/camunda-admin")).demand()))
                .isEqualTo(403);
    }

    @Test
    void openingIsIdempotentAndOrdersDoNotChange() {
        int workflow = ++workflows;
        control.open(order(workflow, stage(1)));
        control.open(order(workflow, stage(1)));
        assertThatThrownBy(() -> control.open(order(workflow, stage(1, dataset(1, "other")))))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiRefused.class))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(409));
        assertThat(status(() -> control.progress(new WorkflowId(999)))).isEqualTo(404);
        assertThat(status(() -> control.pause(new WorkflowId(999)))).isEqualTo(404);
        assertThat(control.inputQueries())
                .extracting(query -> query.workflow().number())
                .contains(workflow);
    }

    @Test
    void incompleteBodiesAreToldWhatIsMissing() {
        String token = grid.issuer.token("services");
        String body = post("/api/control/stages/w1s1/counters", "{\"count\":null}", token);
        assertThat(body).contains("400").contains("count");
        assertThat(post("/api/control/located", "[{\"file_id\":1,\"replicas\":[{\"rse\":\"A\"}]}]", token))
                .contains("replicas[0].wan_pfn: 'wan_pfn' is missing");
        assertThat(post("/api/control/located", "[{\"replicas\":[{\"rse\":\"A\"}, {\"wan_pfn\":\"x\"}]}]", token))
                .contains("\"[0].file_id\"", "\"[0].replicas[0].wan_pfn\"", "\"[0].replicas[1].rse\"");
        assertThat(post("/api/control/located", "[{\"file_id\":1,\"replicas\":[{\"rse\":\"bad name\"}]}]", token))
                .contains("an RSE name has upper-case letters");
        assertThat(post("/api/control/stages/w1s1/settings", "{\"priority\":100}", token))
                .contains("400", "priority: a number from 1 to 99, not 100");
        assertThat(post("/api/control/stages/w1s1/settings", "{\"max_running_jobs\":0}", token))
                .contains("400", "max_running_jobs: a number from 1 to 100000, not 0");
        assertThat(post("/api/control/jobs", "{", token)).contains("400");
        assertThat(post("/api/control/coffee", "{}", token)).contains("404");
        assertThat(post("/api/control/stages/nonsense/files", "{}", token)).contains("400");
    }

    private String post(String path, String body, String token) {
        try {
            HttpRequest request = HttpRequest.newBuilder(grid.base().resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWorkflowIsFollowedFromIntakeToItsEnd() {
        int workflow = ++workflows;
        WorkflowId id = new WorkflowId(workflow);
        control.open(order(workflow, stage(1, nextStage(1)), stage(2, dataset(1, "w" + workflow + "out"))));
        grid.files(workflow, 2);
        assertThat(control.demand()).anySatisfy(demand -> {
            assertThat(demand.stage()).isEqualTo(StageRef.of(workflow, 1));
            assertThat(demand.sites()).contains(Orders.RAL, Orders.CERN);
        });
        Wrapper first = runJob(workflow, 1, "x" + workflow + ".next", "{}");
        List<OutputToRegister> intermediate = unregistered(workflow);
        assertThat(intermediate).hasSize(1);
        assertThat(intermediate.get(0).parents()).as("the inputs it processed").hasSize(2);
        assertThat(control.progress(id).drained()).isFalse();
        control.registered(RegisteredOutputs.of(intermediate));
        assertThat(unregistered(workflow)).isEmpty();
        assertThat(control.registeredOutputs(Map.of("workflow", "" + workflow)).rows())
                .as("what the catalogues were told, to compare it with what they say")
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("registeredAt")
                .isEqualTo(intermediate);
        assertThat(control.registeredOutputs(Map.of("ids", intermediate.get(0).outputId() + ",0"))
                        .rows())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("registeredAt")
                .isEqualTo(intermediate);
        Did output = intermediate.get(0).did();
        assertThat(control.knownOutputs(List.of(output, new Did("usertests", "stranger"))))
                .containsExactly(output);
        grid.locate();
        runJob(workflow, 2, "y" + workflow + ".root", "{\"core.event_count\":42}");
        WorkflowProgress progress = control.progress(id);
        assertThat(progress.drained()).isTrue();
        assertThat(progress.eventsConfirmed()).isEqualTo(42);
        assertThat(progress.unregisteredOutputs()).isEqualTo(1);

        FileRow file = control.files(Map.of("workflow", "" + workflow, "stage", "1"))
                .rows()
                .get(0);
        assertThat(file.state()).isEqualTo(InputFileState.PROCESSED);
        FileDetail detail = control.file(file.fileId());
        assertThat(detail.replicas()).hasSize(1);
        assertThat(detail.allocations())
                .singleElement()
                .satisfies(allocation -> assertThat(allocation.end()).contains("posted"));
        JobDetail job = control.job(new JobsubId(first.jobsubId));
        assertThat(job.jobscriptLog()).contains("it ran");
        assertThat(job.job().state()).isEqualTo(JobState.FINISHED);
        assertThat(job.allocations()).hasSize(2);

        control.close(id);
        control.registered(RegisteredOutputs.of(unregistered(workflow).subList(0, 1)));
        WorkflowProgress closed = control.progress(id);
        assertThat(closed.status()).isEqualTo(LedgerStatus.CLOSED);
        assertThat(closed.stages())
                .as("gone from memory, counted in PostgreSQL")
                .isEqualTo(progress.stages());
        assertThat(closed.eventsConfirmed()).isEqualTo(42);
        control.close(id);
        control.open(order(workflow, stage(1)));
        assertThat(control.progress()).noneMatch(open -> open.workflow().equals(id));
        grid.restart();
        control = grid.control();
        assertThat(control.progress(id)).isEqualTo(closed);
        assertThat(control.progress(List.of(id, new WorkflowId(999)))).containsExactly(closed);
    }

    @Test
    void aChecksumThatNoJobToldIsKeptWhenItIsFoundAndAnotherIsNotReplaced() {
        int workflow = ++workflows;
        control.open(order(workflow, stage(1, dataset(1, "w" + workflow + "out"))));
        grid.files(workflow, 1);
        Wrapper job = grid.job(workflow, 1);
        assertThat(job.getJobscript(RAL).status()).isEqualTo(200);
        String file = job.getFile().body();
        ObjectNode results = job.results(
                0, List.of(file.substring(0, file.indexOf(' '))), Map.of("mute" + workflow, 1, "told" + workflow, 1));
        results.putObject("output_metadata")
                .putObject("told" + workflow)
                .put("size_bytes", 1000)
                .put("adler32", "A0B0C0D");
        assertThat(job.post(results).status()).isEqualTo(200);
        assertThat(job.post(job.confirmation(Map.of("mute" + workflow, 1, "told" + workflow, 1), "RAL_ECHO"))
                        .status())
                .isEqualTo(200);
        Adler32Sum told = new Adler32Sum("0a0b0c0d");
        Adler32Sum read = new Adler32Sum("00000001");
        List<OutputToRegister> outputs = unregistered(workflow);
        assertThat(outputs)
                .extracting(OutputToRegister::adler32)
                .containsExactlyInAnyOrder(Optional.empty(), Optional.of(told));
        List<Long> ids = outputs.stream().map(OutputToRegister::outputId).toList();
        OutputsToRead readable = control.outputsToRead(ids);
        assertThat(readable.outputIds()).isEqualTo(ids);
        assertThat(readable.storageToken()).isNotEmpty();

        control.registered(RegisteredOutputs.of(
                outputs.stream().map(output -> output.with(read)).toList()));

        assertThat(control.registeredOutputs(Map.of("workflow", "" + workflow)).rows())
                .extracting(OutputToRegister::adler32)
                .containsExactlyInAnyOrder(Optional.of(read), Optional.of(told));
        assertThat(control.outputsToRead(ids).outputIds())
                .as("there is nothing to be read any more")
                .isEmpty();
        grid.restart();
        control = grid.control();
        assertThat(control.registeredOutputs(Map.of("workflow", "" + workflow)).rows())
                .extracting(OutputToRegister::adler32)
                .containsExactlyInAnyOrder(Optional.of(read), Optional.of(told));
    }

    private List<OutputToRegister> unregistered(int workflow) {
        return grid.outputsToRegister().stream()
                .filter(output -> output.stage().workflow().number() == workflow)
                .toList();
    }

    private Wrapper runJob(int workflow, int stage, String output, String metadata) {
        Wrapper job = grid.job(workflow, stage);
        assertThat(job.getJobscript(RAL).status()).isEqualTo(200);
        List<String> dids = new ArrayList<>();
        for (Wrapper.Reply file = job.getFile(); file.status() == 200; file = job.getFile()) {
            dids.add(file.body().substring(0, file.body().indexOf(' ')));
        }
        ObjectNode results = job.results(0, dids, Map.of(output, 1));
        try {
            results.putObject("output_metadata")
                    .putObject(output)
                    .put("size_bytes", 10)
                    .put("adler32", "0a0b0c0d")
                    .set("metadata", Json.mapper().readTree(metadata));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(job.post(results).status()).isEqualTo(200);
        assertThat(job.post(job.confirmation(Map.of(output, 1), "RAL_ECHO")).status())
                .isEqualTo(200);
        return job;
    }

    /** Ids are given to stages in blocks of 1,024, in turns here. */
    @Test
    void pagesOfAStageHaveAllItsFilesWhateverBlocksTheyAreIn() {
        int one = ++workflows;
        int other = ++workflows;
        control.open(order(one, stage(1)));
        control.open(order(other, stage(1)));
        for (int made = 1000; made <= 3000; made += 1000) {
            control.counters(StageRef.of(one, 1), made);
            control.counters(StageRef.of(other, 1), made);
        }
        for (String stage : List.of("w" + one + "s1", "w" + other + "s1")) {
            List<Long> ids = new ArrayList<>();
            Optional<String> next = Optional.of("0");
            while (next.isPresent()) {
                Page<FileRow> page = control.files(Map.of("stage", stage, "limit", "700", "after", next.get()));
                assertThat(page.rows()).allMatch(row -> row.stage().toString().equals(stage));
                page.rows().forEach(row -> ids.add(row.fileId()));
                next = page.next();
            }
            assertThat(ids).hasSize(3000).isSorted().doesNotHaveDuplicates();
        }
        assertThat(control.files(Map.of("state", "unallocated", "limit", "6000"))
                        .rows())
                .as("of all stages")
                .hasSize(6000);
    }

    @Test
    void tablesHavePagesAndFilters() {
        int workflow = ++workflows;
        control.open(order(workflow, stage(1)));
        control.counters(StageRef.of(workflow, 1), 25);
        List<Long> seen = new ArrayList<>();
        String after = "";
        Page<FileRow> page;
        do {
            page = control.files(Map.of("workflow", "" + workflow, "limit", "10", "after", after));
            page.rows().forEach(row -> seen.add(row.fileId()));
            after = page.next().orElse("");
        } while (page.next().isPresent());
        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSorted();
        assertThat(control.files(Map.of("did", "monte-carlo:monte-carlo-%06d-000007".formatted(workflow)))
                        .rows())
                .hasSize(1);
        assertThat(control.files(Map.of("stage", "w" + workflow + "s1", "state", "processed"))
                        .rows())
                .isEmpty();
        assertThat(control.events(Map.of("workflow", "" + workflow, "type", "201"))
                        .rows())
                .hasSize(25);
        assertThat(eventIds(Map.of("workflow", "" + workflow, "limit", "10")))
                .as("one for each file, and one of the workflow, page by page")
                .hasSize(1 + 25)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(eventIds(Map.of("workflow", "" + workflow, "type", "201", "limit", "7")))
                .hasSize(25);
        assertThat(control.events(Map.of("did", "monte-carlo:monte-carlo-%06d-000007".formatted(workflow)))
                        .rows())
                .extracting(event -> event.name())
                .containsExactly("FILE_ADDED");
        assertThatThrownBy(() -> control.files(Map.of("colour", "red", "state", "odd", "limit", "x")))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiRefused.class))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.problem().problems())
                            .extracting(problem -> problem.field())
                            .containsExactlyInAnyOrder("colour", "state", "limit");
                });
        assertThat(status(() -> control.job(new JobsubId("nobody")))).isEqualTo(404);
        assertThat(status(() -> control.file(987_654_321L))).isEqualTo(404);
    }

    @Test
    void healthCountsWhatEndedLately() {
        int workflow = ++workflows;
        control.open(order(workflow, stage(1)));
        grid.files(workflow, 2);
        Wrapper bad = grid.job(workflow, 1);
        bad.getJobscript(RAL);
        bad.getFile();
        bad.post(bad.results(3, List.of(), Map.of()));
        grid.job(workflow, 1).getJobscript(RAL);
        Wrapper early = grid.job(workflow, 1);
        early.getJobscript(RAL);
        early.post(early.abortion(323, "/cvmfs/x is missing", ""));
        Wrapper earlier = grid.job(workflow, 1);
        earlier.post(earlier.abortion(323));
        WorkflowHealth health = control.health().stream()
                .filter(row -> row.workflow().number() == workflow)
                .findFirst()
                .orElseThrow();
        assertThat(health)
                .isEqualTo(new WorkflowHealth(
                        new WorkflowId(workflow),
                        1,
                        0,
                        1,
                        Map.of(Orders.RAL, 1L),
                        Map.of(3, 1L),
                        List.of(new WorkflowHealth.Aborts(
                                Optional.of(323), 2, health.aborts().get(0).example()))));
        assertThat(health.aborts().get(0).example().orElse(""))
                .as("of the job that ended last")
                .isEqualTo("The wrapper job gave up at 'test' with code 323 (JOB_ABORT_CVMFS_CHECKS).");
    }

    @Test
    void operatorsSeeHealthReadinessAndNumbers() {
        Wrapper anybody = grid.wrapper("1.0@x", 1, 1);
        assertThat(anybody.send("GET", "/health", "").status()).isEqualTo(200);
        assertThat(anybody.send("GET", "/ready", "").status()).isEqualTo(200);
        assertThat(anybody.send("GET", "/metrics", "").body())
                .contains("muster_batch_commit_seconds_count")
                .contains("muster_ledger_ready 1.0");
        assertThat(anybody.send("GET", "/", "").status()).isEqualTo(404);
    }

    /** They are kept in a row for each block of 1,024. */
    @Test
    void everyFileOfALargeIntakeHasItsEvent() {
        int workflow = ++workflows;
        control.open(order(workflow, stage(1, dataset(1, "e"))));
        control.counters(StageRef.of(workflow, 1), 2_100);
        Map<String, String> added = Map.of("workflow", "" + workflow, "type", "201");
        assertThat(eventIds(added)).hasSize(2_100).doesNotHaveDuplicates().isSorted();
        String did = "monte-carlo:monte-carlo-%06d-001025".formatted(workflow);
        assertThat(control.events(Map.of("did", did, "type", "201")).rows())
                .singleElement()
                .satisfies(event -> assertThat(event.did()).hasValue(Did.parse(did)));
    }

    private List<Long> eventIds(Map<String, String> filters) {
        List<Long> ids = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Map<String, String> page = new HashMap<>(filters);
            page.put("after", after.get());
            Page<EventRow> events = control.events(page);
            events.rows().forEach(row -> ids.add(row.eventId()));
            after = events.next();
        }
        return ids;
    }

    @Test
    void matchingIsExplainedAndSupposed() {
        int number = ++workflows + 900;
        control.open(order(number, stage(1)));
        StageRef ref = StageRef.of(number, 1);

        List<WhyNot> everySite = control.whyNot(Map.of("stage", ref.toString()));
        assertThat(everySite).hasSameSizeAs(control.inventory().sites());
        assertThat(control.whyNot(Map.of("workflow", "w" + number, "site", RAL)))
                .singleElement()
                .satisfies(why -> {
                    assertThat(why.stage()).isEqualTo(ref);
                    assertThat(why.files()).isZero();
                    assertThat(why.steps()).isNotEmpty();
                });
        assertThat(control.whatIf(
                        ref, new Supposition(Optional.empty(), Optional.empty(), Optional.empty(), List.of())))
                .allMatch(answer -> answer.filesNow() == answer.filesThen());
        assertThat(control.whatIf(
                        ref,
                        new Supposition(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.of(64),
                                Optional.of(1L << 40),
                                Optional.of(1))))
                .as("this inventory limits nothing")
                .allMatch(answer -> answer.filesNow() == answer.filesThen());

        assertThat(control.whyNot(Map.of("stage", ref.toString(), "site", RAL, "entry", "of_nobody")))
                .singleElement()
                .satisfies(why -> assertThat(why.steps())
                        .filteredOn(step -> step.rule() == MatchingRule.ENTRY_KNOWN)
                        .singleElement()
                        .satisfies(step -> assertThat(step.reason()).contains("of_nobody")));
        assertThat(status(() -> control.whyNot(Map.of("stage", ref.toString(), "entry", "of_nobody"))))
                .isEqualTo(400);

        assertThat(status(() -> control.whyNot(Map.of()))).isEqualTo(400);
        assertThat(status(() -> control.whyNot(Map.of("stage", "w1s1", "file", "3"))))
                .isEqualTo(400);
        assertThat(status(() -> control.whyNot(Map.of("colour", "blue")))).isEqualTo(400);
        assertThat(status(() -> control.whyNot(Map.of("file", "x")))).isEqualTo(400);
        assertThat(status(() -> control.whyNot(Map.of("stage", "w999999s1")))).isEqualTo(404);
    }
}
