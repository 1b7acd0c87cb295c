package org.muster.cli.workflows;

import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.Answer;
import org.muster.cli.text.StageOf;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster stage}. */
@Command(name = "stage", description = "Look at the stages of workflows.")
public final class StageCommands {
    @Command(description = "One stage: requirements, outputs, environment, jobscript.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Answer answer,
            @Parameters(paramLabel = "STAGE", description = "Such as w123s1.", converter = StageOf.class)
                    StageRef stage) {
        StageOrder order = platform.platform().workflow(stage.workflow()).stages().stream()
                .filter(each -> each.stage() == stage.stage())
                .findFirst()
                .orElseThrow(
                        () -> new ApiRefused(ApiProblem.of(404, stage.workflow() + " has no stage " + stage.stage())));
        return answer.show(order, () -> WorkflowSheet.text(order));
    }
}
