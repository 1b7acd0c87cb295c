package org.muster.webapp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final Hand hand = new Hand();
    private final Attempts attempts = new Attempts(hand);

    @Test
    void eachFailureAfterAFewWaitsTwiceAsLongAndNoneLong() {
        fail("rita", HERE, Attempts.FREE);
        assertThat(attempts.begin("rita", HERE)).isEqualTo(Duration.ofSeconds(1));
        hand.wait(Duration.ofSeconds(1));
        fail("Rita", HERE, 1);
        assertThat(attempts.begin("rita", HERE)).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            hand.wait(Attempts.LONGEST);
            fail("rita", HERE, 1);
        }
        assertThat(attempts.begin("rita", HERE)).isEqualTo(Attempts.LONGEST);
        hand.wait(Attempts.LONGEST);
        assertThat(attempts.begin("rita", HERE)).isZero();
        attempts.succeeded("rita", HERE);
        assertThat(attempts.begin("rita", HERE)).as("and then begins anew").isZero();
    }

    @Test
    void whoSignedInHereBeforeIsNotKeptOutByOthers() {
        attempts.begin("rita", HERE);
        attempts.succeeded("rita", HERE);
        for (int i = 0; i < Attempts.FREE_OF_NAME; i++) {
            fail("rita", "198.51.100." + i, 1);
        }
        assertThat(attempts.begin("rita", ELSEWHERE))
                .as("the name is being guessed")
                .isPositive();
        assertThat(attempts.begin("rita", HERE)).isZero();
        for (int i = 0; i < Attempts.FREE_OF_ADDRESS; i++) {
            attempts.begin("nobody" + i, HERE);
        }
        assertThat(attempts.begin("sam", HERE)).as("the address is guessing").isPositive();
        assertThat(attempts.begin("rita", HERE)).isZero();
    }

    @Test
    void successesAreNoFailuresOfTheAddress() {
        for (int i = 0; i < 10 * Attempts.FREE_OF_ADDRESS; i++) {
            assertThat(attempts.begin("program" + i, HERE)).isZero();
            attempts.succeeded("program" + i, HERE);
        }
    }

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(attempts.begin(name, address)).isZero();
        }
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-29T00:00:00Z");

        void wait(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
