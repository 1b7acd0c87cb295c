package org.muster.cli.requests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.cli.ExitCode;
import org.muster.cli.campaigns.PlanTable;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Presentation;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.NewRevision;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster request}. */
@Command(name = "request", description = "Check and file production requests, and revise what was filed.")
public final class RequestCommands {
    private static final int UNFIT = 422;

    private final Shell shell;

    public RequestCommands(Shell shell) {
        this.shell = shell;
    }

    @Command(
            description =
                    "Check a request without filing it: every problem with its line and fix, or the plan it would get.")
    int check(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "FILE", description = "The request, a YAML file.") Path file) {
        RequestFile request = RequestFile.read(shell.directory().resolve(file));
        PlanView plan = accepted(request, platform);
        return answer.show(
                plan,
                () -> "The request is complete. The plan it would get:\n\n" + PlanTable.text(plan) + warnings(plan));
    }

    @Command(description = "File a request: it becomes a campaign that waits for a shifter.")
    int file(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "FILE", description = "The request, a YAML file.") Path file) {
        RequestFile request = RequestFile.read(shell.directory().resolve(file));
        if (!request.problems().isEmpty()) {
            accepted(request, platform);
        }
        CampaignRow campaign = platform.platform().file(request.submission());
        return answer.show(
                campaign,
                () -> "Filed as campaign " + campaign.campaign() + " '" + campaign.name() + "'.\n"
                        + "See it: muster campaign show " + campaign.campaign() + ", or " + platform.url()
                        + "/dashboard/campaigns/" + campaign.campaign().number() + "\n");
    }

    @Command(description = "Write the request of a campaign with the files it names, as they are now, to a directory.")
    int export(
            @Mixin PlatformOptions platform,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign,
            @Parameters(paramLabel = "DIRECTORY") Path directory) {
        PlatformClient client = platform.platform();
        // First: who revises it from here on is found by apply.
        ExportedRevision revision = newest(client, campaign);
        Map<String, String> beside = new TreeMap<>(client.lists(campaign));
        beside.putAll(client.jobscripts(campaign));
        ExportedRequest exported = ExportedRequest.into(
                shell.directory().resolve(directory), client.campaign(campaign).request(), beside);
        exported.write();
        revision.writeBeside(exported.request());
        shell.out()
                .println(exported.files().size()
                        + " files written. What a change of them would mean: muster request plan " + campaign + " "
                        + exported.request());
        shell.out().flush();
        return ExitCode.OK;
    }

    @Command(description = "What a request on disk would change in a campaign, line by line; changes nothing.")
    int plan(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign,
            @Parameters(paramLabel = "FILE", description = "The request, a YAML file.") Path file) {
        PlatformClient client = platform.platform();
        RevisionDetail planned = client.checkRevision(campaign, revision(client, campaign, file, "planned"));
        return answer.show(
                planned,
                () -> RevisionText.differences(planned) + "It would be revision "
                        + planned.revision().revision() + " of " + campaign
                        + ". To make it: muster request apply " + campaign + " " + file + " --reason WHY\n");
    }

    @Command(description = "Revise a campaign's jobscripts: what is made from now on is made from them.")
    int apply(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign,
            @Parameters(paramLabel = "FILE", description = "The request, a YAML file.") Path file,
            @Option(names = "--reason", required = true, description = "Why; goes to the log.") String reason) {
        PlatformClient client = platform.platform();
        RevisionDetail made = client.revise(campaign, revision(client, campaign, file, reason));
        Path request = shell.directory().resolve(file);
        ExportedRevision.beside(request)
                .filter(exported -> exported.campaign().equals(campaign))
                .ifPresent(exported ->
                        new ExportedRevision(campaign, made.revision().revision()).writeBeside(request));
        return answer.show(
                made,
                () -> RevisionText.differences(made) + "Revision "
                        + made.revision().revision() + " of " + campaign
                        + " is made; the next test is of it. See it: muster campaign show " + campaign + "\n");
    }

    @Command(description = "The revisions of a campaign, newest first; with a number, what that one changed.")
    int revisions(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Parameters(paramLabel = "CAMPAIGN") CampaignId campaign,
            @Parameters(paramLabel = "REVISION", arity = "0..1") Optional<Integer> number) {
        PlatformClient client = platform.platform();
        if (number.isPresent()) {
            RevisionDetail detail = client.revision(campaign, number.get());
            return answer.show(
                    detail,
                    () -> RevisionText.table(List.of(detail.revision())) + "\n" + RevisionText.differences(detail));
        }
        List<RevisionRow> all = client.revisions(campaign);
        return answer.show(all, () -> RevisionText.table(all));
    }

    /** From the one that was exported, or else from the newest. */
    private NewRevision revision(PlatformClient client, CampaignId campaign, Path file, String reason) {
        Path path = shell.directory().resolve(file);
        RequestFile request = RequestFile.read(path);
        if (!request.problems().isEmpty()) {
            throw refused(request.problems());
        }
        ExportedRevision base = ExportedRevision.beside(path)
                .filter(exported -> exported.campaign().equals(campaign))
                .orElseGet(() -> newest(client, campaign));
        return new NewRevision(
                base.revision(),
                reason,
                request.submission().request(),
                request.submission().jobscripts());
    }

    private static ExportedRevision newest(PlatformClient client, CampaignId campaign) {
        return new ExportedRevision(campaign, client.revisions(campaign).get(0).revision());
    }

    private static String warnings(PlanView plan) {
        return plan.warnings().stream()
                .map(each -> "\nLook at this: " + each + "\n")
                .collect(Collectors.joining());
    }

    /** The plan; or a refusal that lists what this machine and what the platform found, each field once. */
    private static PlanView accepted(RequestFile request, PlatformOptions platform) {
        RequestSubmission submission = request.submission();
        if (submission.request().isBlank()) {
            throw refused(request.problems());
        }
        PlanView plan;
        try {
            plan = platform.platform().check(submission);
        } catch (ApiRefused e) {
            // Anything else is no judgement on the request.
            if (e.status() != UNFIT || e.problem().problems().isEmpty()) {
                throw e;
            }
            throw refused(merged(request.problems(), e.problem().problems()));
        }
        if (!request.problems().isEmpty()) {
            throw refused(request.problems());
        }
        return plan;
    }

    private static List<Problem> merged(List<Problem> here, List<Problem> there) {
        List<Problem> all = new ArrayList<>(here);
        Set<String> fields = new HashSet<>();
        here.forEach(problem -> fields.add(problem.field()));
        // Of the whole text both say the same: that it is no YAML.
        there.stream().filter(problem -> !fields.contains(problem.field())).forEach(all::add);
        return all;
    }

    private static ApiRefused refused(List<Problem> problems) {
        String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
        return new ApiRefused(new ApiProblem("The request has " + count, UNFIT, problems));
    }
}
