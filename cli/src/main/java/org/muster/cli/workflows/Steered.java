package org.muster.cli.workflows;

import org.muster.cli.ExitCode;
import org.muster.cli.session.PlatformOptions;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.PlatformClient;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A workflow that somebody steers by hand, and why. A mixin of the commands that do. */
final class Steered {
    @Parameters(paramLabel = "WORKFLOW")
    private WorkflowId workflow = new WorkflowId(1);

    @Option(names = "--reason", required = true, description = "Why; goes to the log.")
    private String reason = "";

    /** What the platform is asked to do with it. */
    interface Order {
        void give(PlatformClient platform, WorkflowId workflow, String reason);
    }

    int by(Order order, PlatformOptions platform, String outcome) {
        order.give(platform.platform(), workflow, reason);
        platform.shell().out().println(workflow + " " + outcome + ".");
        platform.shell().out().flush();
        return ExitCode.OK;
    }
}
