package org.muster.allocator.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.allocator.server.Settings;

class RetentionTest {
    private static Retention configured(String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return Settings.from(environment).retention();
    }

    @Test
    void nothingLeavesUnlessSomebodySaysSo() {
        assertThat(configured()).isEqualTo(Retention.FOR_EVER);
        assertThat(configured("MUSTER_KEEP_EVENTS_DAYS", " ")).isEqualTo(Retention.FOR_EVER);
    }

    @Test
    void whatIsConfiguredIsTaken() {
        assertThat(configured(
                        "MUSTER_KEEP_EVENTS_DAYS",
                        "366",
                        "MUSTER_KEEP_LOGS_DAYS",
                        "90",
                        "MUSTER_ARCHIVE_DIR",
                        "/srv/archive"))
                .isEqualTo(new Retention(
                        Optional.of(Duration.ofDays(366)),
                        Optional.of(Duration.ofDays(90)),
                        Optional.of(Path.of("/srv/archive"))));
    }

    @Test
    void whatDoesNotGoTogetherIsSaidAllAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configured("MUSTER_KEEP_EVENTS_DAYS", "7"))
                .withMessageContaining("MUSTER_KEEP_EVENTS_DAYS")
                .withMessageContaining("31")
                .withMessageContaining("MUSTER_ARCHIVE_DIR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configured("MUSTER_ARCHIVE_DIR", "archive"))
                .withMessageContaining("absolute");
    }
}
