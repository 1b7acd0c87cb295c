package org.muster.webapp.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.Problem;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.platform.RequestSubmission;

class RequestReaderTest {
    private final RequestReader reader = new RequestReader(10_000);

    @Test
    void exampleIsSound() {
        ProductionRequest request = sound(Examples.firstCampaign());
        assertThat(request.name()).isEqualTo("toy-calorimeter-2026a");
        assertThat(request.workflow())
                .extracting(ProductionRequest.Step::step)
                .containsExactly("generate", "reconstruct");
        assertThat(request.workflow().get(0).environment()).isEqualTo(Map.of("LAYERS", "12"));
        assertThat(request.eventsRequested()).isEqualTo(5500);
    }

    @Test
    void everyProblemIsSaidAtOnceWithItsLineAndItsFix() {
        String text = Examples.text("broken-request.yaml");
        List<String> lines = text.lines().toList();
        List<Integer> marked = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).matches(".*# [1-6]:.*"))
                .mapToObj(line -> line + 1)
                .toList();
        List<Problem> problems = problems(new RequestSubmission(text, Examples.jobscripts()));
        assertThat(problems)
                .extracting(Problem::field)
                .containsExactly(
                        "name",
                        "code.tag",
                        "workflow[0].jobscript",
                        "tape[0].file_size_bytes",
                        "samples[1].events",
                        "final_datasets[0]");
        assertThat(problems).extracting(Problem::fix).doesNotContain("");
        assertThat(problems).extracting(Problem::line).isEqualTo(marked);
    }

    @Test
    void misspeltKeyIsFoundAndTheRightOneSuggested() {
        List<Problem> problems = problems(changed("physics_group:", "phyics_group:"));
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "line 2, physics_group: is missing (add \"physics_group:\" here)",
                        "line 4, phyics_group: is not a key of a request (did you mean \"physics_group\"?)");
    }

    @Test
    void branchIsNoVersion() {
        assertThat(problems(changed("tag: v1.0.0", "tag: main")))
                .extracting(Problem::field)
                .containsExactly("code.tag");
    }

    @Test
    void jobscriptIsLookedAt() {
        RequestSubmission submission = new RequestSubmission(
                Examples.text("first-campaign.yaml"),
                Map.of(
                        "generate.jobscript",
                        "echo hello\r\n",
                        "reconstruct.jobscript",
                        Examples.text("reconstruct.jobscript")));
        assertThat(problems(submission))
                .extracting(Problem::message)
                .containsExactly(
                        "generate.jobscript does not say its interpreter",
                        "generate.jobscript has Windows line ends",
                        "generate.jobscript never asks for an input file",
                        "generate.jobscript never says which input files it has processed");
    }

    @Test
    void testStaysSmall() {
        assertThat(problems(changed("test: {jobs: 10, events_per_job: 2}", "test: {jobs: 21, events_per_job: 11}")))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("test.jobs", "test.events_per_job");
    }

    private static final String RECONSTRUCT = "    configuration: toy-reconstruction.fcl\n";

    @Test
    void stepSaysWhatItNeedsOfGpusAndWhoseSlotsItMayHave() {
        ProductionRequest request = sound(changed(RECONSTRUCT, RECONSTRUCT + """
                    gpu: {count: 2, memory_mib: 8000, compute_capability: 7.10}
                    group: /experiment/gpu
                """));
        assertThat(request.workflow().get(0).gpu()).isEmpty();
        assertThat(request.workflow().get(0).group()).isEmpty();
        assertThat(request.workflow().get(1).gpu()).contains(new GpuNeed(2, 8000L * 1024 * 1024, "7.10"));
        assertThat(request.workflow().get(1).group()).isEqualTo("/experiment/gpu");
    }

    @Test
    void anyGpuWillDoUnlessMoreIsSaid() {
        ProductionRequest request = sound(changed(RECONSTRUCT, RECONSTRUCT + "    gpu: {count: 1}\n"));
        GpuNeed need = request.workflow().get(1).gpu().orElseThrow();
        assertThat(need).isEqualTo(new GpuNeed(1, 0, GpuNeed.ANY_CAPABILITY));
        assertThat(new GpuNeed(1, 1, "3.5").metBy(new GpuNeed(1, 1, "3.5"))).isTrue();
        assertThat(need.metBy(new GpuNeed(1, 1, "3.5"))).isTrue();
    }

    @Test
    void everyProblemOfAGpuAndAGroupIsSaidAtOnce() {
        assertThat(problems(changed(RECONSTRUCT, RECONSTRUCT + """
                    gpu: {count: 0, memory_mib: -1, compute_capability: new, cores: 8}
                    group: "my group"
                """)))
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "line 25, workflow[1].gpu.count: is not a whole number from 1 to 16 (write a number in this range)",
                        "line 25, workflow[1].gpu.memory_mib: is not a whole number from 1 to 1000000 (write a number in this range)",
                        "line 25, workflow[1].gpu.compute_capability: cannot be \"new\" (write major.minor, such as \"7.5\")",
                        "line 25, workflow[1].gpu.cores: is not a key of a request (leave it out)",
                        "line 26, workflow[1].group: cannot be \"my group\" (a group as tokens name it, such as /experiment/production)");
        assertThat(problems(changed(RECONSTRUCT, RECONSTRUCT + "    gpu: 1\n")))
                .extracting(Problem::field)
                .contains("workflow[1].gpu", "workflow[1].gpu.count");
        assertThat(problems(changed(RECONSTRUCT, RECONSTRUCT + "    gpu: {memory_mib: 8000}\n    gpus: 1\n")))
                .extracting(Problem::toString)
                .containsExactly(
                        "line 25, workflow[1].gpu.count: is missing (add \"count:\" here)",
                        "line 26, workflow[1].gpus: is not a key of a request (did you mean \"gpu\"?)");
    }

    @Test
    void workflowBeyondTheQuotaIsRefusedAtTheDoor() {
        assertThat(problems(changed("name: muons, events: 3000,", "name: muons, events: 500051,")))
                .extracting(Problem::message)
                .containsExactly("would make a workflow of 10002 files; the quota is 10000");
    }

    @Test
    void reservedVariablesAreThePlatforms() {
        assertThat(problems(changed("{LAYERS: \"12\"}", "{COUNTER_OFFSET: \"7\", JUSTIN_PATH: \"/tmp\"}")))
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "COUNTER_OFFSET is set by the platform", "JUSTIN_PATH is set by the platform");
    }

    @Test
    void anyTextIsAnsweredWithProblemsOnly() {
        for (String text :
                List.of("", "[]", "a", "name: [", "{name: {a: b}}", "- - -", "name: &a [*a]", "\t", "? ? ?")) {
            assertThat(problems(new RequestSubmission(text, Map.of()))).as(text).isNotEmpty();
        }
    }

    @Test
    void correctedTagLeavesTheRestAsItWas() {
        String text = Examples.text("first-campaign.yaml");
        assertThat(RequestText.withCodeTag(text, "v1.0.1")).isEqualTo(text.replace("v1.0.0", "v1.0.1"));
    }

    private static RequestSubmission changed(String from, String to) {
        String text = Examples.text("first-campaign.yaml");
        assertThat(text).contains(from);
        return new RequestSubmission(text.replace(from, to), Examples.jobscripts());
    }

    private List<Problem> problems(RequestSubmission submission) {
        return ((Reading.Unsound) reader.read(submission)).problems();
    }

    private ProductionRequest sound(RequestSubmission submission) {
        return ((Reading.Sound) reader.read(submission)).request();
    }
}
