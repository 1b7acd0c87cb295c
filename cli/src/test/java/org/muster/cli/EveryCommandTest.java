package org.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.cli.StandInPlatform.Outcome;
import org.muster.cli.shell.Shell;
import org.muster.protocol.http.Json;
import org.muster.testkit.words.Jargon;
import picocli.CommandLine;

/** Every command there is, where all is well and where it is not; one that is added without a line here fails. */
class EveryCommandTest {
    /** What is typed after {@code muster}, and some of what is printed. Names with underscores stand for blanks in one word. */
    private record Call(String name, List<String> arguments, String printed) {
        String[] words(String... more) {
            return Stream.of(List.of(name.split(" ", -1)), arguments, List.of(more))
                    .flatMap(List::stream)
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Call> CALLS = List.of(
            call("whoami", "shifters"),
            call("request check", "The request is complete", "request.yaml"),
            call("request file", "Filed as campaign c1", "request.yaml"),
            call("request export", "2 files written", "c1", "exported"),
            call("request plan", "It would be revision 2 of c1", "c1", "request.yaml"),
            call("request apply", "Revision 2 of c1 is made", "c1", "request.yaml", "--reason", LivingPlatform.NASTY),
            call("request revisions", "a.jobscript", "c1", "1"),
            call("task list", "check-pilot"),
            call("task show", "decision", "t1"),
            call("task complete", "Completed.", "t1", "--decision", "continue", "--comment", LivingPlatform.NASTY),
            call("campaign list", "More rows: --after 42"),
            call("campaign show", "edit-plan", "c1"),
            call("campaign log", "sam", "1", "--add", LivingPlatform.NASTY),
            call("campaign numbers", "98 %", "c1"),
            call("campaign samples", "rucio-dataset toy:hits", "c1"),
            call("campaign quarantine", "no longer be handed out", "c1", "production-2", "--reason", "beam"),
            call("campaign release", "handed out again", "c1", "production-2", "--reason", "mended"),
            call("campaign slice list", "production-3", "c1", "--state", "waiting", "--band", "normal"),
            call("campaign slice hold", "is held", "c1", "production-2", "--reason", "inputs"),
            call("campaign slice unhold", "waits for its turn", "c1", "production-2", "--reason", "mended"),
            call("campaign slice start", "is started", "c1", "production-2", "--reason", "wanted"),
            call("campaign slice forward", "is moved forward", "c1", "production-2", "--reason", "wanted"),
            call("campaign slice back", "is moved back", "c1", "production-2", "--reason", "not yet"),
            call("campaign withdraw", "c1 is withdrawn.", "c1", "--reason", "wrong"),
            call("workflow list", "w8", "--campaign", "c1", "--state", "running", "--owner", "rita"),
            call("workflow show", "registrar since", "w7"),
            call(
                    "workflow submit",
                    "Submitted as workflow w9",
                    "--monte-carlo",
                    "3",
                    "--jobscript",
                    "a.jobscript",
                    "--output-pattern",
                    "*.root:set",
                    "--description",
                    LivingPlatform.NASTY,
                    "--env",
                    "A=" + LivingPlatform.NASTY),
            call("workflow pause", "w7 will pause.", "w7", "--reason", LivingPlatform.NASTY),
            call("workflow resume", "w8 will go on.", "w8", "--reason", "on"),
            call("workflow finish", "w7 will finish.", "w7", "--reason", "enough"),
            call("workflow withdraw", "w7 is withdrawn.", "w7", "--reason", "stuck"),
            call("stage show", "UK_North", "w7s1"),
            call("stage settings", "FR_West", "w7s1"),
            call("stage set", "70", "w7s1", "--priority", "70", "--max-running-jobs", "5"),
            call("stage quarantine", "wn042", "w7s1", "node", "wn042", "--reason", LivingPlatform.NASTY),
            call("stage release", "priority", "w7s1", "site", "FR_West"),
            call("file list", "toy:a.root", "w7s1", "--state", "processed"),
            call("file show", "davs://x/a.root", "4711"),
            call("output list", "toy:a.root", "w7", "--stage", "1"),
            call("job list", "17.0@local", "--workflow", "w7"),
            call("job show", "wn042", "17.0@local"),
            call("event list", "OUTPUT_CLEARED", "--type", "410", "--exit", "7", "--workflow", "w7"),
            call("proposals list", "refused", "--kind", "repairs"),
            call("proposals show", "Repair the catalogues?", "3"),
            call("proposals lines", "unknown_in_rucio", "--proposal", "3"),
            call("inventory storages", "UK_NORTH_DISK"),
            call("growth", "allocator.events"),
            call("archive list", "events-0001"),
            call("why-not", "the file waits for a job", "--stage", "w7s1", "--site", "UK_North"),
            call("what-if", "72.50", "w7s1", "--down", "UK_North"));

    /** Without a platform: they are tried by SessionTest, CommandsTest and ArchiveShowTest. */
    private static final Set<String> ALONE = Set.of("login", "completion", "help", "archive show");

    private final StandInPlatform platform;

    EveryCommandTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home).serving(new LivingPlatform());
        Files.writeString(home.resolve("a.jobscript"), "#!/bin/sh\n");
        Files.writeString(home.resolve("request.yaml"), "workflow:\n  - jobscript: a.jobscript\n");
    }

    private static Call call(String name, String printed, String... arguments) {
        return new Call(name, List.of(arguments), printed);
    }

    static Stream<Call> calls() {
        return CALLS.stream();
    }

    static Stream<Call> tables() {
        CommandLine root = root();
        return CALLS.stream().filter(call -> {
            CommandLine command = root;
            for (String word : call.name().split(" ", -1)) {
                command = Objects.requireNonNull(command.getSubcommands().get(word));
            }
            return command.getCommandSpec().optionsMap().containsKey("--json");
        });
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void noneIsForgotten() {
        Set<String> there = new TreeSet<>();
        collect("", root(), there);
        there.removeAll(ALONE);
        assertThat(there)
                .containsExactlyInAnyOrderElementsOf(
                        CALLS.stream().map(Call::name).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void doesItsWork(Call call) {
        Outcome outcome = platform.signedIn().run(call.words());
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains(call.printed()).endsWith("\n").doesNotContain("Optional[", "null", "@1");
        assertThat(outcome.err()).isEmpty();
        if (call.name().endsWith(" list") || call.name().matches("proposals lines|inventory .*|campaign log")) {
            assertThat(outcome.out())
                    .as("a row is a line, also where a cell has several")
                    .doesNotContain("\nnext");
        }
    }

    /** Whatever people wrote: it is the same text after it was read again. */
    @ParameterizedTest
    @MethodSource("tables")
    void givesJsonThatIsReadAgainAsItWas(Call call) throws Exception {
        Outcome outcome = platform.signedIn().run(call.words("--json"));
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
        JsonNode json = Json.mapper().readTree(outcome.out());
        List<String> texts = new ArrayList<>();
        texts(json, texts);
        if (texts.stream().anyMatch(text -> text.contains("quoted"))) {
            assertThat(texts).anyMatch(text -> text.contains(LivingPlatform.NASTY));
        }
    }

    @Test
    void wantsALogin() {
        for (Call call : CALLS) {
            Outcome outcome = platform.run(call.words());
            assertThat(outcome.code()).as(call.name()).isEqualTo(ExitCode.NOT_SIGNED_IN);
            assertThat(outcome.err()).contains("You are not signed in. First: muster login");
        }
        assertThat(platform.asked()).isEmpty();
    }

    @Test
    void saysThatALoginIsOver() {
        platform.signedIn();
        for (Call call : CALLS) {
            Outcome outcome = platform.runAt(StandInPlatform.NOW.plus(Duration.ofDays(2)), call.words());
            assertThat(outcome.code()).as(call.name()).isEqualTo(ExitCode.NOT_SIGNED_IN);
            assertThat(outcome.err()).contains("Your login is over. Sign in again: muster login");
        }
        assertThat(platform.asked()).isEmpty();
    }

    @Test
    void saysThatNobodyAnswers() {
        platform.signedIn().close();
        assertThat(platform.run("whoami").code()).as("it asks nobody").isEqualTo(ExitCode.OK);
        for (Call call : asking()) {
            Outcome outcome = platform.run(call.words());
            assertThat(outcome.code()).as(call.name()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(outcome.err())
                    .contains("no answer from " + platform.url(), "Nothing was changed: it is safe to try again.");
            inPeoplesWords(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, 3", "401, 4", "403, 1", "404, 6", "409, 1", "413, 1", "422, 3", "429, 1", "500, 1", "502, 5", "503, 5",
        "504, 5"
    })
    void saysWhyItWasRefused(int status, int code) {
        platform.signedIn().answeringAll(status, """
                        {"title": "It is not to be.", "status": %d, "problems": [{"field": "reason", "line": 0, "message": "is empty", "fix": "say why"}]}
                        """.formatted(status));
        someOf(status).forEach(call -> {
            Outcome outcome = platform.run(call.words());
            boolean gone = (call.name().matches("task .*") && status == 404)
                    || (call.name().equals("request check") && status == 422);
            assertThat(outcome.code()).as(call + ": " + outcome.err()).isEqualTo(code);
            if (status != 401 && status < 502 && !gone) {
                assertThat(outcome.err()).as(call.name()).contains("It is not to be.");
            }
            inPeoplesWords(outcome);
        });
    }

    /** A proxy's page, an engine's error, half an answer, nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "502|<html><head><title>502 Bad Gateway</title></head></html>",
                "404|<!DOCTYPE html><html><body>Not Found</body></html>",
                "400|{\"type\": \"RestException\", \"message\": \"ENGINE-03051 org.camunda.bpm.engine.ProcessEngineException\"}",
                "200|<html>Sign in to the conference's network</html>",
                "200|{\"rows\": [{\"cam",
                "200|''",
                "200|null",
                "302|''",
                "418|''"
            })
    void saysThatTheAnswerWasNotMusters(int status, String body) {
        platform.signedIn().answeringAll(status, body);
        List<Call> reading = tables().toList();
        for (Call call : someOf(status + body.length())) {
            if (status == 200 && !body.startsWith("<") && !reading.contains(call)) {
                continue;
            }
            Outcome outcome = platform.run(call.words());
            assertThat(outcome.code()).as(call + " " + outcome.out()).isNotIn(ExitCode.OK, ExitCode.DEFECT);
            assertThat(outcome.err()).as(call.name()).isNotBlank().doesNotContain("<html", "<!DOCTYPE");
            inPeoplesWords(outcome);
        }
    }

    @Test
    void remembersWhatItWasTold() {
        platform.signedIn().run("workflow", "pause", "w7", "--reason", "hot beam");
        assertThat(platform.run("workflow", "show", "w7").out()).contains("paused", "hot beam");
        Outcome twice = platform.run("workflow", "pause", "w7", "--reason", "again");
        assertThat(twice.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(twice.err()).isEqualTo("w7 is paused and cannot pause.\n");
        platform.run("campaign", "log", "c1", "--add", "first beam");
        assertThat(platform.run("campaign", "log", "c1").out()).contains("first beam");
        platform.run("stage", "quarantine", "w7s1", "rse", "UK_NORTH_DISK", "--reason", "loses files");
        assertThat(platform.run("stage", "settings", "w7s1").out()).contains("loses files", "FR_West");
        platform.run("stage", "release", "w7s1", "site", "FR_West");
        assertThat(platform.run("stage", "settings", "w7s1").out()).doesNotContain("FR_West");
        platform.run("task", "complete", "t1", "--decision", "continue");
        assertThat(platform.run("task", "list").out()).isEqualTo("Nothing waits for you.\n");
        assertThat(platform.run("task", "complete", "t1", "--decision", "continue")
                        .code())
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    /** What reads more than the login. */
    private static List<Call> asking() {
        return CALLS.stream().filter(call -> !call.name().equals("whoami")).toList();
    }

    /** A quarter of them, another for each number. */
    private static List<Call> someOf(int number) {
        List<Call> all = asking();
        return IntStream.range(0, all.size())
                .filter(i -> i % 4 == number % 4)
                .mapToObj(all::get)
                .toList();
    }

    private static void inPeoplesWords(Outcome outcome) {
        assertThat(Jargon.in(outcome.err())).as(outcome.err()).isEmpty();
        assertThat(Jargon.in(outcome.out())).as(outcome.out()).isEmpty();
    }

    private static void texts(JsonNode node, List<String> found) {
        if (node.isTextual()) {
            found.add(node.asText());
        }
        node.forEach(inner -> texts(inner, found));
    }

    private static CommandLine root() {
        return MusterCli.commandLine(
                new Shell(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(new StringWriter()),
                        Map.of(),
                        Path.of(""),
                        Path.of(""),
                        Clock.systemUTC()),
                List.of());
    }

    private static void collect(String prefix, CommandLine command, Set<String> leaves) {
        command.getSubcommands().forEach((name, sub) -> {
            if (!name.equals(sub.getCommandName())) {
                // The same by another name.
                return;
            }
            if (sub.getSubcommands().isEmpty()) {
                leaves.add(prefix + name);
            } else {
                collect(prefix + name + " ", sub, leaves);
            }
        });
    }
}
