package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowSubmission;

/** Outputs that go to a person's own storage, from the door through a real wrapper job to the end of the workflow. */
@ExtendWith(RunningPlatform.Extension.class)
class ScratchIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final RunningPlatform muster;

    ScratchIT(RunningPlatform muster) {
        this.muster = muster;
    }

    @Test
    void outputsGoToAPersonsStorageWithThatPersonsTokenAndNoOther() {
        PlatformClient rita = muster.person("rita").platform();
        String jobscript = Jobscripts.slow(0) + "printf %s " + Scratch.TOKEN + " > \"$MUSTER_SCRATCH_TOKEN_FILE\"\n";
        WorkflowId workflow =
                rita.submit(to(muster.scratch().address() + "/rita", jobscript)).workflow();

        Patience.until(
                "the workflow to finish",
                LIMIT,
                () -> rita.workflow(workflow).workflow().state() == WorkflowState.FINISHED);

        assertThat(muster.scratch().files()).hasSize(2).allSatisfy((path, content) -> {
            assertThat(path).startsWith("/users/rita/").endsWith(".txt");
            assertThat(new String(content, StandardCharsets.UTF_8)).isNotBlank();
        });
        assertThat(muster.scratch().shown()).containsExactly("Bearer " + Scratch.TOKEN);
        assertThat(rita.outputs(workflow, Map.of()).rows())
                .as("no catalogue is told of them, and nothing waits for that")
                .hasSize(2)
                .extracting(OutputRow::state)
                .containsOnly(OutputFileState.OUTPUT);
    }

    @Test
    void anAddressElsewhereIsRefusedWithWhatToWrite() {
        ApiRefused refused = catchThrowableOfType(
                ApiRefused.class,
                () -> muster.person("rita").platform().submit(to("http://127.0.0.1:9/rita", Jobscripts.slow(0))));
        assertThat(refused.problem().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("stages[0].outputs[0].name"))
                .satisfies(problem -> assertThat(problem.fix())
                        .contains("begin with one of", muster.scratch().address()));
    }

    private static WorkflowSubmission to(String address, String jobscript) {
        WorkflowSubmission plain = Jobscripts.workflow("to a scratch place", 2, jobscript);
        StageOrder stage = plain.stages().get(0);
        return new WorkflowSubmission(
                plain.description(),
                plain.scope(),
                plain.mql(),
                List.of(new StageOrder(
                        stage.stage(),
                        stage.jobscript(),
                        stage.jobscriptImage(),
                        stage.processors(),
                        stage.rssBytes(),
                        stage.wallSeconds(),
                        stage.maxDistance(),
                        stage.priority(),
                        stage.maxFilesPerJob(),
                        stage.maxAttempts(),
                        stage.maxRunningJobs(),
                        stage.sites(),
                        stage.inputRses(),
                        stage.outputRses(),
                        List.of(new OutputPattern(
                                1,
                                "result_*.txt",
                                OutputPattern.Destination.URL,
                                Optional.of(address),
                                Optional.empty(),
                                Optional.empty())),
                        stage.environment())));
    }
}
