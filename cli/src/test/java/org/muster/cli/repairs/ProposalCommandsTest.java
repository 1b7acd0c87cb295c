package org.muster.cli.repairs;

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

    @Test
    void repairsAreALineEach() {
        Outcome outcome = platform.answer("GET /api/repairs", 200, """
                {"rows": [{"repair_id": 17, "list": 3, "state": "open", "kind": "missing_in_rucio",
                  "did": "usertests:a.root", "dataset": "usertests:dev-w1s1p1", "stage": "w1s1", "output_id": 40,
                  "size_bytes": 2000000, "detail": "not registered", "repair": "register it",
                  "seen_at": "2026-11-22T09:00:00Z", "outcome": "waiting", "problem": ""}], "next": null}
                """).run("repairs", "--list", "3");

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).isEqualTo("""
                list  state  wrong             DID               dataset                  size  what was found  outcome  problem
                   3  open   missing_in_rucio  usertests:a.root  usertests:dev-w1s1p1  2.00 MB  not registered  waiting
                """);
        assertThat(platform.asked()).singleElement().asString().contains("list=3");
    }

    @Test
    void listsTellWhatWasDecided() {
        Outcome outcome = platform.answer("GET /api/repair-lists", 200, """
                {"rows": [{"list": 3, "state": "refused", "found_at": "2026-11-22T09:00:00Z", "files": 1,
                  "bytes": 2000000, "done": 0, "failed": 0, "decided_by": "dan", "decided_at": "2026-11-22T10:00:00Z",
                  "comment": "a test", "finished_at": null}], "next": null}
                """).run("repairs", "--lists");

        assertThat(outcome.out()).contains("refused", "dan", "a test");
    }

    @Test
    void differencesOfTheInventoryAreSentences() {
        Outcome outcome =
                platform.answer("GET /api/inventory/changes", 200, """
                {"rows": [{"line_id": 5, "proposal": 2, "state": "open", "subject": "site", "name": "X",
                  "change": "changed", "text": "site X: max cores 4 -> 8"}], "next": null}
                """).run("inventory", "diff");

        assertThat(outcome.out()).isEqualTo("""
                change  state  difference
                     2  open   site X: max cores 4 -> 8
                """);
        assertThat(platform.asked()).singleElement().asString().contains("state=open");
    }

    @Test
    void storagesTellHowFullTheyAre() {
        Outcome outcome =
                platform.answer("GET /api/storages", 200, """
                [{"rse": "UK_NORTH_DISK", "readable": true, "writable": false, "used_bytes": 3000000000000,
                  "total_bytes": 4000000000000, "seen_at": "2026-11-22T09:00:00Z"}]
                """).run("inventory", "storages");

        assertThat(outcome.out()).contains("UK_NORTH_DISK  on    off    3.00 TB  4.00 TB");
    }
}
