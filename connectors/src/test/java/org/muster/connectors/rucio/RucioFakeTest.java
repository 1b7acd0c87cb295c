package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeRucio;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** The contract against the fake, and what only a fake can be made to do. */
class RucioFakeTest extends RucioContract {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneOffset.UTC);
    private static final TrafficLimits IMPATIENT = new TrafficLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            4);
    private static final Did DATASET = new Did("usertests", "dataset");

    private final FakeRucio server = new FakeRucio();
    private RucioClient rucio = client("muster");

    private RucioClient client(String password) {
        String used = password.equals("muster") ? FakeRucio.PASSWORD : password;
        return new RucioClient(
                server.url(), RucioAuth.userpass(server.url(), "muster", "muster", used, CLOCK), IMPATIENT);
    }

    @BeforeEach
    void storages() {
        server.addRse("UK_NORTH_DISK", "UK_North", "DISK");
        rucio = client("muster");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected RucioClient rucio() {
        return rucio;
    }

    @Test
    void aTokenIsUsedUntilItIsRefusedAndThenRenewedOnce() {
        rucio.createDataset(DATASET);
        rucio.find(DATASET);
        assertThat(server.logins()).isEqualTo(1);

        server.expireTokens();

        assertThat(rucio.find(DATASET)).isPresent();
        assertThat(server.logins()).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsARefusalNotAnOutage() {
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> client("wrong").storages().all())
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.CANNOT_AUTHENTICATE));
    }

    @Test
    void anAccessTokenIsSentAsItIs() {
        RucioClient bearer = new RucioClient(server.url(), server::token, IMPATIENT);

        assertThat(bearer.storages().all()).containsExactly(disk());
        assertThat(server.logins()).isZero();
    }

    @Test
    void aListThatBreaksOffIsAnOutageAndNeverAShorterList() {
        rucio.storages().all();
        server.fault(request -> request.endsWith("/rses/") ? Outcome.BREAK_OFF : Outcome.ANSWER);

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> rucio.storages().all());
    }

    @Test
    void overloadIsWaitedOutWithinTheNumberOfTries() {
        AtomicInteger overloads = new AtomicInteger(2);
        server.fault(request -> overloads.getAndDecrement() > 0 ? Outcome.OVERLOAD : Outcome.ANSWER);

        assertThat(rucio.storages().all()).containsExactly(disk());

        server.fault(request -> Outcome.OVERLOAD);
        server.forgetLog();
        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> rucio.storages().all());
        assertThat(server.log()).hasSize(IMPATIENT.tries());
    }

    @Test
    void aLostAnswerToAnyChangeIsMadeGoodByAskingAgain() {
        Did file = new Did("usertests", "file");
        AtomicInteger count = new AtomicInteger();
        server.fault(request -> count.getAndIncrement() % 2 == 0 ? Outcome.LOSE_ANSWER : Outcome.ANSWER);

        rucio.createDataset(DATASET);
        rucio.register(
                disk(),
                List.of(ReplicaRegistration.deterministic(file, 1, new org.muster.domain.data.Adler32Sum("00000001"))));
        rucio.attach(List.of(new Attachment(DATASET, List.of(file))));
        rucio.rules().add(DATASET, new RuleTerms("muster", 1, disk().value(), Optional.empty(), Optional.empty()));
        rucio.close(DATASET);

        server.fault(request -> Outcome.ANSWER);
        assertThat(server.picture()).isEqualTo("""
                        usertests:dataset DATASET closed 0 [usertests:file][]
                        usertests:file FILE open 1 [][UK_NORTH_DISK]
                        usertests:dataset on UK_NORTH_DISK
                        """);
    }

    @Test
    void aThousandFilesTakeOneRequest() {
        rucio.createDataset(DATASET);
        server.forgetLog();
        List<Did> files = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(i -> new Did("usertests", "f" + i))
                .toList();

        rucio.replicas(files, ReplicaQuery.ALL);

        assertThat(server.log()).containsExactly("POST /replicas/list");
    }

    @Test
    void aScopeIsMadeOnce() {
        rucio.accounts().addScope("muster", "toy");
        rucio.accounts().addScope("muster", "toy");
        rucio.createDataset(new Did("toy", "dataset"));

        assertThat(rucio.find(new Did("toy", "dataset"))).isPresent();
    }
}
