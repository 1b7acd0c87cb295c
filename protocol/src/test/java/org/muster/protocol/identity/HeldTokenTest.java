package org.muster.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;

class HeldTokenTest {
    private static final int LANES = 8;

    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Thread> lanes = new ArrayList<>();

    /** Gives no answer before every other lane waits for it. */
    private HeldToken.Token silent() {
        tries.incrementAndGet();
        while (lanes.stream()
                        .filter(lane -> lane.getState() == Thread.State.BLOCKED)
                        .count()
                < lanes.size() - 1) {
            Thread.onSpinWait();
        }
        throw new ExternalSystemUnavailable("rucio", "no answer");
    }

    @Test
    void allThatWaitForOneTryShareItsEndAndALaterOneTriesAnew() throws InterruptedException {
        HeldToken held = new HeldToken(this::silent, 0.8, Clock.systemUTC());
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Thread(() -> {
                try {
                    held.get();
                } catch (ExternalSystemUnavailable e) {
                    failures.incrementAndGet();
                }
            }));
        }
        for (Thread lane : lanes) {
            lane.start();
        }
        for (Thread lane : lanes) {
            lane.join(Duration.ofSeconds(30).toMillis());
        }
        assertThat(failures).hasValue(LANES);
        assertThat(tries).as("one for all").hasValue(1);

        lanes.clear();
        assertThatThrownBy(held::get).isInstanceOf(ExternalSystemUnavailable.class);
        assertThat(tries).hasValue(2);
    }
}
