package org.muster.cli.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.TextTable;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.platform.PlatformClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code muster why-not}. */
@Command(
        name = "why-not",
        description = "Why files do not go to jobs: each rule of the matching, and how many files it leaves.",
        footer = {"", "Examples: muster why-not --stage w12s1", "          muster why-not --file 4711 --site UK_North"})
public final class WhyNotCommand extends MatchingCommand<WhyNot> {
    @ArgGroup(exclusive = true)
    private Subject subject = new Subject();

    @Option(names = "--site", paramLabel = "SITE", description = "At this site only; alone: every stage there.")
    private String site = "";

    @Option(names = "--entry", paramLabel = "ENTRY", description = "For jobs at this entry of the site.")
    private String entry = "";

    private static final class Subject {
        @Option(names = "--workflow", paramLabel = "WORKFLOW", description = "Every stage of it, such as w12.")
        private String workflow = "";

        @Option(names = "--stage", paramLabel = "STAGE", description = "Such as w12s1.")
        private String stage = "";

        @Option(names = "--job", paramLabel = "JOB", description = "The stage and site of a job.")
        private String job = "";

        @Option(names = "--file", paramLabel = "ID", description = "One input file.")
        private String file = "";
    }

    public WhyNotCommand(Shell shell) {
        super(shell);
    }

    @Override
    List<WhyNot> ask(PlatformClient platform) {
        Map<String, String> asked = new HashMap<>();
        asked.put("workflow", subject.workflow);
        asked.put("stage", subject.stage);
        asked.put("job", subject.job);
        asked.put("file", subject.file);
        asked.put("site", site);
        asked.put("entry", entry);
        return platform.whyNot(asked);
    }

    @Override
    String text(List<WhyNot> answers) {
        return answers.size() == 1 ? steps(answers.get(0)) : overview(answers);
    }

    private static String overview(List<WhyNot> answers) {
        TextTable table =
                new TextTable("stage", "site", ">files", "nothing left after", "because", "who can change it");
        for (WhyNot each : answers) {
            Optional<WhyNot.Step> blocking = each.steps().stream()
                    .filter(step -> each.blocking().filter(step.rule()::equals).isPresent())
                    .findFirst();
            table.row(
                    each.stage(),
                    each.site(),
                    each.files(),
                    blocking.map(WhyNot.Step::text),
                    blocking.map(WhyNot.Step::reason),
                    blocking.map(WhyNot.Step::changedBy));
        }
        return table.textOr("No stage and no site to look at.");
    }

    private static String steps(WhyNot why) {
        TextTable table = new TextTable("what has to hold", ">files before", ">after", "found", "who can change it");
        for (WhyNot.Step step : why.steps()) {
            table.row(step.text(), step.before(), step.after(), step.reason(), step.changedBy());
        }
        String outcome = why.blocking()
                .map(rule -> "Nothing is left after: " + rule.text() + ". Who can change it: " + rule.changedBy() + ".")
                .orElse(why.files() + " files can go to a job at " + why.site() + ".");
        return why.stage() + " at " + why.site() + "\n\n" + table.text() + "\n" + outcome + "\n";
    }
}
