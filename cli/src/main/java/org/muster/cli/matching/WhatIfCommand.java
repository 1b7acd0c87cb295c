package org.muster.cli.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.TextTable;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.WhatIf;
import org.muster.protocol.platform.PlatformClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster what-if}. */
@Command(
        name = "what-if",
        description = "What each site would be given of a stage if something were changed. Nothing is.",
        footer = {"", "Example: muster what-if w12s1 --max-distance 50 --down UK_North"})
public final class WhatIfCommand extends MatchingCommand<WhatIf> {
    @Parameters(paramLabel = "STAGE", description = "Such as w12s1.")
    private StageRef stage = StageRef.of(1, 1);

    @Option(names = "--max-distance", paramLabel = "N", description = "Distance from 0 (same site) to 100 (anywhere).")
    private String maxDistance = "";

    @Option(names = "--sites", paramLabel = "SITE,...", description = "The stage's site list.")
    private String sites = "";

    @Option(names = "--priority", paramLabel = "N", description = "The stage's priority.")
    private String priority = "";

    @Option(names = "--down", paramLabel = "SITE,...", description = "Sites in downtime.")
    private String down = "";

    @Option(names = "--processors", paramLabel = "N", description = "Processors of a job.")
    private String processors = "";

    @Option(names = "--rss-mib", paramLabel = "MIB", description = "Memory of a job.")
    private String rssMib = "";

    @Option(names = "--wall-seconds", paramLabel = "SECONDS", description = "Longest run of a job.")
    private String wallSeconds = "";

    public WhatIfCommand(Shell shell) {
        super(shell);
    }

    @Override
    List<WhatIf> ask(PlatformClient platform) {
        Map<String, String> supposed = new HashMap<>();
        supposed.put("max_distance", maxDistance);
        supposed.put("sites", sites);
        supposed.put("priority", priority);
        supposed.put("down", down);
        supposed.put("processors", processors);
        supposed.put("rss_mib", rssMib);
        supposed.put("wall_seconds", wallSeconds);
        return platform.whatIf(stage, supposed);
    }

    @Override
    String text(List<WhatIf> answers) {
        TextTable table = new TextTable("site", ">files now", ">files then", ">rank now", ">rank then");
        for (WhatIf each : answers) {
            table.row(each.site(), each.filesNow(), each.filesThen(), rank(each.rankNow()), rank(each.rankThen()));
        }
        return table.textOr("The inventory has no site.");
    }

    private static String rank(Optional<Double> rank) {
        return rank.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("");
    }
}
