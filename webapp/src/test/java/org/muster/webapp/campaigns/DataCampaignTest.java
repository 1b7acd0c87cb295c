package org.muster.webapp.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.data.FileListDigest;
import org.muster.domain.failure.Problem;
import org.muster.processes.Topic;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign over data, as far as the webapp goes; the workers' part is done by hand. */
@RunningWebapp
class DataCampaignTest {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String SAMPLE = "hits";

    private final Door door;
    private final EngineHand engine;
    private final PlatformClient workers;

    @Autowired
    DataCampaignTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
        this.workers = door.as("muster-workers");
    }

    /** Workers take a few tasks at a time. */
    @BeforeEach
    void nothingIsLeftFromOtherTests() {
        engine.work();
    }

    @Test
    void sampleIsFrozenAndItsSlicesAreRowsOfThePlan() {
        CampaignId id = file("dataset: \"usertests:toy-hits\", slices: {files: 10}");
        engine.work(Topic.FREEZE_SAMPLES);
        assertThat(workers.samples(id))
                .containsExactly(new SampleRow(
                        SAMPLE, "rucio-dataset usertests:toy-hits", SampleRow.Order.BY_NAME, Optional.empty()));
        assertThat(workers.campaign(id).campaign().eventsRequested()).isEmpty();
        assertThat(workers.plan(id).workflows()).isEmpty();

        List<SampleFile> files = files(35);
        workers.piece(id, SAMPLE, 0, files(40));
        workers.piece(id, SAMPLE, 0, files);
        SampleManifest manifest = manifest(files);
        assertThat(workers.freeze(id, SAMPLE, manifest).problems()).isEmpty();
        assertThat(workers.freeze(id, SAMPLE, manifest).problems())
                .as("told again")
                .isEmpty();
        engine.answer(Topic.FREEZE_SAMPLES, Map.of("samplesProblem", ""));

        assertThat(engine.waiting(id)).containsExactly("appoint-shifter");
        assertThat(workers.samples(id)).extracting(row -> row.manifest()).containsExactly(Optional.of(manifest));
        assertThat(workers.plan(id).workflows())
                .extracting(row -> row.slice() + " " + row.skip() + "+" + row.limit() + ", "
                        + row.remaining().map(Object::toString).orElse("-") + ", "
                        + row.events().orElseThrow() + " events")
                .containsExactly(
                        "test-1 0+4, -, 8 events",
                        "pilot-1 0+4, 31, 20 events",
                        "validation-1 4+6, 25, 30 events",
                        "production-1 10+10, 15, 50 events",
                        "production-2 20+10, 5, 50 events",
                        "production-3 30+5, 0, 25 events");
        assertThat(workers.campaign(id).campaign().eventsRequested()).contains(125L);
        assertThat(workers.numbers(id).eventsRequested()).contains(125L);
        assertThat(workers.sampleFiles(id, SAMPLE, 30, 10)).isEqualTo(files.subList(30, 35));
        assertThat(workers.campaign(id).log())
                .extracting(entry -> entry.text())
                .anyMatch(text -> text.startsWith("Froze sample hits: 35 files"));
        assertThat(door.as("sam").campaign(id).plan().workflows()).hasSize(6);

        String list = "/api/campaigns/" + id.number() + "/samples/hits/list?format=csv";
        assertThat(door.get(list, "sam").body().lines()).hasSize(36).contains("toy:f10000,100,5,");
        DeviceLogin browser = new DeviceLogin(door.address());
        browser.signIn("sam");
        String page = "/dashboard/campaigns/" + id.number();
        assertThat(browser.get(page).body())
                .contains("rucio-dataset usertests:toy-hits")
                .contains(manifest.digest())
                .contains(page + "/samples/hits");
        assertThat(browser.get(page + "/samples/hits").body()).contains("toy:f10034");
    }

    @Test
    void workflowOfASliceReadsItAndSaysNothingOfEvents() {
        CampaignId id = file("dataset: \"usertests:toy-hits\"");
        engine.work(Topic.FREEZE_SAMPLES);
        freeze(id, files(35));
        decide(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(id, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        decide(id, "approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide(id, "approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));

        var test = workers.order(
                workers.make(id, new NewWorkflow(WorkflowPurpose.TEST, 1)).workflow());
        assertThat(test.mql()).isEqualTo("sample " + id + "/hits skip 0 limit 4");
        assertThat(test.stages().get(0).environment()).containsEntry("EVENTS_PER_JOB", "2");
        var again = workers.order(
                workers.make(id, new NewWorkflow(WorkflowPurpose.TEST, 2)).workflow());
        assertThat(again.mql()).as("a test that is repeated reads the same").isEqualTo(test.mql());
    }

    @Test
    void piecesOfTwoFindingsAreNotTakenForOneList() {
        CampaignId id = file("dataset: \"usertests:toy-hits\"");
        engine.work(Topic.FREEZE_SAMPLES);
        workers.piece(id, SAMPLE, 0, files(35));
        assertThatThrownBy(() -> workers.freeze(id, SAMPLE, manifest(files(36))))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
        freeze(id, files(36));
        assertThatThrownBy(() -> workers.piece(id, SAMPLE, 0, files(35)))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void sampleThatCannotBeCutStaysOpenForItsRequester() {
        CampaignId id = file("dataset: \"usertests:toy-hits\", slices: {by: run}");
        engine.work(Topic.FREEZE_SAMPLES);
        workers.piece(id, SAMPLE, 0, files(35));
        assertThat(workers.freeze(id, SAMPLE, manifest(files(35))).problems())
                .extracting(Problem::field)
                .containsExactly("samples[0].slices");
        assertThat(workers.samples(id).get(0).manifest()).isEmpty();
        engine.answer(Topic.FREEZE_SAMPLES, Map.of("samplesProblem", "hits: cannot be cut"));
        assertThat(engine.waiting(id)).containsExactly("correct-request");
    }

    @Test
    void namesOfAListComeFromTheRequest() {
        String names = "# what we looked at\n\ntoy:f0000\ntoy:f0001\n";
        CampaignId id = door.as("rita")
                .file(submission("files_from: list.txt", Optional.of(Map.of("list.txt", names))))
                .campaign();
        assertThat(workers.listed(id, SAMPLE, 0)).containsExactly(new Did("toy", "f0000"), new Did("toy", "f0001"));
        assertThat(workers.listed(id, SAMPLE, 2)).isEmpty();
        assertThat(workers.samples(id)).extracting(SampleRow::source).containsExactly("the list list.txt");
    }

    @Test
    void everyLineOfAListThatIsNoNameIsSaidAtOnce() {
        String names = "toy:f0000\nno name\ntoy:f0000\n";
        assertThatThrownBy(() -> door.as("rita")
                        .check(submission("files_from: list.txt", Optional.of(Map.of("list.txt", names)))))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.problem().problems())
                                .extracting(Problem::message)
                                .containsExactly(
                                        "list.txt, line 2: a DID looks like scope:name, not 'no name'",
                                        "list.txt, line 3: toy:f0000 is there twice"));
    }

    @Test
    void onlyWorkersFreeze() {
        CampaignId id = file("dataset: \"usertests:toy-hits\"");
        for (String person : List.of("rita", "sam", "dan", "paula")) {
            PlatformClient platform = door.as(person);
            for (Runnable call : List.<Runnable>of(
                    () -> platform.piece(id, SAMPLE, 0, files(35)),
                    () -> platform.freeze(id, SAMPLE, manifest(files(35))),
                    () -> platform.listed(id, SAMPLE, 0))) {
                assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                ApiRefused.class,
                                refused -> assertThat(refused.status()).isEqualTo(403));
            }
        }
    }

    private void freeze(CampaignId id, List<SampleFile> files) {
        workers.piece(id, SAMPLE, 0, files);
        assertThat(workers.freeze(id, SAMPLE, manifest(files)).problems()).isEmpty();
        engine.answer(Topic.FREEZE_SAMPLES, Map.of("samplesProblem", ""));
    }

    private static List<SampleFile> files(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(number -> new SampleFile(
                        new Did("toy", "f" + (10_000 + number)), 100 + number, Optional.of(5L), Optional.empty()))
                .toList());
    }

    private static SampleManifest manifest(List<SampleFile> files) {
        FileListDigest digest = new FileListDigest();
        files.forEach(file -> digest.add(file.did().toString(), file.bytes()));
        return new SampleManifest(
                Instant.parse("2026-11-30T12:00:00Z"),
                files.size(),
                files.stream().mapToLong(SampleFile::bytes).sum(),
                Optional.of(files.size() * 5L),
                digest.hex(),
                Optional.of("The dataset is open: it may have other files by now."));
    }

    private CampaignId file(String source) {
        return door.as("rita").file(submission(source, Optional.empty())).campaign();
    }

    private static RequestSubmission submission(String source, Optional<Map<String, String>> lists) {
        String text = Examples.text("data-campaign.yaml")
                .replace("toy-reprocessing-2026a", "toy-data-" + NAMES.incrementAndGet())
                .replace("dataset: \"usertests:toy-hits\", slices: {files: 10}", source);
        return new RequestSubmission(
                text, Map.of("reconstruct.jobscript", Examples.text("reconstruct.jobscript")), lists);
    }

    private void decide(CampaignId id, String gate, String person, Map<String, Object> variables) {
        Door.Answer answer = engine.complete(id, gate, person, variables);
        assertThat(answer.status()).as(gate + " " + answer.body()).isEqualTo(204);
        engine.work();
    }
}
