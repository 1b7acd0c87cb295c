package org.muster.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.launcher.credentials.Credentials;
import org.muster.testkit.clock.SettableClock;

/** A step that failed for good is waited for a while, in case somebody mends it. */
class IncidentWatchTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final StringWriter out = new StringWriter();
    private final FakePlatform platform;
    private final IncidentWatch watch;

    IncidentWatchTest(@TempDir Path directory) throws IOException {
        Credentials people = Credentials.readOrMake(directory.resolve("credentials.yaml"));
        platform = new FakePlatform(people);
        watch = new IncidentWatch(
                new Actor(people.user("ada"), platform.url(), clock), new LineView(new PrintWriter(out), clock), clock);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void incidentThatStaysEndsTheDemo() {
        platform.fails("make-datasets");
        watch.look();
        clock.advance(Duration.ofSeconds(40));
        watch.look();
        assertThat(out.toString()).containsOnlyOnce("Incident at make-datasets of c1: it broke");
        clock.advance(Duration.ofSeconds(10));
        assertThatThrownBy(watch::look)
                .isInstanceOf(DemoLost.class)
                .hasMessageContaining("set aside: make-datasets of c1: it broke");
    }

    @Test
    void incidentThatSomebodyMendsIsForgotten() {
        platform.fails("make-datasets");
        watch.look();
        clock.advance(Duration.ofSeconds(40));
        platform.isMended();
        watch.look();
        platform.fails("make-datasets");
        clock.advance(Duration.ofSeconds(40));
        watch.look();
        clock.advance(Duration.ofSeconds(40));
        watch.look();
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void itIsNotAskedAtEveryLookOfTheDemo() {
        watch.look();
        platform.fails("make-datasets");
        clock.advance(Duration.ofSeconds(4));
        watch.look();
        assertThat(out.toString()).isEmpty();
    }
}
