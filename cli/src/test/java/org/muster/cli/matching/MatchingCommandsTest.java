package org.muster.cli.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Outcome;

class MatchingCommandsTest {
    private static final String BLOCKED = """
            {"stage": "w1s1", "site": "FR_West", "files": 0, "blocking": "distance", "steps": [
             {"rule": "waiting", "text": "the file waits for a job", "before": 100, "after": 40,
              "reason": "40 unallocated, 60 processed", "changed_by": "the finder"},
             {"rule": "distance", "text": "such an RSE is near enough", "before": 40, "after": 0,
              "reason": "at most 30 from FR_West", "changed_by": "the requester"}]}
            """;

    private final StandInPlatform platform;

    MatchingCommandsTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home).signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void showsEachRuleAndWhoCanChangeTheOneInTheWay() {
        Outcome outcome = platform.answer("GET /api/why-not", 200, "[" + BLOCKED + "]")
                .run("why-not", "--stage", "w1s1", "--site", "FR_West", "--entry", "FR_West_gpu");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out())
                .contains("w1s1 at FR_West", "100     40", "40 unallocated, 60 processed")
                .endsWith("Nothing is left after: such an RSE is near enough. Who can change it: "
                        + org.muster.protocol.control.MatchingRule.DISTANCE.changedBy() + ".\n");
        assertThat(platform.asked())
                .singleElement()
                .asString()
                .contains("stage=w1s1", "site=FR_West", "entry=FR_West_gpu");
    }

    @Test
    void severalSitesAreALineEach() {
        Outcome outcome = platform.answer("GET /api/why-not", 200, "[" + BLOCKED + "," + BLOCKED + "]")
                .run("why-not", "--workflow", "w1");

        assertThat(outcome.out().lines()).hasSize(3);
        assertThat(outcome.out()).contains("such an RSE is near enough", "at most 30 from FR_West");
    }

    @Test
    void asksAboutOneThingAtATime() {
        Outcome outcome = platform.run("why-not", "--workflow", "w1", "--stage", "w1s1");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("mutually exclusive");
    }

    @Test
    void comparesASupposedChangeWithNow() {
        Outcome outcome = platform.answer("GET /api/stages/w1s1/what-if", 200, """
                [{"site": "FR_West", "files_now": 0, "files_then": 40, "rank_now": null, "rank_then": 50.5}]
                """)
                .run("what-if", "w1s1", "--max-distance", "100", "--rss-mib", "2000", "--processors", "4");

        assertThat(outcome.out()).isEqualTo("""
                site     files now  files then  rank now  rank then
                FR_West          0          40                50.50
                """);
        assertThat(platform.asked())
                .singleElement()
                .asString()
                .contains("max_distance=100", "rss_mib=2000", "processors=4");
    }
}
