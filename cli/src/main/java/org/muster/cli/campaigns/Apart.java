package org.muster.cli.campaigns;

import org.muster.cli.ExitCode;
import org.muster.cli.session.PlatformOptions;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.SliceAction;
import org.muster.protocol.platform.SliceRef;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A slice of a campaign, and why something is done to it. A mixin of the commands that do. */
final class Apart {
    @Parameters(paramLabel = "CAMPAIGN")
    private CampaignId campaign = new CampaignId(1);

    @Parameters(paramLabel = "SLICE", description = "A row of the plan by purpose and order, such as production-2.")
    private SliceRef slice = new SliceRef(WorkflowPurpose.TEST, 1);

    @Option(names = "--reason", required = true, description = "Why; goes to the log.")
    private String reason = "";

    /** What the platform is asked to do with it. */
    interface Order {
        void give(PlatformClient platform, CampaignId campaign, SliceRef slice, String reason);
    }

    int by(Order order, PlatformOptions platform, String outcome) {
        order.give(platform.platform(), campaign, slice, reason);
        platform.shell().out().println("Files of " + slice + " of " + campaign + " " + outcome + ".");
        platform.shell().out().flush();
        return ExitCode.OK;
    }

    int steered(SliceAction action, PlatformOptions platform, String outcome) {
        platform.platform().steer(campaign, slice, action, reason);
        platform.shell().out().println("Slice " + slice + " of " + campaign + " " + outcome + ".");
        platform.shell().out().flush();
        return ExitCode.OK;
    }
}
