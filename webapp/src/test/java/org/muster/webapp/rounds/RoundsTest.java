package org.muster.webapp.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** Two kinds of rounds, of which one is poisoned. */
class RoundsTest {
    private static final int LONG = 20;

    private final Counted good = new Counted();
    private final Deque<Runnable> poison = new ArrayDeque<>();
    private final Counted poisoned = new Counted() {
        @Override
        public void go() {
            if (poison.isEmpty()) {
                super.go();
            } else {
                poison.pop().run();
            }
        }
    };
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Rounds rounds = new Rounds(List.of(poisoned, good));

    private static class Counted implements Round {
        final CountDownLatch five = new CountDownLatch(5);

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(1);
        }

        @Override
        public void go() {
            five.countDown();
        }

        boolean goesOn() throws InterruptedException {
            return five.await(LONG, TimeUnit.SECONDS);
        }
    }

    private void hang() {
        hanging.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @AfterEach
    void stop() {
        rounds.stop();
    }

    @Test
    void whateverHappensInOneItIsNotTheLast() throws InterruptedException {
        poison.add(() -> {
            throw new ExternalSystemUnavailable("allocator", "away on purpose");
        });
        poison.add(() -> {
            throw new IllegalStateException("thrown on purpose");
        });

        rounds.start();

        assertThat(poisoned.goesOn()).isTrue();
        assertThat(poison).isEmpty();
    }

    @Test
    void oneThatHangsHoldsUpNoOtherAndIsInterruptedAtTheEnd() throws InterruptedException {
        poison.add(this::hang);

        rounds.start();
        assertThat(hanging.await(LONG, TimeUnit.SECONDS)).isTrue();
        assertThat(good.goesOn()).isTrue();

        rounds.stop();
        assertThat(interrupted.await(LONG, TimeUnit.SECONDS)).isTrue();
    }
}
