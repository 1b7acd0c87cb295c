package org.muster.cli.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.LivingPlatform;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Answer;
import org.muster.cli.StandInPlatform.Outcome;

/** Two people revise one campaign: what an export was changed from is what is said to the platform, which tells them apart. */
class ExportedRevisionTest {
    private static final String REVISIONS = "/api/campaigns/1/revisions";

    private final Path home;
    private final LivingPlatform living = new LivingPlatform();
    private final StandInPlatform platform;
    private int newest = 1;

    ExportedRevisionTest(@TempDir Path home) throws Exception {
        this.home = home;
        this.platform = new StandInPlatform(home).serving(this::served).signedIn();
    }

    private Optional<Answer> served(String method, String path, String body) {
        return method.equals("GET") && path.equals(REVISIONS)
                ? Optional.of(new Answer(200, """
                        [{"revision": %d, "author": "sam", "reason": "r", "time": "2026-11-22T12:00:00Z", "jobscripts": []}]
                        """.formatted(newest)))
                : living.to(method, path, body);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void theBaseOfAnExportIsTheRevisionThatWasExported() throws Exception {
        run("request", "export", "c1", "mine");
        assertThat(home.resolve("mine/.muster-revision")).hasContent("c1 revision 1\n");

        newest = 5;
        run("request", "plan", "c1", "mine/request.yaml");
        assertThat(lastAsked()).startsWith("POST " + REVISIONS + "/check").contains("\"base\":1");
    }

    @Test
    void whatWasAppliedIsTheBaseOfWhatIsChangedNext() {
        run("request", "export", "c1", "mine");
        run("request", "apply", "c1", "mine/request.yaml", "--reason", "seed");
        run("request", "apply", "c1", "mine/request.yaml", "--reason", "seed again");
        assertThat(lastAsked()).contains("\"base\":2");
        assertThat(home.resolve("mine/.muster-revision")).hasContent("c1 revision 3\n");
    }

    @Test
    void aRefusedRevisionLeavesTheBase() {
        run("request", "export", "c1", "mine");
        platform.answer("POST " + REVISIONS, 409, "{\"title\": \"It is at revision 2 by sam.\", \"status\": 409}");
        Outcome outcome = platform.run("request", "apply", "c1", "mine/request.yaml", "--reason", "seed");
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains("It is at revision 2 by sam.");
        assertThat(home.resolve("mine/.muster-revision")).hasContent("c1 revision 1\n");
    }

    @Test
    void filesThatWereNotExportedOrAreOfAnotherCampaignAreChangesOfTheNewest() throws Exception {
        newest = 4;
        run("request", "export", "c1", "mine");
        Files.delete(home.resolve("mine/.muster-revision"));
        run("request", "plan", "c1", "mine/request.yaml");
        assertThat(lastAsked()).contains("\"base\":4");

        Files.writeString(home.resolve("mine/.muster-revision"), "c2 revision 3\n");
        run("request", "apply", "c1", "mine/request.yaml", "--reason", "seed");
        assertThat(lastAsked()).contains("\"base\":4");
        assertThat(home.resolve("mine/.muster-revision")).hasContent("c2 revision 3\n");
    }

    @Test
    void aSpoiltNoteIsSaidAndNothingIsSent() throws Exception {
        run("request", "export", "c1", "mine");
        Files.writeString(home.resolve("mine/.muster-revision"), "<<<<<<< HEAD\n");
        int before = platform.asked().size();
        Outcome outcome = platform.run("request", "apply", "c1", "mine/request.yaml", "--reason", "seed");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains(".muster-revision is not as export wrote it", "export again");
        assertThat(platform.asked()).hasSize(before);
    }

    private void run(String... words) {
        Outcome outcome = platform.run(words);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
    }

    private String lastAsked() {
        return platform.asked().get(platform.asked().size() - 1);
    }
}
