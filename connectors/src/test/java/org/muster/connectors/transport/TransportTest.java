package org.muster.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.ScriptedServer;
import org.muster.domain.failure.ExternalSystemUnavailable;

class TransportTest {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ScriptedServer server = new ScriptedServer(request -> Reply.of(200, "fine"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Transport transport = new Transport(
            "rucio",
            new TrafficLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    2,
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    2,
                    new Breaker(4, 100, PAUSE)),
            meters);

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String template, String... names) {
        return transport.send(Call.get(server.url(), Target.of(template, names)), WholeReply::text);
    }

    @Test
    void aSystemThatFailsAgainAndAgainIsLeftAloneUntilItIsTriedAndFoundWell() {
        server.fault(request -> Outcome.LOSE_ANSWER);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> ask("/ping"));
        }
        server.forgetLog();
        assertThat(transport.leftAlone()).isTrue();

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> ask("/ping"))
                .withMessageContaining("was not tried");
        assertThat(server.log()).isEmpty();

        server.fault(request -> Outcome.ANSWER);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String answer = "";
        while (answer.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                answer = ask("/ping");
            } catch (ExternalSystemUnavailable e) {
                assertThat(e).hasMessageContaining("was not tried");
            }
        }
        assertThat(answer).isEqualTo("fine");
        assertThat(transport.leftAlone()).isFalse();
    }

    @Test
    void refusalsDoNotCountAsFailures() {
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> transport.send(Call.get(server.url(), Target.of("/ping")), answer -> {
                        throw new IllegalStateException("refused");
                    }));
        }
        assertThat(transport.leftAlone()).isFalse();
        assertThat(meters.get("muster.catalogue.calls")
                        .tag("outcome", "refused")
                        .timer()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void everyTryIsTimedUnderANameWithoutNamesOfFiles() {
        ask("/dids/{scope}/{name}/meta?plugin=ALL", "usertests", "some/file.root");
        assertThat(server.log()).containsExactly("GET /dids/usertests/some%2Ffile.root/meta");
        server.fault(request -> Outcome.LOSE_ANSWER);
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> ask("/replicas/list"));

        assertThat(meters.get("muster.catalogue.calls")
                        .tag("system", "rucio")
                        .tag("call", "GET /dids/{scope}/{name}/meta")
                        .tag("outcome", "answered")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("muster.catalogue.calls")
                        .tag("call", "GET /replicas/list")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUpInTime() {
        try (ScriptedServer stuck = new ScriptedServer(request -> {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            return Reply.of(200, "late");
        })) {
            Transport hasty = new Transport(
                    "rucio",
                    new TrafficLimits(
                            Duration.ofSeconds(1),
                            Duration.ofMillis(100),
                            Duration.ofMillis(100),
                            1,
                            Duration.ofMillis(1),
                            Duration.ofMillis(1),
                            1),
                    meters);

            assertThatExceptionOfType(ExternalSystemUnavailable.class)
                    .isThrownBy(() -> hasty.send(Call.get(stuck.url(), Target.of("/ping")), WholeReply::text));
        }
    }
}
