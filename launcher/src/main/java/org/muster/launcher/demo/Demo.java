package org.muster.launcher.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.muster.cli.ExitCode;
import org.muster.cli.requests.RequestFile;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Sheet;
import org.muster.domain.text.Units;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.platform.DataDirectory;
import org.muster.launcher.platform.PlatformSettings;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.identity.ClientAccount;
import org.muster.protocol.identity.HeldToken;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.WorkflowDetail;

/** The demo on a platform that runs: file, decide, follow, check, tell. */
final class Demo {
    private final Shell shell;
    private final DataDirectory data;
    private final PlatformSettings settings;
    private final Hands hands;
    private final Duration limit;
    private final Credentials credentials;

    /** Who does the tasks. */
    enum Hands {
        SCRIPT,
        PERSON
    }

    Demo(Shell shell, DataDirectory data, PlatformSettings settings, Hands hands, Duration limit) {
        this.shell = shell;
        this.data = data;
        this.settings = settings;
        this.hands = hands;
        this.limit = limit;
        this.credentials = data.credentials();
    }

    int play(Path file) throws InterruptedException {
        Instant started = shell.clock().instant();
        Actor rita = person("rita");
        List<Actor> people = List.of(rita, person("sam"), person("paula"), person("dan"));
        View view = view();
        CampaignRow campaign = file(rita, file);
        view.note("Rita filed " + file.getFileName() + " as campaign " + campaign.campaign() + " '" + campaign.name()
                + "'");
        TaskPlayer player = hands == Hands.SCRIPT ? new ScriptedPlayer(view) : new ByHandPlayer(view, settings.url());
        List<WorkflowDetail> workflows = new CampaignRun(
                        campaign.campaign(),
                        people,
                        player,
                        new IncidentWatch(person("ada"), view, shell.clock()),
                        view,
                        shell.clock(),
                        limit)
                .follow();
        view.note("The campaign is closed; comparing its histograms with the independent computation");
        List<HistogramCheck.Verdict> verdicts = check(rita, workflows);
        view.end();
        CampaignNumbers numbers = rita.platform().numbers(campaign.campaign());
        return tell(numbers, verdicts, Duration.between(started, shell.clock().instant()));
    }

    private Actor person(String name) {
        return new Actor(credentials.user(name), settings.url(), shell.clock());
    }

    private View view() {
        // The muster script knows whether its output is a terminal; Java cannot tell in every version.
        boolean terminal = !shell.variable("MUSTER_TERMINAL").isEmpty()
                && shell.variable("CI").isEmpty()
                && !shell.variable("TERM").equals("dumb");
        return terminal && hands == Hands.SCRIPT
                ? new TerminalView(shell.out(), shell.clock())
                : new LineView(shell.out(), shell.clock());
    }

    private static CampaignRow file(Actor requester, Path file) {
        RequestFile request = RequestFile.read(file);
        if (!request.problems().isEmpty()) {
            throw new ApiRefused(new ApiProblem("The request has problems", 422, request.problems()));
        }
        return requester.platform().file(request.submission());
    }

    private List<HistogramCheck.Verdict> check(Actor person, List<WorkflowDetail> workflows)
            throws InterruptedException {
        Credentials.Client reader = credentials.client("muster-storage");
        HeldToken token = new ClientAccount(
                        URI.create(settings.url() + "/oauth2/token"), reader.id(), reader.secret(), shell.clock())
                .withScope("storage.read:/");
        OutputCollection outputs = new OutputCollection(person.platform(), token);
        HistogramCheck check = new HistogramCheck(settings.home().resolve("examples"));
        List<CompletableFuture<HistogramCheck.Verdict>> verdicts = new ArrayList<>();
        for (WorkflowDetail workflow : workflows) {
            Path directory = data.root()
                    .resolve("demo-results")
                    .resolve(workflow.workflow().workflow().toString());
            verdicts.add(check.start(workflow, outputs.download(workflow, directory)));
        }
        return verdicts.stream().map(CompletableFuture::join).toList();
    }

    private int tell(CampaignNumbers numbers, List<HistogramCheck.Verdict> verdicts, Duration took) {
        List<String> wrong = new ArrayList<>();
        for (HistogramCheck.Verdict verdict : verdicts) {
            verdict.differences().forEach(difference -> wrong.add(verdict.workflow() + ": " + difference));
        }
        if (numbers.filesProcessed() != numbers.filesTotal()) {
            wrong.add(numbers.filesProcessed() + " of " + numbers.filesTotal() + " files were processed");
        }
        long requested = numbers.eventsRequested().orElse(0L);
        if (numbers.eventsAchieved() < requested) {
            wrong.add(numbers.eventsAchieved() + " of " + requested + " requested events were made");
        }
        int histograms =
                verdicts.stream().mapToInt(HistogramCheck.Verdict::files).sum();
        shell.out()
                .print("\n"
                        + new Sheet()
                                .line(
                                        "jobs",
                                        Units.count(numbers.jobs()) + ", " + Units.count(numbers.exitZero())
                                                + " with exit code 0")
                                .line(
                                        "files",
                                        Units.count(numbers.filesProcessed()) + " of "
                                                + Units.count(numbers.filesTotal()) + " processed")
                                .line(
                                        "events",
                                        Units.count(numbers.eventsAchieved()) + " of " + Units.count(requested)
                                                + " requested")
                                .line(
                                        "histograms",
                                        histograms + " files of " + verdicts.size() + " workflows, "
                                                + (wrong.isEmpty() ? "equal" : "NOT equal")
                                                + " to the independent computation")
                                .line("time", Units.span(took.toMillis() / 1000.0))
                                .line(
                                        "campaign",
                                        settings.url() + "/dashboard/campaigns/"
                                                + numbers.campaign().number())
                                .line("results", data.root().resolve("demo-results"))
                                .text());
        shell.out().flush();
        if (!wrong.isEmpty()) {
            shell.err().println("The demo's result is wrong:");
            wrong.forEach(each -> shell.err().println("  - " + each));
            return LauncherExitCode.DEMO_DIFFERS;
        }
        return ExitCode.OK;
    }
}
