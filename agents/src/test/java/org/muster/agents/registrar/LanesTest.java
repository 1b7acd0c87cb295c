package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;

final class LanesTest {
    private final Lanes lanes = new Lanes();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void eightAreUnderWayAtOnce() {
        CyclicBarrier together = new CyclicBarrier(Lanes.AT_ONCE);

        lanes.all(Collections.nCopies(3 * Lanes.AT_ONCE, () -> meet(together)));

        assertThat(done).hasValue(3 * Lanes.AT_ONCE);
    }

    private void meet(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
            done.incrementAndGet();
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("alone", e);
        }
    }

    @Test
    void afterAnOutageNothingMoreIsBegun() {
        ExternalSystemUnavailable outage = new ExternalSystemUnavailable("rucio", "no answer");
        List<Runnable> pieces = new ArrayList<>(Collections.nCopies(Lanes.AT_ONCE, () -> {
            throw outage;
        }));
        IntStream.range(0, 1000).forEach(i -> pieces.add(done::incrementAndGet));

        assertThatThrownBy(() -> lanes.all(pieces)).isSameAs(outage);

        assertThat(done).hasValue(0);
        lanes.all(List.of(done::incrementAndGet));
        assertThat(done).as("nothing of the first goes on").hasValue(1);
    }
}
