package org.muster.cli.requests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.cli.campaigns.PlanTable;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Presentation;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.RequestSubmission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster request}. */
@Command(name = "request", description = "Check and file production requests.")
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
