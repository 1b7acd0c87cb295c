package org.muster.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.metacat.FileDeclaration;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.NewDataset;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.ReplicaQuery;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.connectors.rucio.ReplicationRule;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RuleTerms;
import org.muster.connectors.transport.Breaker;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.storage.RseName;
import org.muster.protocol.http.Json;
import org.muster.sandbox.RunningSandbox;

/** The fault switches, as the clients of the product meet them. */
class CatalogueFaultsTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final URI RUCIO_URL = URI.create(SANDBOX.base() + "/rucio");
    private static final URI METACAT_URL = URI.create(SANDBOX.base() + "/metacat");
    private static final RseName DISK = new RseName("UK_NORTH_DISK");
    private static final Adler32Sum SUM = new Adler32Sum("0cc737eb");

    private final String run = UUID.randomUUID().toString();

    private static TrafficLimits limits(int tries, Duration answer) {
        return new TrafficLimits(
                Duration.ofSeconds(2),
                answer,
                answer,
                tries,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                4,
                new Breaker(1000, 100, Duration.ofSeconds(1)));
    }

    private static RucioClient rucio(int tries, Duration answer) {
        return new RucioClient(
                RUCIO_URL,
                RucioAuth.userpass(RUCIO_URL, "muster", "muster", RunningSandbox.MUSTER_PASSWORD, Clock.systemUTC()),
                limits(tries, answer));
    }

    private static MetaCatClient metacat(int tries) {
        return new MetaCatClient(
                METACAT_URL,
                MetaCatAuth.password(METACAT_URL, "muster", RunningSandbox.MUSTER_PASSWORD, Clock.systemUTC()),
                limits(tries, Duration.ofSeconds(20)));
    }

    private static final RucioClient RUCIO = rucio(2, Duration.ofSeconds(20));
    private static final MetaCatClient METACAT = metacat(2);

    private static void fault(String target, String kind, String more) {
        String body = "{\"target\":\"%s\",\"kind\":\"%s\"%s}".formatted(target, kind, more);
        assertThat(SANDBOX.send(
                                "POST",
                                "/faults",
                                body,
                                "Authorization",
                                "Bearer " + SANDBOX.issuer().token("ada", "profile", "camunda-admin"),
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void mend() {
        for (String target : List.of("rucio", "metacat", "transfers")) {
            fault(target, "none", "");
        }
    }

    private Did did(String name) {
        return new Did("usertests", name + "-" + run);
    }

    private Did file(String name) {
        RUCIO.register(DISK, List.of(ReplicaRegistration.deterministic(did(name), 10, SUM)));
        return did(name);
    }

    private Did dataset(String name, int files) {
        METACAT.createDataset(new NewDataset(did(name), "", Map.of()));
        METACAT.declare(
                did(name),
                java.util.stream.IntStream.range(0, files)
                        .mapToObj(i -> new FileDeclaration(
                                did(name + i), 10, SUM, Json.mapper().createObjectNode(), List.of()))
                        .toList());
        return did(name);
    }

    @Test
    void anErrorIsWaitedOutAndOneThatStaysIsAnOutage() {
        fault("rucio", "error", ",\"times\":1");
        assertThat(RUCIO.storages().all()).contains(DISK);

        fault("rucio", "error", "");
        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> RUCIO.storages().all());

        fault("metacat", "error", ",\"status\":502");
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> METACAT.count("files from a:b"));
    }

    @Test
    void aFaultMayConcernOneKindOfRequest() {
        Did file = file("elsewhere");
        fault("rucio", "error", ",\"path\":\"/rses/\"");

        assertThat(RUCIO.replicas(List.of(file), ReplicaQuery.ALL)).hasSize(1);
        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> RUCIO.storages().all());
    }

    @Test
    void aSlowAnswerIsGivenUp() {
        fault("rucio", "slow", ",\"delay_millis\":3000,\"path\":\"/ping\"");

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> rucio(1, Duration.ofMillis(200)).version());
    }

    @Test
    void aTornListIsAskedForAgain() {
        Did file = file("torn");
        Did dataset = dataset("torn-dataset", 5);
        fault("rucio", "torn", ",\"times\":1,\"path\":\"/replicas/list\"");
        fault("metacat", "torn", ",\"times\":1,\"path\":\"/query\"");

        assertThat(RUCIO.replicas(List.of(file), ReplicaQuery.ALL)).hasSize(1);
        assertThat(METACAT.query("files from " + dataset, row -> {})).isEqualTo(5);

        fault("rucio", "torn", ",\"path\":\"/replicas/list\"");
        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> RUCIO.replicas(List.of(file), ReplicaQuery.ALL));
    }

    @Test
    void aListThatLacksItsEndWithoutASignIsNoticedByItsCount() {
        Did dataset = dataset("short-dataset", 9);
        fault("metacat", "short", ",\"path\":\"/query\"");

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> METACAT.query("files from " + dataset, row -> {}));
    }

    @Test
    void aLostRegistrationIsSeenByReadingBack() {
        Did dataset = dataset("lossy", 0);
        fault("rucio", "loss", "");
        fault("metacat", "loss", "");

        file("lost");
        METACAT.declare(
                dataset,
                List.of(new FileDeclaration(did("lost"), 10, SUM, Json.mapper().createObjectNode(), List.of())));

        assertThat(RUCIO.replicas(List.of(did("lost")), ReplicaQuery.ALL)).isEmpty();
        assertThat(METACAT.files(List.of(did("lost")))).isEmpty();
    }

    @Test
    void anExpiredTokenIsRenewed() {
        RUCIO.storages().all();
        fault("rucio", "expired-token", ",\"times\":1");
        fault("metacat", "expired-token", ",\"times\":1,\"path\":\"create_dataset\"");

        assertThat(RUCIO.storages().all()).contains(DISK);
        dataset("renewed", 1);
    }

    @Test
    void aTransferThatFailsMakesItsRuleSaySo() {
        Did file = file("stuck");
        Did dataset = did("stuck-dataset");
        RUCIO.createDataset(dataset);
        RUCIO.attach(List.of(new Attachment(dataset, List.of(file))));
        fault("transfers", "error", ",\"path\":\"" + file.name() + "\"");

        RUCIO.rules()
                .add(
                        dataset,
                        new RuleTerms(
                                "muster", 1, "UK_SOUTH_DISK", Optional.of(Duration.ofHours(1)), Optional.empty()));

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        ReplicationRule rule = RUCIO.rules().of(dataset).get(0);
        while (!rule.state().equals("STUCK") && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            rule = RUCIO.rules().of(dataset).get(0);
        }
        assertThat(rule.state()).isEqualTo("STUCK");
        assertThat(rule.error()).contains("TransferFailed");
        assertThat(rule.stuckAt()).isPresent();
    }
}
