package org.muster.cli.workflows;

import java.util.Optional;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.Presentation;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.QuarantineOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster stage}. */
@Command(name = "stage", description = "Look at the stages of workflows, and change them while they run.")
public final class StageCommands {
    @Command(description = "One stage: requirements, outputs, environment, jobscript.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "STAGE", description = "Such as w123s1.") StageRef stage) {
        StageOrder order = platform.platform().workflow(stage.workflow()).stages().stream()
                .filter(each -> each.stage() == stage.stage())
                .findFirst()
                .orElseThrow(
                        () -> new ApiRefused(ApiProblem.of(404, stage.workflow() + " has no stage " + stage.stage())));
        return answer.show(order, () -> WorkflowSheet.text(order));
    }

    @Command(description = "What holds now: priority, running jobs, quarantines.")
    int settings(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "STAGE") StageRef stage) {
        StageSettings settings = platform.platform().settings(stage);
        return answer.show(settings, () -> StageSettingsSheet.text(stage, settings));
    }

    @Command(description = "Change the priority or the number of running jobs, from the next request of a job on.")
    int set(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "STAGE") StageRef stage,
            @Option(names = "--priority", paramLabel = "N", description = "1 to 99, higher first.")
                    Optional<Integer> priority,
            @Option(names = "--max-running-jobs", paramLabel = "N", description = "Jobs that may run at once.")
                    Optional<Integer> maxRunningJobs) {
        StageSettings settings = platform.platform().change(stage, new StageChange(priority, maxRunningJobs));
        return answer.show(settings, () -> StageSettingsSheet.text(stage, settings));
    }

    @Command(description = "Give no more work of the stage to a site or a node, or read no more of it from an RSE.")
    int quarantine(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "STAGE") StageRef stage,
            @Parameters(paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.") Partition.Kind kind,
            @Parameters(paramLabel = "NAME", description = "Of the site, RSE or node.") String name,
            @Option(names = "--reason", required = true, description = "For those who find it later.") String reason) {
        StageSettings settings =
                platform.platform().quarantine(stage, new QuarantineOrder(new Partition(kind, name), reason));
        return answer.show(settings, () -> StageSettingsSheet.text(stage, settings));
    }

    @Command(description = "End a quarantine.")
    int release(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "STAGE") StageRef stage,
            @Parameters(paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.") Partition.Kind kind,
            @Parameters(paramLabel = "NAME", description = "Of the site, RSE or node.") String name) {
        StageSettings settings = platform.platform().release(stage, new Partition(kind, name));
        return answer.show(settings, () -> StageSettingsSheet.text(stage, settings));
    }
}
