package org.muster.webapp.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyLimitsTest {
    @Test
    void onlyWhatNeedsMoreGetsMore() {
        assertThat(BodyLimits.of("/login")).isEqualTo(BodyLimits.SMALL);
        assertThat(BodyLimits.of("/oauth2/token")).isEqualTo(BodyLimits.SMALL);
        assertThat(BodyLimits.of("/api/workflows/1/pause")).isEqualTo(BodyLimits.SMALL);
        assertThat(BodyLimits.of("/api/workflows")).isEqualTo(BodyLimits.DOCUMENT);
        assertThat(BodyLimits.of("/api/workflows/1/input-manifests/1")).isEqualTo(BodyLimits.MANIFEST);
        assertThat(BodyLimits.of("/engine-rest/external-task/x/complete")).isEqualTo(BodyLimits.DOCUMENT);
    }

    @Test
    void allBodiesTogetherKeepToTheBudget() {
        BodyBudget budget = new BodyBudget(100);
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(60)).isFalse();
        assertThat(budget.take(40)).isTrue();
        budget.giveBack(100);
        assertThat(budget.used()).isZero();
    }

    @Test
    void strangersWhoFindAllPlacesTakenGetAMoment() {
        Seats seats = new Seats();
        for (int i = 0; i < Seats.STRANGERS; i++) {
            assertThat(seats.forStranger(Duration.ofSeconds(10)).orElseThrow().atMost())
                    .isEqualTo(Duration.ofSeconds(10));
        }
        Seats.Seat last = seats.forStranger(Duration.ofSeconds(10)).orElseThrow();
        assertThat(last.atMost()).isEqualTo(Seats.BRIEFLY);
        for (int i = 1; i < Seats.BRIEF; i++) {
            assertThat(seats.forStranger(Duration.ofSeconds(10))).isPresent();
        }
        assertThat(seats.forStranger(Duration.ofSeconds(10))).isEmpty();
        assertThat(seats.forKnown(Duration.ofSeconds(10)))
                .as("those who are known have their own")
                .isPresent();
        last.leave();
        assertThat(seats.forStranger(Duration.ofSeconds(10))).isPresent();
    }

    @Test
    void anAddressHasItsNumberOfConnectionsAndOthersTheirs() throws Exception {
        InetAddress one = InetAddress.getByName("192.0.2.1");
        InetAddress proxy = InetAddress.getByName("192.0.2.9");
        ConnectionsPerAddress limit = new ConnectionsPerAddress(2, proxy::equals);
        assertThat(limit.admits(one)).isTrue();
        assertThat(limit.admits(one)).isTrue();
        assertThat(limit.admits(one)).isFalse();
        assertThat(limit.admits(InetAddress.getByName("192.0.2.2"))).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(limit.admits(proxy)).isTrue();
        }
        limit.recount(List.of(one));
        assertThat(limit.admits(one)).as("one of its connections has ended").isTrue();
    }
}
