package org.muster.webapp.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.failure.Problem;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.platform.RequestSubmission;

class RequestReaderTest {
    private final RequestReader reader = new RequestReader(10_000);

    private List<String> fields(String from, String to) {
        String text = Examples.text("first-campaign.yaml");
        assertThat(text).contains(from);
        Reading reading = reader.read(new RequestSubmission(text.replace(from, to), Examples.jobscripts()));
        return reading instanceof Reading.Unsound unsound
                ? unsound.problems().stream().map(problem -> problem.field()).toList()
                : List.of();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"010", "1_000", "0x10", "1e3", "1:30", "+5", "'5'", "5.0", "yes", "~", "2026-01-01", "0o10"})
    void aNumberIsWrittenInDigitsAlone(String number) {
        assertThat(fields("events: 3000", "events: " + number)).containsExactly("samples[0].events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "1", "True", "'true'"})
    void aSwitchIsTrueOrFalse(String text) {
        assertThat(fields("tape: true", "tape: " + text)).containsExactly("workflow[1].outputs[0].tape");
    }

    @ParameterizedTest
    @CsvSource({"yes", "010", "2026-01-01", "1_000", "0x10", "on"})
    void aTextStaysAsItIsWritten(String text) {
        Reading reading = reader.read(new RequestSubmission(
                Examples.text("first-campaign.yaml").replace("LAYERS: \"12\"", "LAYERS: " + text),
                Examples.jobscripts()));
        assertThat(((Reading.Sound) reading).request().workflow().get(0).environment())
                .containsEntry("LAYERS", text);
    }

    @Test
    void sumsAreLookedAtBeforeTheyAreMade() {
        assertThat(fields("files: 14, file_size_bytes: 2000", "files: 1000000000, file_size_bytes: 1000000000000"))
                .containsExactly("tape[0].files");
        assertThat(fields("{name: muons, events: 1000}", "{name: muons, events: 1000000000000}"))
                .containsExactly("validation_sample.samples[0]");
        assertThat(fields("{name: muons, events: 1000}", "{name: muons, events: 5}, {name: muons, events: 5}"))
                .containsExactly("validation_sample.samples[1].name");
    }

    @ParameterizedTest
    @CsvSource({"'*.histogram.json', '*.hits[.jsonl'", "'*.histogram.json', 'a b*'", "'*.histogram.json', '../*'"})
    void aPatternThatMatchesNothingIsAProblem(String from, String to) {
        assertThat(fields("pattern: \"" + from + "\"", "pattern: \"" + to + "\""))
                .contains("workflow[1].outputs[0].pattern");
    }

    @Test
    void whatAJobscriptDoesNotSayItselfIsAWarning() {
        Map<String, String> jobscripts = Map.of(
                "generate.jobscript",
                "#!/bin/bash\nexec \"$INPUT_DIR/run.sh\"\n",
                "reconstruct.jobscript",
                Examples.text("reconstruct.jobscript"));
        Reading reading = reader.read(new RequestSubmission(Examples.text("first-campaign.yaml"), jobscripts));
        assertThat(((Reading.Sound) reading).warnings())
                .extracting(warning -> warning.field())
                .containsExactly("workflow[0].jobscript", "workflow[0].jobscript");
    }

    @Test
    void aTextThatNothingCanKeepIsAProblemOfTheRequest() {
        assertThat(fields("description: ", "description: \u0000")).containsExactly("");
        assertThat(fields("description: Response", "description: \"\\0Response\"  #"))
                .containsExactly("description");
    }

    @Test
    void exampleIsSound() {
        ProductionRequest request = sound(Examples.firstCampaign());
        assertThat(request.name()).isEqualTo("toy-calorimeter-2026a");
        assertThat(request.workflow())
                .extracting(ProductionRequest.Step::step)
                .containsExactly("generate", "reconstruct");
        assertThat(request.workflow().get(0).environment()).isEqualTo(Map.of("LAYERS", "12"));
        assertThat(request.eventsRequested()).contains(5500L);
    }

    @Test
    void everyProblemIsSaidAtOnceWithItsLineAndItsFix() {
        String text = Examples.text("broken-request.yaml");
        List<String> lines = text.lines().toList();
        List<Optional<Integer>> marked = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).matches(".*# [1-6]:.*"))
                .mapToObj(line -> Optional.of(line + 1))
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
                        "generate.jobscript does not say its interpreter", "generate.jobscript has Windows line ends");
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
        assertThat(request.workflow().get(1).group()).contains("/experiment/gpu");
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
        assertThat(problems(changed("name: muons, events: 1000}", "name: muons, events: 500051}")))
                .extracting(Problem::message)
                .containsExactly("would make a workflow of 10002 files; the quota is 10000");
        assertThat(problems(changed("name: muons, events: 3000,", "name: muons, events: 1000001, slices: {count: 2},")))
                .extracting(Problem::toString)
                .containsExactly("line 48, samples[0]: would make a workflow of 10001 files; the quota is 10000"
                        + " (raise events_per_job, or cut the sample into more slices)");
    }

    @Test
    void sampleThatSaysNothingIsCutIntoSlicesAsLargeAsTheyMayBe() {
        ProductionRequest request = sound(changed("name: muons, events: 3000,", "name: muons, events: 1000001,"));
        assertThat(request.samples().get(0).source())
                .isEqualTo(new SampleSource.Generated(1_000_001, new Cut.Files(10_000)));
    }

    @Test
    void everyProblemOfACutIsSaidAtOnce() {
        assertThat(problems(changed("events: 3000,", "events: 3000, slices: {count: 0, events: 5, by: run},")))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("samples[0].slices.count", "samples[0].slices", "samples[0].slices.by");
        assertThat(problems(changed("events: 3000,", "events: 3000, slices: {},")))
                .extracting(Problem::field)
                .containsExactly("samples[0].slices");
        assertThat(problems(changed("events: 3000,", "events: 1000000000, slices: {events: 50},")))
                .extracting(Problem::message)
                .contains("would bring the plan to 20000000 workflows; the limit is 10000");
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
