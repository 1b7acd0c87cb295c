package org.muster.cli.proposals;

import java.util.Map;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.TextTable;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster proposals}; {@code repairs} was one kind of them. */
@Command(
        name = "proposals",
        aliases = "repairs",
        description = "What machines found and people decide: repairs, changes of the inventory. Decided in Tasklist.",
        footer = {
            "",
            "Examples: muster proposals list --kind repairs",
            "          muster proposals lines --proposal 3 --outcome failed"
        })
public final class ProposalCommands {
    @Command(description = "Proposals and what was decided, newest first.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Option(names = "--kind", description = "Only of this kind: repairs, inventory.", defaultValue = "")
                    String kind,
            @Option(
                            names = "--state",
                            description = "Only those that are open, approved, refused, finished or withdrawn.",
                            defaultValue = "")
                    String state) {
        return answer.list(paging, Map.of("kind", kind, "state", state), platform.platform()::proposals, rows -> {
            TextTable table = new TextTable(
                    ">proposal", "kind", "state", ">lines", ">done", ">failed", "found (UTC)", "decided by", "comment");
            for (ProposalRow row : rows) {
                table.row(
                        row.proposal().number(),
                        row.kind(),
                        row.state(),
                        Units.count(row.lines()),
                        Units.count(row.done()),
                        Units.count(row.failed()),
                        Units.time(row.foundAt()),
                        row.decidedBy(),
                        row.comment());
            }
            return table.textOr("Nothing was proposed.");
        });
    }

    @Command(description = "One proposal, as those who decide read it.")
    int show(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "PROPOSAL") ProposalId proposal) {
        ProposalDetail detail = platform.platform().proposal(proposal);
        ProposalRow row = detail.proposal();
        return answer.show(
                detail,
                () -> new Sheet()
                        .line("proposal", row.proposal().number())
                        .line("question", detail.question())
                        .line("kind", row.kind())
                        .line("state", row.state())
                        .line("decides", detail.group())
                        .line("found", Units.time(row.foundAt()) + " UTC")
                        .line("decided by", row.decidedBy())
                        .line("comment", row.comment())
                        .line("carried out", Units.count(row.done()) + " of " + Units.count(row.lines()) + " lines")
                        .line("failed", Units.count(row.failed()))
                        .line("effect", detail.effect())
                        .line("would change", detail.text())
                        .text());
    }

    @Command(description = "Each line of proposals, with what became of it.")
    int lines(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Mixin LineFilters filters) {
        return answer.list(paging, filters.map(), platform.platform()::proposalLines, rows -> {
            TextTable table = new TextTable(">proposal", "state", "what", "about", "in words", "outcome", "problem");
            for (ProposalLine line : rows) {
                table.row(
                        line.proposal().number(),
                        line.state(),
                        line.what(),
                        String.join(" ", line.about()),
                        line.text(),
                        line.outcome(),
                        line.problem());
            }
            return table.textOr("No such lines.");
        });
    }
}
