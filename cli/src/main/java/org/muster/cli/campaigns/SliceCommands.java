package org.muster.cli.campaigns;

import java.util.List;
import java.util.Map;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.TextTable;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.SliceAction;
import org.muster.protocol.platform.SliceRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster campaign slice}. */
@Command(name = "slice", description = "Slices of a full production: which run, which wait, and which is started next.")
final class SliceCommands {
    @Command(description = "Slices of a full production that is released, in the order of the plan.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign,
            @Option(names = "--state", description = "Only waiting, held or started.", defaultValue = "") String state,
            @Option(names = "--band", description = "Only first, normal or last.", defaultValue = "") String band) {
        return answer.list(
                paging,
                Map.of("state", state, "band", band),
                filters -> platform.platform().slices(campaign, filters),
                SliceCommands::table);
    }

    @Command(description = "Do not start a slice before it is let go.")
    int hold(@Mixin PlatformOptions platform, @Mixin Apart slice) {
        return slice.steered(SliceAction.HOLD, platform, "is held");
    }

    @Command(description = "Let a held slice wait for its turn again.")
    int unhold(@Mixin PlatformOptions platform, @Mixin Apart slice) {
        return slice.steered(SliceAction.UNHOLD, platform, "waits for its turn");
    }

    @Command(description = "Start a slice now, out of its turn.")
    int start(@Mixin PlatformOptions platform, @Mixin Apart slice) {
        return slice.steered(SliceAction.START, platform, "is started");
    }

    @Command(description = "Move a slice one band forward: last, normal, first.")
    int forward(@Mixin PlatformOptions platform, @Mixin Apart slice) {
        return slice.steered(SliceAction.FORWARD, platform, "is moved forward");
    }

    @Command(description = "Move a slice one band back: first, normal, last.")
    int back(@Mixin PlatformOptions platform, @Mixin Apart slice) {
        return slice.steered(SliceAction.BACK, platform, "is moved back");
    }

    private static String table(List<SliceRow> rows) {
        TextTable table = new TextTable("slice", "state", "band", ">jobs", "workflow", "its state", "started (UTC)");
        for (SliceRow row : rows) {
            table.row(
                    row.slice(),
                    row.state(),
                    row.band(),
                    Units.count(row.jobs()),
                    row.workflow(),
                    row.workflowState(),
                    row.startedAt().map(Units::time));
        }
        return table.textOr(
                "No slices: the full production is not released, or makes its workflows one after the other.");
    }
}
