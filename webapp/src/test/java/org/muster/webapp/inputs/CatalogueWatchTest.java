package org.muster.webapp.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.testkit.clock.SettableClock;

class CatalogueWatchTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T20:00:00Z"));
    private Runnable rucio = () -> {};
    private Runnable metacat = () -> {};
    private final CatalogueWatch watch = new CatalogueWatch(() -> rucio.run(), () -> metacat.run(), clock);

    @AfterEach
    void stop() {
        watch.stop();
    }

    private static void away() {
        throw new ExternalSystemUnavailable("a catalogue", "away");
    }

    @Test
    void nothingIsSaidWhileAllIsWell() {
        watch.look();
        assertThat(watch.banners()).isEmpty();
    }

    @Test
    void whatIsAwayIsToldWithItsBeginningAndWhatWaits() {
        rucio = CatalogueWatchTest::away;
        watch.look();
        clock.advance(Duration.ofMinutes(5));
        watch.look();
        assertThat(watch.banners())
                .singleElement()
                .asString()
                .startsWith("Rucio does not answer since 2026-11-22T20:00:00Z.")
                .contains("Files whose replicas are known go on to jobs", "registration of outputs");

        metacat = CatalogueWatchTest::away;
        rucio = () -> {};
        watch.look();
        assertThat(watch.banners())
                .singleElement()
                .asString()
                .startsWith("MetaCat does not answer since 2026-11-22T20:05:00Z.")
                .contains("New queries for inputs");

        metacat = () -> {};
        watch.look();
        assertThat(watch.banners()).isEmpty();
    }

    @Test
    void whatIsSlowIsToldToo() {
        metacat = () -> clock.advance(CatalogueWatch.SLOW.plusSeconds(1));
        watch.look();
        assertThat(watch.banners()).singleElement().asString().startsWith("MetaCat answers slowly since");
    }

    @Test
    void whatNobodyExpectedFromOneIsToldAndTheOtherIsAskedToo() {
        rucio = () -> {
            throw new IllegalStateException("thrown on purpose");
        };
        metacat = CatalogueWatchTest::away;
        watch.look();
        assertThat(watch.banners())
                .satisfiesExactly(
                        banner -> assertThat(banner).startsWith("Rucio answers what nobody expected since"),
                        banner -> assertThat(banner).startsWith("MetaCat does not answer since"));
    }
}
