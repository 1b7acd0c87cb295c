package org.muster.allocator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.identity.ClientAccount;

/** Three tokens of a provider that troubles the one for reading. */
class FetchedTokensTest {
    private static final String READ = "scope=storage.read:/&";
    private static final String GIVEN = "{\"access_token\":\"%s\",\"expires_in\":100}";

    private record Answer(int status, String body) {}

    private HttpServer provider;
    private volatile Answer toReaders = new Answer(200, GIVEN.formatted("read"));
    private volatile Clock readersClock = Clock.systemUTC();

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/token", exchange -> {
            String form = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            Answer answer = (form + "&").contains(READ)
                    ? toReaders
                    : new Answer(200, GIVEN.formatted(form.contains("create") ? "write" : "clear"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    /** Of the readers alone: what it throws, their client throws. */
    private class ReadersClock extends Clock {
        @Override
        public Instant instant() {
            return readersClock.instant();
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

    private FetchedTokens tokens() {
        URI endpoint = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/token");
        return new FetchedTokens(scope -> new ClientAccount(
                        endpoint,
                        "tokens",
                        "s",
                        scope.equals("storage.read:/") ? new ReadersClock() : Clock.systemUTC())
                .withScope(scope));
    }

    private static String read(FetchedTokens tokens) {
        return tokens.toRead(StageRef.of(1, 1), List.of(), Duration.ofHours(1));
    }

    private static void assertOthersAreThere(FetchedTokens tokens) {
        assertThat(tokens.toWrite(new JobsubId("1.0@schedd"), Map.of("A", List.of())))
                .extracting(StorageTokens.UploadToken::token)
                .containsExactly("write");
        assertThat(tokens.toClear(List.of()).token()).isEqualTo("clear");
    }

    @Test
    void aRefusedRightLeavesTheOthersNew() {
        toReaders = new Answer(400, "{}");
        try (FetchedTokens tokens = tokens()) {
            tokens.look();
            assertOthersAreThere(tokens);
            assertThat(read(tokens)).isEmpty();

            toReaders = new Answer(200, GIVEN.formatted("read"));
            tokens.look();
            assertThat(read(tokens)).isEqualTo("read");
        }
    }

    @Test
    void whatNobodyExpectedEndsNoLooks() {
        readersClock = new ReadersClock() {
            @Override
            public Instant instant() {
                throw new IllegalStateException("thrown on purpose");
            }
        };
        try (FetchedTokens tokens = tokens()) {
            tokens.look();
            assertOthersAreThere(tokens);

            readersClock = Clock.systemUTC();
            tokens.look();
            assertThat(read(tokens)).isEqualTo("read");
        }
    }

    @Test
    void anAnswerWithoutATokenTakesNoneAway() {
        try (FetchedTokens tokens = tokens()) {
            tokens.look();
            readersClock = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            toReaders = new Answer(200, "{\"expires_in\":100}");
            tokens.look();
            assertThat(read(tokens)).isEqualTo("read");
        }
    }
}
