package org.muster.cli.workflows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster workflow}. */
@Command(name = "workflow", description = "Look at workflows, submit and steer them.")
public final class WorkflowCommands {
    @Command(description = "Workflows, newest first.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Option(names = "--campaign", description = "Only of this campaign.", defaultValue = "") String campaign,
            @Option(names = "--state", description = "Only in this state.", defaultValue = "") String state,
            @Option(names = "--owner", description = "Only of this user.", defaultValue = "") String owner) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("campaign", campaign);
        filters.put("state", state);
        filters.put("owner", owner);
        return answer.list(paging, filters, platform.platform()::workflows, WorkflowTable::text);
    }

    @Command(description = "One workflow with its files and jobs by state.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "WORKFLOW") WorkflowId workflow) {
        WorkflowDetail detail = platform.platform().workflow(workflow);
        return answer.show(detail, () -> WorkflowSheet.text(detail));
    }

    @Command(description = "Submit a workflow of one stage, outside any campaign.")
    int submit(@Mixin PlatformOptions platform, @Mixin Presentation answer, @Mixin SimpleWorkflow simple) {
        WorkflowRow row = platform.platform().submit(simple.submission(platform.shell()));
        simple.warnings().forEach(platform.shell().err()::println);
        return answer.show(
                row,
                () -> "Submitted as workflow " + row.workflow() + ", now " + row.state()
                        + ".\nSee it: muster workflow show " + row.workflow() + "\n");
    }

    @Command(description = "Hand out no more files; running jobs end by themselves.")
    int pause(@Mixin PlatformOptions platform, @Mixin Steered steered) {
        return steered.by(PlatformClient::pause, platform, "will pause");
    }

    @Command(description = "Go on with a paused workflow.")
    int resume(@Mixin PlatformOptions platform, @Mixin Steered steered) {
        return steered.by(PlatformClient::resume, platform, "will go on");
    }

    @Command(description = "End a workflow now: outputs so far are kept, the remaining files are not processed.")
    int finish(@Mixin PlatformOptions platform, @Mixin Steered steered) {
        return steered.by(PlatformClient::finish, platform, "will finish");
    }

    @Command(description = "For administrators: end a workflow where it stands, because its process cannot go on.")
    int withdraw(@Mixin PlatformOptions platform, @Mixin Steered steered) {
        return steered.by(PlatformClient::withdraw, platform, "is withdrawn");
    }
}
