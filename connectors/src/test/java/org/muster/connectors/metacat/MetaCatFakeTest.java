package org.muster.connectors.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeMetaCat;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.http.Json;

/** The contract against the fake, and what only a fake can be made to do. */
class MetaCatFakeTest extends MetaCatContract {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneOffset.UTC);
    private static final TrafficLimits IMPATIENT = new TrafficLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            4);
    private static final Did DATASET = new Did("usertests", "bulk");

    private final FakeMetaCat server = new FakeMetaCat();
    private final MetaCatClient metacat = new MetaCatClient(
            server.url(), MetaCatAuth.password(server.url(), "muster", FakeMetaCat.PASSWORD, CLOCK), IMPATIENT);

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected MetaCatClient metacat() {
        return metacat;
    }

    @Override
    protected Optional<MetaCatClient> stranger() {
        return Optional.of(new MetaCatClient(
                server.url(), MetaCatAuth.password(server.url(), "stranger", FakeMetaCat.PASSWORD, CLOCK), IMPATIENT));
    }

    private static List<FileDeclaration> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new FileDeclaration(
                        new Did("usertests", "bulk-" + i),
                        1,
                        new Adler32Sum("00000001"),
                        Json.mapper().createObjectNode(),
                        List.of()))
                .toList();
    }

    @Test
    void aListThatLacksItsEndIsAnOutage() {
        server.put("usertests:two", List.of("usertests:f1", "usertests:f2"));
        server.fault(request -> request.contains("with_meta") ? Outcome.SHORTEN : Outcome.ANSWER);

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> metacat.query("files from usertests:two", file -> {}))
                .withMessageContaining("1 of 2");
    }

    @Test
    void aBrokenOffAnswerIsAnOutage() {
        server.put("usertests:two", List.of("usertests:f1", "usertests:f2"));
        server.fault(request -> Outcome.BREAK_OFF);

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> metacat.query("files from usertests:two", file -> {}));
    }

    @Test
    void aTokenIsRenewedWhenItIsRefused() {
        int before = server.logins();
        server.expireTokens();

        metacat.createDataset(new NewDataset(DATASET, "", Map.of()));

        assertThat(server.logins()).isEqualTo(before + 1);
    }

    @Test
    void anAccessTokenIsExchangedForOneOfMetaCat() {
        MetaCatClient bearer = new MetaCatClient(
                server.url(), MetaCatAuth.bearer(server.url(), "muster", () -> "a.b.c", CLOCK), IMPATIENT);

        bearer.createDataset(new NewDataset(DATASET, "", Map.of()));

        assertThat(bearer.dataset(DATASET)).isPresent();
    }

    @Test
    void aThousandFilesAreDeclaredInOneRequest() {
        metacat.createDataset(new NewDataset(DATASET, "", Map.of()));
        server.forgetLog();

        metacat.declare(DATASET, files(MetaCatClient.MAX_FILES));

        assertThat(server.log()).containsExactly("POST /data/declare_files");
    }

    @Test
    void aLostAnswerToADeclarationIsMadeGood() {
        metacat.createDataset(new NewDataset(DATASET, "", Map.of()));
        AtomicInteger losses = new AtomicInteger(1);
        server.fault(request -> losses.getAndDecrement() > 0 ? Outcome.LOSE_ANSWER : Outcome.ANSWER);

        Declared declared = metacat.declare(DATASET, files(3));

        assertThat(declared.known()).hasSize(3);
        assertThat(declared.conflicting()).isEmpty();
    }
}
