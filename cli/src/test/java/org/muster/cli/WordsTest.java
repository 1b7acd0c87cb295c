package org.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.cli.StandInPlatform.Outcome;
import org.muster.cli.shell.Shell;

/** What people read when a command line is wrong, or the platform refuses. */
class WordsTest {
    private final StandInPlatform platform;
    private final Path home;

    WordsTest(@TempDir Path home) throws Exception {
        this.home = home;
        this.platform = new StandInPlatform(home);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private Outcome run(Map<String, String> environment, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                new PrintWriter(out),
                new PrintWriter(err),
                environment,
                home,
                home,
                Clock.fixed(StandInPlatform.NOW, ZoneOffset.UTC));
        int code = MusterCli.run(shell, List.of(), words);
        return new Outcome(code, out.toString(), err.toString());
    }

    @Test
    void whatBeginsWithAnAtSignIsText() throws Exception {
        Files.writeString(home.resolve("words"), "pause w7");
        platform.signedIn().answer("POST /api/workflows/7/pause", 204, "");

        platform.run("workflow", "pause", "w7", "--reason", "@" + home.resolve("words"));

        assertThat(platform.asked()).singleElement().asString().contains("@" + home.resolve("words"));
    }

    @Test
    void aWordThatDidNotArriveAsTypedIsRefused() {
        Outcome outcome = platform.signedIn().run("task", "complete", "t1", "--comment", "Gr\uFFFD\uFFFDe");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("UTF-8", "LC_ALL=C.UTF-8");
        assertThat(platform.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workflw list|'muster' has no command 'workflw'.|workflow",
                "simple-workflow --mql x|'muster' has no command 'simple-workflow'.|Try: muster --help",
                "workflow pauze w1|'muster workflow' has no command 'pauze'.|pause",
                "campaign list --reqester x|'muster campaign list' has no option '--reqester'.|--requester",
                "whoami nobody|'muster whoami' does not take 'nobody'.|Try: muster whoami --help",
            })
    void aWordThatIsUnknownIsNamedAlone(String line, String complaint, String help) {
        Outcome outcome = platform.run(line.split(" ", -1));

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(complaint, help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "localhost:8080", "ftp://example.org", "http://", "http://a b", "/"})
    void anAddressThatIsNoneIsToldWithItsForm(String url) {
        Outcome outcome = run(Map.of("MUSTER_URL", url), "campaign", "list");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("MUSTER_URL: '" + url + "'", "https://muster.example.org");
        assertThat(run(Map.of(), "campaign", "list", "--url", url).err()).contains("--url: '" + url + "'");
    }

    @Test
    void numbersAreAskedForInWords() {
        assertThat(platform.run("event", "list", "--type", "FOO").code()).isEqualTo(ExitCode.USAGE);
        assertThat(platform.run("event", "list", "--type", "FOO").err()).contains("--type", "'FOO'");
        assertThat(platform.run("file", "show", "usertests:a.root").err())
                .contains("a file is the number in the list", "muster file list");
    }

    @Test
    void aTaskThatIsGoneIsNoSuchThing() {
        Outcome outcome = platform.signedIn().run("task", "complete", "t1", "--decision", "approve");
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(outcome.err()).contains("There is no");
    }

    @Test
    void aTaskOfOthersIsToldInTheWordsOfThePlatform() {
        platform.signedIn().answer("GET /api/tasks/t1", 403, """
                        {"title": "This task is for another group.", "status": 403, "problems": []}
                        """);
        Outcome outcome = platform.run("task", "complete", "t1", "--decision", "approve");

        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains("You may not do this: This task is for another group.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"platform\": null}",
                "{\"platform\": \"a b\"}",
                "{\"platform\": \"http://x\", \"issuer\": \"http://x\"}",
                "{\"platform\": \"http://x\", \"issuer\": \"http://x\", \"token\": {\"value\": 1}}",
                "\u0000\u0001"
            })
    void aLoginThatSomebodyDamagedIsToBeMadeAgain(String text) throws Exception {
        Files.writeString(home.resolve("token.json"), text);
        Outcome outcome = platform.run(
                "campaign", "list", "--token-file", home.resolve("token.json").toString());
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.NOT_SIGNED_IN);
        assertThat(outcome.err()).contains("is damaged. Sign in again: muster login");
    }

    @Test
    void aLoginInAnotherCharacterSetIsDamagedToo() throws Exception {
        Files.write(home.resolve("token.json"), new byte[] {'"', (byte) 0xe4, '"'});
        assertThat(platform.run(
                                "whoami",
                                "--token-file",
                                home.resolve("token.json").toString())
                        .err())
                .contains("is damaged. Sign in again: muster login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "http://a b", "localhost:9000", "https://"})
    void anIssuerThatIsNoneIsToldWithItsForm(String issuer) {
        assertThat(platform.run("login", "--issuer", issuer).err()).contains("--issuer: '" + issuer + "'", "realms");
        Outcome outcome = run(Map.of("MUSTER_ISSUER", issuer), "login");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("MUSTER_ISSUER: '" + issuer + "'", "realms");
    }

    /** It would have been done, had there been no proxy that wants a sign-in of its own. */
    @ParameterizedTest
    @CsvSource({"302, ''", "200, <html>Sign in</html>"})
    void whatSomebodyElseAnsweredWasNotDone(int status, String body) {
        Outcome outcome =
                platform.signedIn().answeringAll(status, body).run("workflow", "pause", "w7", "--reason", "x");
        assertThat(outcome.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("<html", "Nothing was changed").contains("look whether it was");
    }

    @Test
    void theLoginIsKeptWhereTheUserIsAtHome() {
        assertThat(MusterCli.home(Map.of("HOME", "/srv/x"))).isEqualTo(Path.of("/srv/x"));
        assertThat(MusterCli.home(Map.of())).isEqualTo(Path.of(System.getProperty("user.home")));
        Path config = home.resolve("my config");
        run(Map.of("MUSTER_URL", platform.url(), "XDG_CONFIG_HOME", config.toString()), "login");
        assertThat(config.resolve("muster/token.json")).exists();
        run(Map.of("MUSTER_URL", platform.url(), "XDG_CONFIG_HOME", "relative"), "login");
        assertThat(home.resolve(".config/muster/token.json")).exists();
        run(Map.of("MUSTER_URL", platform.url(), "MUSTER_TOKEN_FILE", "mine.json"), "login");
        assertThat(home.resolve("mine.json")).exists();
    }
}
