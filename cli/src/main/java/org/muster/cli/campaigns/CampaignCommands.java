package org.muster.cli.campaigns;

import java.util.List;
import java.util.Map;
import org.muster.cli.ExitCode;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.TextTable;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.SampleRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster campaign}. */
@Command(
        name = "campaign",
        description = "Look at campaigns, and keep slices of them apart.",
        subcommands = SliceCommands.class)
public final class CampaignCommands {
    @Command(description = "Campaigns, newest first.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Option(names = "--requester", description = "Only of this user.", defaultValue = "") String requester,
            @Option(names = "--status", description = "Only in this status.", defaultValue = "") String status) {
        Map<String, String> filters = Map.of("requester", requester, "status", status);
        return answer.list(paging, filters, platform.platform()::campaigns, CampaignCommands::table);
    }

    @Command(description = "One campaign: state, plan, workflows, decisions.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign) {
        CampaignDetail detail = platform.platform().campaign(campaign);
        return answer.show(detail, () -> CampaignSheet.text(detail));
    }

    @Command(description = "The shifter log; with --add, write an entry.")
    int log(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign,
            @Option(names = "--add", paramLabel = "TEXT", description = "Add this entry.", defaultValue = "")
                    String entry) {
        if (!entry.isBlank()) {
            platform.platform().log(campaign, entry);
        }
        CampaignDetail detail = platform.platform().campaign(campaign);
        return answer.show(detail.log(), () -> {
            TextTable table = new TextTable("time (UTC)", "by", "entry");
            for (LogEntry line : detail.log()) {
                table.row(Units.time(line.time()), line.author(), line.text());
            }
            return table.textOr("The log is empty.");
        });
    }

    @Command(description = "The weekly table: jobs, success, events, per workflow and in all.")
    int numbers(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign) {
        CampaignNumbers numbers = platform.platform().numbers(campaign);
        return answer.show(numbers, () -> CampaignSheet.text(numbers));
    }

    @Command(description = "Samples that are files, and the lists that they were frozen to.")
    int samples(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign) {
        List<SampleRow> samples = platform.platform().samples(campaign);
        return answer.show(samples, () -> SampleTable.text(samples));
    }

    @Command(description = "Hand out no more files of a slice, by pausing its workflow. Live jobs may end.")
    int quarantine(@Mixin PlatformOptions platform, @Mixin Apart apart) {
        return apart.by(PlatformClient::quarantine, platform, "will no longer be handed out");
    }

    @Command(description = "Hand out files of a slice again, by resuming its workflow.")
    int release(@Mixin PlatformOptions platform, @Mixin Apart apart) {
        return apart.by(PlatformClient::release, platform, "will be handed out again");
    }

    @Command(description = "For administrators: end a campaign and its workflows where they stand.")
    int withdraw(
            @Mixin PlatformOptions platform,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign,
            @Option(names = "--reason", required = true, description = "Why; goes to the log.") String reason) {
        platform.platform().withdraw(campaign, reason);
        platform.shell().out().println(campaign + " is withdrawn.");
        platform.shell().out().flush();
        return ExitCode.OK;
    }

    private static String table(List<CampaignRow> rows) {
        TextTable table = new TextTable(
                "id",
                "name",
                "requester",
                "shifter",
                "status",
                "step",
                ">workflows",
                ">files",
                ">events",
                "filed (UTC)");
        for (CampaignRow row : rows) {
            table.row(
                    row.campaign(),
                    row.name(),
                    row.requester(),
                    row.shifter(),
                    row.status(),
                    row.step(),
                    row.workflowsFinished() + "/" + row.workflows(),
                    Units.count(row.filesProcessed()) + "/" + Units.count(row.filesTotal()),
                    Units.count(row.eventsAchieved())
                            + row.eventsRequested()
                                    .map(events -> "/" + Units.count(events))
                                    .orElse(""),
                    Units.time(row.requestedAt()));
        }
        return table.textOr("No campaigns.");
    }
}
