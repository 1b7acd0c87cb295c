package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.TableGrowth;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class GrowthPageTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    private final Door door;

    @Autowired
    GrowthPageTest(Door door) {
        this.door = door;
    }

    @BeforeEach
    void events() {
        FakeAllocator.RUNNING.says(
                "growth",
                List.of(new TableGrowth(
                        "allocator.events",
                        50_000_000,
                        7_900_000_000L,
                        Optional.of(70_000L),
                        Optional.empty(),
                        "nothing: <b>")));
        FakeAllocator.RUNNING.says(
                "archives",
                List.of(new ArchiveRow(
                        1,
                        "dropped",
                        NOVEMBER,
                        Optional.of(DECEMBER),
                        0,
                        0,
                        Optional.empty(),
                        Optional.of(new ArchiveRow.EventsFileRow(
                                "events-0001-2026-11-01-to-2026-12-01.csv.gz", 1_000, 3, "abc123", DECEMBER)))));
    }

    @AfterEach
    void forget() {
        FakeAllocator.RUNNING.comeBack();
        List.of("growth", "archives").forEach(FakeAllocator.RUNNING::forgets);
    }

    @Test
    void thePageSaysWhatGrowsAndWhereItWent() {
        assertThat(new Visitor(door, "sam").page("/dashboard/growth"))
                .contains("allocator.events", "7.90\u00a0GB", "nothing: &lt;b&gt;", "abc123")
                .contains("events-0001-2026-11-01-to-2026-12-01.csv.gz", "2026-12-01 00:00:00");
    }

    @Test
    void programsReadTheSame() {
        Door.Answer tables = door.get("/api/growth", "rita");
        assertThat(tables.status()).isEqualTo(200);
        assertThat(tables.json().path(0).path("rows_per_day").asLong()).isEqualTo(70_000);
        assertThat(door.get("/api/archives?keep_days=366", "rita")
                        .json()
                        .path(0)
                        .path("file")
                        .path("sha256")
                        .asText())
                .isEqualTo("abc123");
        assertThat(door.get("/api/growth", "olaf").status()).as("a stranger").isEqualTo(403);
    }

    @Test
    void whileTheAllocatorIsAwayThePageSaysSo() {
        Visitor sam = new Visitor(door, "sam");
        FakeAllocator.RUNNING.goAway();
        assertThat(sam.page("/dashboard/growth")).contains("allocator").doesNotContain("abc123");
        assertThat(door.get("/api/growth", "rita").status()).isEqualTo(503);
    }
}
