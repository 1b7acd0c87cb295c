package org.muster.cli.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Outcome;
import org.muster.domain.text.Units;

class GrowthPlanTest {
    private static final String TWO_MONTHS = """
            [{"number": 1, "state": "closed", "opened_at": "2025-10-01T00:00:00Z", "closed_at": "2025-11-01T00:00:00Z",
              "rows": 1200, "bytes": 2000000, "leaves_at": "2026-11-02T00:00:00Z"},
             {"number": 2, "state": "closed", "opened_at": "2025-11-01T00:00:00Z", "closed_at": "2025-12-01T00:00:00Z",
              "rows": 777, "bytes": 3000000, "leaves_at": "2026-12-02T00:00:00Z"}]
            """;

    private final StandInPlatform platform;

    GrowthPlanTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home)
                .answer("GET /api/archives", 200, TWO_MONTHS)
                .answer("GET /api/archives?keep_days=366", 200, TWO_MONTHS)
                .signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void onlyWhatMayLeaveByNowIsInThePlan() {
        Outcome plan = platform.run("growth", "--plan");
        assertThat(plan.code()).as(plan.err()).isEqualTo(ExitCode.OK);
        assertThat(plan.out())
                .contains(Units.count(1200) + " rows, " + Units.bytes(2_000_000) + ", would leave now.")
                .doesNotContain("777");
    }

    @Test
    void aPlanMaySupposeAnotherTime() {
        Outcome plan = platform.run("growth", "--plan", "--keep-days", "366");
        assertThat(plan.code()).as(plan.err()).isEqualTo(ExitCode.OK);
        assertThat(platform.asked()).anyMatch(asked -> asked.contains("keep_days=366"));
    }

    @Test
    void aTimeThatChangesNothingIsNotTakenSilently() {
        Outcome alone = platform.run("growth", "--keep-days", "366");
        assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
        assertThat(alone.err()).contains("--plan");
        assertThat(platform.asked()).isEmpty();
    }
}
