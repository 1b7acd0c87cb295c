package org.muster.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.cli.ExitCode;
import org.muster.cli.session.NotSignedIn;
import org.muster.cli.shell.Shell;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.demo.FakePlatform.Gate;
import org.muster.launcher.platform.DataDirectory;
import org.muster.launcher.platform.PlatformSettings;
import org.muster.launcher.platform.Ports;
import org.muster.protocol.http.Json;

/** The demo against a platform that plays its part, with the real independent computation. */
class DemoTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Gate APPOINT = new Gate("appoint-shifter", "production");
    private static final Gate EDIT = new Gate("edit-plan", "shifters");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path directory;
    private final DataDirectory data;
    private final FakePlatform platform;

    DemoTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.data = new DataDirectory(directory);
        this.platform = new FakePlatform(data.credentials());
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void everybodyDoesTheirTaskAndTheHistogramIsRight() throws Exception {
        platform.asks(APPOINT, EDIT);
        platform.stores("a.histogram.json", histogram());
        assertThat(demo(Demo.Hands.SCRIPT, LONG)).isEqualTo(ExitCode.OK);
        assertThat(platform.done())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("paula appoint-shifter")
                                .contains("sam"),
                        second -> assertThat(second).startsWith("sam edit-plan"));
        assertThat(out.toString())
                .contains("Paula did 'Task appoint-shifter': Sam takes this one.")
                .contains("equal to the independent computation")
                .contains("2 of 2 processed");
        assertThat(err.toString()).isEmpty();
        assertThat(directory.resolve("demo-results/w1/a.histogram.json")).hasContent(histogram());
    }

    @Test
    void histogramThatIsWrongInOneBinIsNoSuccess() throws Exception {
        ObjectNode wrong = (ObjectNode) Json.mapper().readTree(histogram());
        ArrayNode bins = (ArrayNode) wrong.get("histogram");
        bins.set(59, bins.get(59).asInt() + 1);
        platform.stores("a.histogram.json", wrong.toString());
        assertThat(demo(Demo.Hands.SCRIPT, LONG)).isEqualTo(LauncherExitCode.DEMO_DIFFERS);
        assertThat(err.toString()).contains("The demo's result is wrong:", "w1: muons: bin 59: expected 0, found 1");
        assertThat(out.toString()).contains("NOT equal");
    }

    @Test
    void workflowWithoutOutputsIsNoSuccess() throws Exception {
        assertThat(demo(Demo.Hands.SCRIPT, LONG)).isEqualTo(LauncherExitCode.DEMO_DIFFERS);
        assertThat(err.toString()).contains("w1 has no outputs");
    }

    @Test
    void taskThatComesOnlyWhenSomethingWentWrongEndsTheDemoWithWhatIsKnown() {
        platform.asks(new Gate("decide-paused-workflow", "shifters"));
        assertThatThrownBy(() -> demo(Demo.Hands.SCRIPT, LONG))
                .isInstanceOf(DemoLost.class)
                .hasMessageContaining("decide-paused-workflow")
                .hasMessageContaining("planText = 200 jobs");
    }

    @Test
    void demoThatTakesTooLongSaysWhatItWaitedFor() {
        platform.asks(new Gate("close-campaign", "nobody-here"));
        assertThatThrownBy(() -> demo(Demo.Hands.SCRIPT, Duration.ZERO))
                .isInstanceOfSatisfying(
                        Stopped.class,
                        stopped -> assertThat(stopped.exitCode()).isEqualTo(LauncherExitCode.DEMO_TOO_SLOW))
                .hasMessageContaining("workflow w1 (test, running, 1 of 2 files, 1 jobs running)")
                .hasMessageContaining("--time-limit");
    }

    @Test
    void taskThatIsRefusedAgainAndAgainEndsTheDemo() {
        platform.asks(EDIT);
        platform.refuses(100);
        assertThatThrownBy(() -> demo(Demo.Hands.SCRIPT, LONG))
                .isInstanceOf(DemoLost.class)
                .hasMessageContaining("sam could not complete 'Task edit-plan': not yet");
    }

    @Test
    void platformThatIsAwayForAMomentIsAskedAgain() throws Exception {
        platform.asks(EDIT);
        platform.isAwayFor(2);
        platform.refuses(1);
        platform.stores("a.histogram.json", histogram());
        assertThat(demo(Demo.Hands.SCRIPT, LONG)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).containsOnlyOnce("trying again");
    }

    @Test
    void personAtTheBrowserIsToldOnceWhereToClickAndAsWhom() {
        platform.asks(APPOINT);
        assertThatThrownBy(() -> demo(Demo.Hands.PERSON, Duration.ofSeconds(2))).isInstanceOf(Stopped.class);
        assertThat(out.toString())
                .containsOnlyOnce("Your turn as paula (password "
                        + data.credentials().user("paula").password() + "): 'Task appoint-shifter' at " + platform.url()
                        + "/tasks/appoint-shifter");
        assertThat(platform.done()).isEmpty();
    }

    @Test
    void wrongPasswordIsSaidAsThat() {
        Credentials.User rita = data.credentials().user("rita");
        Actor stranger = new Actor(
                new Credentials.User("rita", "Rita", "R", "guessed", rita.groups()), platform.url(), Clock.systemUTC());
        assertThatThrownBy(stranger::token)
                .isInstanceOf(NotSignedIn.class)
                .hasMessageContaining("does not accept the password of rita");
    }

    private int demo(Demo.Hands hands, Duration limit) throws InterruptedException {
        Shell shell = new Shell(
                new PrintWriter(out), new PrintWriter(err), Map.of(), directory, directory, Clock.systemUTC());
        PlatformSettings settings = new PlatformSettings(
                Path.of(".."),
                directory,
                new Ports(platform.port(), 1, 2, 3, 4, 5),
                PlatformSettings.DEFAULT_SLOTS,
                PlatformSettings.DEFAULT_MEMORY_MIB,
                1);
        return new Demo(shell, data, settings, hands, limit).play(Path.of("..", "examples", "first-campaign.yaml"));
    }

    /** Of two jobs with two muons each, as the jobscripts write it. */
    private static String histogram() throws IOException {
        Process process = new ProcessBuilder(
                        "python3",
                        Path.of("..", "examples", "expected_histogram.py").toString(),
                        "muons=muon:1-2:2")
                .redirectErrorStream(true)
                .start();
        JsonNode expected = Json.mapper()
                .readTree(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .path("muons");
        ObjectNode file = expected.deepCopy();
        file.put("sample", "muons").putArray("inputs").add("one").add("two");
        return file.toString();
    }
}
