package org.muster.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.failure.ExternalSystemUnavailable;

class ClientCredentialsTest {
    private HttpServer issuer;
    private final AtomicInteger issued = new AtomicInteger();
    private volatile int status = 200;
    private volatile String answer = "{\"access_token\":\"t%d\",\"expires_in\":100}";
    private volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/token", exchange -> {
            byte[] bytes =
                    String.format(Locale.ROOT, answer, issued.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    private HeldToken credentials() {
        URI endpoint = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/token");
        return new ClientAccount(endpoint, "muster-agents", "s", new Clock() {
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
                })
                .withScope("");
    }

    @Test
    void aTokenIsKeptUntilThreeQuartersOfItsLife() {
        HeldToken credentials = credentials();
        assertThat(credentials.get()).isEqualTo("t1");
        now = now.plus(Duration.ofSeconds(74));
        assertThat(credentials.get()).isEqualTo("t1");
        now = now.plus(Duration.ofSeconds(2));
        assertThat(credentials.get()).isEqualTo("t2");
    }

    @Test
    void anIssuerThatIsDownStopsNobodyWhileTheTokenIsValid() {
        HeldToken credentials = credentials();
        credentials.get();
        status = 500;
        now = now.plus(Duration.ofSeconds(90));
        assertThat(credentials.get()).isEqualTo("t1");
        now = now.plus(Duration.ofSeconds(20));
        assertThatThrownBy(credentials::get)
                .isInstanceOf(ExternalSystemUnavailable.class)
                .hasMessageContaining("muster-agents")
                .hasMessageNotContaining("t1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "{\"expires_in\":100}",
                "{\"access_token\":null}",
                "{\"access_token\":\" \"}",
                "{\"access_token\":7}"
            })
    void anAnswerWithoutATokenIsNoAnswer(String without) {
        answer = without;
        assertThatThrownBy(credentials()::get)
                .isInstanceOf(ExternalSystemUnavailable.class)
                .hasMessageContaining("without a token");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 4_000_000_000_000_000_000L, Long.MIN_VALUE})
    void aLifeThatNoClockKnowsIsCut(long seconds) {
        answer = "{\"access_token\":\"t%d\",\"expires_in\":" + seconds + "}";
        HeldToken credentials = credentials();
        assertThat(credentials.get()).isEqualTo("t1");
        now = now.plus(Duration.ofDays(1));
        assertThat(credentials.get()).isEqualTo("t2");
    }
}
