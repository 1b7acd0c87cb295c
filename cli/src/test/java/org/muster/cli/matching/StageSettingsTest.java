package org.muster.cli.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Outcome;

class StageSettingsTest {
    private static final String SETTINGS = """
            {"priority": 70, "max_running_jobs": 250, "quarantines": [{"partition": {"kind": "node",
             "name": "wn042.example"}, "reason": "its outputs are empty", "by": "sam",
             "since": "2026-11-22T20:00:00Z"}]}
            """;

    private final StandInPlatform platform;

    StageSettingsTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home).signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void quarantinesASliceOfACampaign() {
        Outcome outcome = platform.answer("POST /api/campaigns/3/slices/production-2/quarantine", 204, "")
                .run("campaign", "quarantine", "c3", "production-2", "--reason", "wrong beam settings");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).isEqualTo("Files of production-2 of c3 will no longer be handed out.\n");

        Outcome mistaken = platform.run("campaign", "release", "c3", "w12", "--reason", "x");
        assertThat(mistaken.code()).isEqualTo(ExitCode.USAGE);
        assertThat(mistaken.err()).contains("a slice looks like production-2, not 'w12'");
    }

    @Test
    void aQuarantineSaysWhatWhoAndWhy() {
        Outcome outcome = platform.answer("POST /api/stages/w1s1/quarantine", 200, SETTINGS)
                .run("stage", "quarantine", "w1s1", "node", "wn042.example", "--reason", "its outputs are empty");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out())
                .contains("w1s1: priority 70, at most 250 running jobs", "node wn042.example", "sam", "empty");
    }

    @Test
    void changesAndReleasesAreShownAsTheyHoldNow() {
        assertThat(platform.answer("POST /api/stages/w1s1/settings", 200, SETTINGS)
                        .run("stage", "set", "w1s1", "--priority", "70")
                        .out())
                .contains("priority 70");
        assertThat(platform.answer("POST /api/stages/w1s1/release", 200, SETTINGS)
                        .run("stage", "release", "w1s1", "node", "wn001")
                        .code())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aQuarantineWithoutReasonIsAskedForOne() {
        Outcome outcome = platform.run("stage", "quarantine", "w1s1", "site", "UK_North");
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--reason");
    }
}
