package org.muster.cli.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Outcome;

class ProposalCommandsTest {
    private final StandInPlatform platform;

    ProposalCommandsTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home).signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static final String LINES = """
            {"rows": [{"line": 17, "proposal": 3, "kind": "repairs", "state": "open", "what": "missing_in_rucio",
              "about": ["usertests:a.root", "usertests:dev-w1s1p1", "w1s1", "w1"], "text": "not in Rucio: not registered",
              "outcome": "waiting", "problem": ""}], "next": null}
            """;

    private static final String ROW = """
            {"proposal": 3, "kind": "repairs", "state": "refused", "found_at": "2026-11-22T09:00:00Z", "lines": 1,
              "done": 0, "failed": 0, "decided_by": "dan", "decided_at": "2026-11-22T10:00:00Z", "comment": "a test",
              "finished_at": null}
            """;

    @Test
    void linesAreALineEach() {
        Outcome outcome = platform.answer("GET /api/proposals/lines", 200, LINES)
                .run("proposals", "lines", "--proposal", "3", "--about", "w1");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).isEqualTo("""
                proposal  state  what              about                                          in words                      outcome  problem
                       3  open   missing_in_rucio  usertests:a.root usertests:dev-w1s1p1 w1s1 w1  not in Rucio: not registered  waiting
                """);
        assertThat(platform.asked())
                .singleElement()
                .asString()
                .contains("proposal=3")
                .contains("about=w1");
    }

    @Test
    void proposalsTellWhatWasDecided() {
        Outcome outcome = platform.answer("GET /api/proposals", 200, "{\"rows\": [" + ROW + "], \"next\": null}")
                .run("proposals", "list", "--kind", "repairs");

        assertThat(outcome.out()).contains("refused", "dan", "a test");
        assertThat(platform.asked()).singleElement().asString().contains("kind=repairs");
    }

    @Test
    void oneIsShownAsItsPeopleReadIt() {
        Outcome outcome =
                platform.answer("GET /api/proposals/3", 200, """
                {"proposal": %s, "question": "Change the inventory?", "group": "data-management",
                  "effect": "Matching goes by the old one until then.", "text": "site X: max cores 4 -> 8\\nsite Y: added"}
                """.formatted(ROW)).run("proposals", "show", "p3");

        assertThat(outcome.out())
                .contains("Change the inventory?", "data-management", "site X: max cores 4 -> 8", "site Y: added");
        assertThat(platform.run("proposals", "show", "three").code()).isEqualTo(ExitCode.USAGE);
    }

    /** Whoever types what they always typed is shown the new words. */
    @Test
    void theFormerWordLeadsToTheNewOnes() {
        assertThat(platform.run("repairs").err()).contains("muster proposals --help");
        assertThat(platform.run("repairs", "--help").out()).contains("muster proposals", "list", "show", "lines");
    }

    @Test
    void storagesTellHowFullTheyAre() {
        Outcome outcome = platform.answer("GET /api/storages", 200, """
                [{"rse": "UK_NORTH_DISK", "readable": true, "writable": false, "used_bytes": 3000000000000,
                  "total_bytes": 4000000000000, "seen_at": "2026-11-22T09:00:00Z"}]
                """).run("inventory", "storages");

        assertThat(outcome.out()).contains("UK_NORTH_DISK  on    off    3.00 TB  4.00 TB");
    }
}
