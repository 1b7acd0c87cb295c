package org.muster.webapp.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.Problem;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** What may be supposed is looked at before the allocator is asked. */
@RunningWebapp
class MatchingEndpointsTest {
    private final Door door;

    @Autowired
    MatchingEndpointsTest(Door door) {
        this.door = door;
    }

    @Test
    void everythingThatCannotBeSupposedIsSaidAtOnce() {
        assertThatThrownBy(() -> door.as("rita")
                        .whatIf(
                                StageRef.of(1, 1),
                                Map.of("processors", "0", "rss_mib", "2 GB", "wall_seconds", "-1", "gpus", "1")))
                .isInstanceOfSatisfying(ApiRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.problem().problems())
                            .extracting(Problem::field)
                            .containsExactlyInAnyOrder("processors", "rss_mib", "wall_seconds", "gpus");
                    assertThat(refused.problem().problems())
                            .extracting(Problem::fix)
                            .doesNotContain("");
                });
    }
}
