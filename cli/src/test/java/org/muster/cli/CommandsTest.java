package org.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.StandInPlatform.Answer;
import org.muster.cli.StandInPlatform.Outcome;
import org.muster.protocol.http.Json;

class CommandsTest {
    private static final String CAMPAIGNS = """
            {"rows": [{"campaign": 1, "name": "toy-2026a", "requester": "rita", "shifter": "sam", "status": "open",
             "step": "full_production", "requested_at": "2026-11-22T09:48:36Z", "closed_at": null, "workflows": 5,
             "workflows_finished": 3, "files_processed": 81, "files_total": 110, "events_requested": 5500,
             "events_achieved": 4050}], "next": "1"}
            """;

    private final StandInPlatform platform;
    private final Path home;

    CommandsTest(@TempDir Path home) throws Exception {
        this.home = home;
        this.platform = new StandInPlatform(home);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void listsCampaignsAsATableThatFitsAndSaysHowToGoOn() {
        Outcome outcome = platform.answer("GET /api/campaigns", 200, CAMPAIGNS)
                .signedIn()
                .run("campaign", "list", "--requester", "rita", "--limit", "1");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).isEqualTo("""
                id  name       requester  shifter  status  step             workflows   files       events  filed (UTC)
                c1  toy-2026a  rita       sam      open    full_production        3/5  81/110  4 050/5 500  2026-11-22 09:48:36
                More rows: --after 1, or --all
                """);
        assertThat(platform.asked()).singleElement().asString().contains("requester=rita", "limit=1");
    }

    private StandInPlatform inTurn(Answer... pages) {
        Iterator<Answer> next = List.of(pages).iterator();
        return platform.serving((method, path, body) ->
                        path.startsWith("/api/") && next.hasNext() ? Optional.of(next.next()) : Optional.empty())
                .signedIn();
    }

    /** Campaigns in pages of which the second is empty, as of a filter that little fits. */
    private StandInPlatform longTable() {
        return inTurn(
                new Answer(200, CAMPAIGNS),
                new Answer(200, "{\"rows\": [], \"next\": \"2\"}"),
                new Answer(200, CAMPAIGNS.replace("\"next\": \"1\"", "\"next\": null")));
    }

    @Test
    void showsEveryRowOfALongTableOnRequest() {
        Outcome outcome = longTable().run("campaign", "list", "--all", "--requester", "rita");
        assertThat(outcome.out().lines().filter(line -> line.startsWith("c1"))).hasSize(2);
        assertThat(outcome.out()).doesNotContain("More rows", "No such");
        assertThat(outcome.err()).isEqualTo("2 rows.\n");
        assertThat(platform.asked())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request).contains("requester=rita", "limit=10000"))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("limit=10000"),
                        second -> assertThat(second).endsWith("after=1"),
                        third -> assertThat(third).endsWith("after=2"));
    }

    @Test
    void givesScriptsEveryRowAsAnObjectALine() throws Exception {
        Outcome outcome = longTable().run("campaign", "list", "--all", "--json");
        assertThat(outcome.out().lines()).hasSize(2);
        for (String line : outcome.out().lines().toList()) {
            assertThat(Json.mapper().readTree(line).path("name").textValue()).isEqualTo("toy-2026a");
        }
    }

    @Test
    void saysOnceThatAWholeTableHasNoRows() {
        platform.answer("GET /api/campaigns", 200, "{\"rows\": [], \"next\": null}")
                .signedIn();
        assertThat(platform.run("campaign", "list", "--all").out()).isEqualTo("No campaigns.\n");
        assertThat(platform.run("campaign", "list", "--all", "--json").out()).isEmpty();
    }

    @Test
    void aTableThatBreaksOffIsAnErrorAndNotAShorterTable() {
        Outcome outcome =
                inTurn(new Answer(200, CAMPAIGNS), new Answer(500, "{}")).run("campaign", "list", "--all");
        assertThat(outcome.code()).isNotEqualTo(ExitCode.OK);
        assertThat(outcome.err()).doesNotContain(" rows.");
    }

    @Test
    void givesScriptsTheJsonOfTheApi() {
        Outcome outcome =
                platform.answer("GET /api/campaigns", 200, CAMPAIGNS).signedIn().run("campaign", "list", "--json");
        assertThat(outcome.out())
                .startsWith("{")
                .contains("\"events_achieved\" : 4050", "\"requested_at\" : \"2026-11-22T09:48:36Z\"");
    }

    @Test
    void printsEveryProblemOfARequestWithLineFieldAndFix() throws Exception {
        Files.writeString(home.resolve("generate.jobscript"), "#!/bin/sh\n");
        Path request = Files.writeString(home.resolve("request.yaml"), """
                name: toy
                workflow:
                  - step: generate
                    jobscript: generate.jobscript
                  - step: reconstruct
                    jobscript: missing.jobscript
                """);
        platform.answer("POST /api/requests/check", 422, """
                {"title": "The request has problems", "status": 422, "problems": [
                 {"field": "samples", "line": 1, "message": "is missing", "fix": "list the samples"},
                 {"field": "workflow[1].jobscript", "line": 6, "message": "is not there", "fix": ""}]}
                """).signedIn();
        Outcome outcome = platform.run("request", "check", request.toString());
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err())
                .contains(
                        "The request has 2 problems:",
                        "line 6, workflow[1].jobscript: there is no file " + home.resolve("missing.jobscript"),
                        "line 1, samples: is missing (list the samples)")
                .doesNotContain("is not there");
    }

    /** A refusal of the person is none of the request. */
    @Test
    void doesNotTakeEveryRefusalForAProblemOfTheRequest() throws Exception {
        Path request = Files.writeString(home.resolve("request.yaml"), "name: toy\n");
        platform.signedIn().answer("POST /api/requests/check", 403, """
                {"title": "Only requesters file requests", "status": 403, "problems": [
                 {"field": "requester", "line": 0, "message": "is sam", "fix": "ask rita"}]}
                """);
        Outcome outcome = platform.run("request", "check", request.toString());
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains("You may not do this: Only requesters file requests");
    }

    @Test
    void explainsRefusalsInTheWordsOfThePlatform() {
        platform.signedIn()
                .answer(
                        "POST /api/workflows/7/pause",
                        403,
                        "{\"title\": \"Only shifters pause workflows\", \"status\": 403}")
                .answer("POST /api/workflows/8/pause", 409, "{\"title\": \"w8 is finished\", \"status\": 409}")
                .answer("GET /api/workflows/9", 503, "");
        Outcome forbidden = platform.run("workflow", "pause", "w7", "--reason", "look");
        assertThat(forbidden.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(forbidden.err()).contains("Only shifters pause workflows", "muster whoami");
        Outcome late = platform.run("workflow", "pause", "8", "--reason", "look");
        assertThat(late.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(late.err()).isEqualTo("w8 is finished\n");
        Outcome unavailable = platform.run("workflow", "show", "9");
        assertThat(unavailable.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(unavailable.err())
                .contains("look whether it was before you try again")
                .doesNotContain("Nothing was changed", "\tat ");
        Outcome unknown = platform.run("workflow", "show", "10");
        assertThat(unknown.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(unknown.err()).isEqualTo("There is no such thing\n");
    }

    @Test
    void saysWhatIsWrongWithACommandLine() {
        Outcome stage = platform.run("stage", "show", "12");
        assertThat(stage.code()).isEqualTo(ExitCode.USAGE);
        assertThat(stage.err()).contains("a stage looks like w123s2, not '12'", "muster stage show --help");
        assertThat(platform.run("workflow", "pause", "7").err()).contains("--reason");
        assertThat(platform.run("campaign", "shwo", "7").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void refusesASimpleWorkflowWithAllItsMistakesAtOnce() {
        Outcome outcome = platform.signedIn()
                .run("workflow", "submit", "--jobscript", "none.jobscript", "--output-pattern", "*.root");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("--mql", "--jobscript", "--output-pattern");
        assertThat(platform.asked()).isEmpty();
    }

    @Test
    void saysEveryLimitThatASimpleWorkflowExceedsByItsOption() throws Exception {
        Files.write(home.resolve("latin.jobscript"), new byte[] {'#', '!', '/', '\n', (byte) 0xe4, '\n'});
        Outcome outcome = platform.signedIn()
                .run(
                        "workflow",
                        "submit",
                        "--monte-carlo",
                        "1000000",
                        "--jobscript",
                        home.resolve("latin.jobscript").toString(),
                        "--max-distance",
                        "101",
                        "--lifetime-days",
                        "1000000000000",
                        "--rss-mb",
                        "9999999999",
                        "--wall",
                        "1",
                        "--processors",
                        "0",
                        "--site",
                        "a b",
                        "--output-rse",
                        "typo",
                        "--files-per-job",
                        "0",
                        "--output-pattern",
                        "*.txt:a");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err())
                .contains(
                        "--monte-carlo: is 1000000",
                        "not UTF-8 text: see line 2",
                        "--max-distance: is 101 (a number from 0 to 100)",
                        "--lifetime-days",
                        "--rss-mib",
                        "--wall-seconds",
                        "--processors",
                        "--site",
                        "--output-rse",
                        "--files-per-job");
        assertThat(platform.asked()).isEmpty();
    }

    @Test
    void refusesAJobscriptInTheWordsThatARequestGets() throws Exception {
        Files.writeString(home.resolve("windows.jobscript"), "echo hello\r\n");
        Outcome outcome = platform.signedIn()
                .run(
                        "workflow",
                        "submit",
                        "--monte-carlo",
                        "1",
                        "--jobscript",
                        home.resolve("windows.jobscript").toString());
        assertThat(outcome.err()).contains("has Windows line ends", "does not say its interpreter");
    }

    @Test
    void sendsAQueryFromAFileAsItIsAndBothFormsOfADate() throws Exception {
        Files.writeString(home.resolve("a.jobscript"), "#!/bin/sh\n");
        Files.writeString(home.resolve("query"), "# runs \"a b\"\nfiles from a:b\n");
        platform.signedIn();
        for (String date : new String[] {"20270101", "2027-01-01"}) {
            Outcome outcome = platform.run(
                    "workflow",
                    "submit",
                    "--mql",
                    "@" + home.resolve("query"),
                    "--jobscript",
                    home.resolve("a.jobscript").toString(),
                    "--refind-end-date",
                    date);
            assertThat(outcome.err()).contains("There is no such thing");
        }
        assertThat(platform.asked())
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked)
                        .contains(
                                "\"mql\":\"# runs \\\"a b\\\"\\nfiles from a:b\\n\"",
                                "\"description\":\"a.jobscript\"",
                                "\"until\":\"2027-01-02T00:00:00Z\""));
    }

    @Test
    void whatIsNoYamlIsSaidOnce() throws Exception {
        Path request = Files.writeString(home.resolve("request.yaml"), "name: [\n");
        platform.answer("POST /api/requests/check", 422, """
                {"title": "The request has a problem.", "status": 422, "problems": [
                 {"field": "", "line": 2, "message": "is not YAML: x", "fix": "check"}]}
                """).signedIn();
        assertThat(platform.run("request", "check", request.toString()).err()).containsOnlyOnce("YAML");
    }

    @Test
    void printsACompletionScript() {
        Outcome outcome = platform.run("completion");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains("complete -F _complete_muster", "campaign", "numbers");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command :
                new String[] {"campaign list", "workflow submit", "task complete", "request file", "event list"}) {
            Outcome help = platform.run((command + " --help").split(" "));
            assertThat(help.code()).as(command).isEqualTo(ExitCode.OK);
            assertThat(help.out()).as(command).contains("Usage: muster " + command, "--url=URL");
        }
    }
}
