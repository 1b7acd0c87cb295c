package org.muster.webapp.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** Many who send slowly, and many who send much, none of whom we know. */
@RunningWebapp
class SlowSendersTest {
    private static final boolean NIGHTLY = Boolean.getBoolean("muster.nightly");

    /** More than the server has threads. */
    private static final int SLOW = NIGHTLY ? 2_000 : 400;

    private static final int LARGE = NIGHTLY ? 500 : 50;
    private static final int ROUNDS = NIGHTLY ? 10 : 2;
    private static final Duration HEALTHY = Duration.ofSeconds(2);
    private static final List<String> ADDRESSES =
            List.of("/login", "/oauth2/token", "/camunda/api/x", "/api/workflows", "/engine-rest/task");

    private final Door door;
    private final int port;

    @Autowired
    SlowSendersTest(Door door) {
        this.door = door;
        this.port = URI.create(door.address()).getPort();
    }

    @Test
    void healthAndPagesAnswerWhateverStrangersSend() throws Exception {
        door.token("rita");
        List<RawConnection> slow = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(16);
        AtomicInteger taken = new AtomicInteger();
        Duration worst = Duration.ZERO;
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(new RawConnection(port)
                        .begin(
                                "POST",
                                ADDRESSES.get(i % ADDRESSES.size()),
                                "Content-Type: application/x-www-form-urlencoded",
                                "Content-Length: 60000"));
            }
            for (int i = 0; i < LARGE; i++) {
                String path = ADDRESSES.get(i % ADDRESSES.size());
                senders.execute(() -> {
                    if (takes(path)) {
                        taken.incrementAndGet();
                    }
                });
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (RawConnection connection : slow) {
                    drip(connection);
                }
                for (String path : List.of("/actuator/health", "/login", "/api/campaigns")) {
                    long begin = System.nanoTime();
                    assertThat(door.get(path, "rita").status()).as(path).isEqualTo(200);
                    Duration took = Duration.ofNanos(System.nanoTime() - begin);
                    worst = took.compareTo(worst) > 0 ? took : worst;
                }
            }
        } finally {
            senders.shutdownNow();
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "slow %d, large %d: worst answer %d ms, heap after %d MB%n", SLOW, LARGE, worst.toMillis(), used >> 20);
        assertThat(worst).isLessThan(HEALTHY);
        assertThat(taken.get()).as("large bodies of strangers").isZero();
    }

    /** Sends a large body without a length for as long as the server listens; whether it takes the whole. */
    private boolean takes(String path) {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (RawConnection sender = new RawConnection(port)) {
            sender.begin("POST", path, "Content-Type: application/json", "Transfer-Encoding: chunked");
            for (int i = 0; i < 200; i++) {
                sender.send(chunk);
            }
            return sender.send("0\r\n\r\n").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void drip(RawConnection connection) {
        try {
            connection.send("a");
        } catch (IOException e) {
            // The server has ended it already.
        }
    }
}
