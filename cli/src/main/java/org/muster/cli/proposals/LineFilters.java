package org.muster.cli.proposals;

import java.util.Map;
import picocli.CommandLine.Option;

/** Which lines of proposals. */
final class LineFilters {
    @Option(names = "--proposal", paramLabel = "N", description = "Only of this one.")
    private String proposal = "";

    @Option(names = "--kind", description = "Only of this kind: repairs, inventory.")
    private String kind = "";

    @Option(
            names = "--state",
            description = "Only of proposals that are open, approved, refused, finished or withdrawn.")
    private String state = "";

    @Option(names = "--what", description = "Only with this word, such as missing_in_rucio.")
    private String what = "";

    @Option(names = "--about", description = "Only about this file, dataset, stage, workflow (w12), site or storage.")
    private String about = "";

    @Option(names = "--outcome", description = "Only waiting, done or failed ones.")
    private String outcome = "";

    Map<String, String> map() {
        return Map.of(
                "proposal", proposal,
                "kind", kind,
                "state", state,
                "what", what,
                "about", about,
                "outcome", outcome);
    }
}
