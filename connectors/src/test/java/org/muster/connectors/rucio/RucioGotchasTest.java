package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.ScriptedServer;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.identity.TokenSource;

/** Where Rucio's answers are not what one would think: the checklist for clients that was made on real servers, item by item. From 7 on it goes on in {@link RucioSurprisesTest}. */
class RucioGotchasTest extends ScriptedRucio {
    // 1 and 2: errors go by their class.

    @Test
    void a401ThatMeansNotPermittedIsNoReasonToLogInAgain() {
        ScriptedServer server = server(request -> error(401, "AccessDenied", "Account can not"));
        AtomicInteger refused = new AtomicInteger();
        RucioClient rucio = new RucioClient(
                server.url(),
                new TokenSource() {
                    @Override
                    public String get() {
                        return "token";
                    }

                    @Override
                    public void refused(String token) {
                        refused.incrementAndGet();
                    }
                },
                IMPATIENT);

        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio.createDataset(FILE))
                .satisfies(e -> assertThat(e.error()).isEqualTo(RucioError.ACCESS_DENIED));
        assertThat(refused).hasValue(0);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a500WithAClassIsARefusalAndNotTriedAgain() {
        for (String name : List.of("AccessDenied", "InvalidObject", "AccountNotFound", "InvalidRSEExpression")) {
            ScriptedServer server = server(request -> error(500, name, "deterministic"));

            assertThatExceptionOfType(RucioRefused.class)
                    .isThrownBy(() -> client(server).rules().of(FILE))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(RucioError.of(name)));
            assertThat(server.requests()).as(name).hasSize(1);
        }
    }

    @Test
    void troublesThatPassAreTriedAgain() {
        for (Reply trouble : List.of(
                error(500, "DatabaseException", "pool"),
                error(503, "DatabaseException", "too many requests"),
                error(500, "RucioException", "(psycopg2.errors.UniqueViolation) duplicate key value"),
                error(409, "ReplicationRuleCreationTemporaryFailed", "try later"),
                Reply.of(502, "<html>Bad Gateway</html>"),
                Reply.of(429, "slow down"))) {
            AtomicInteger calls = new AtomicInteger();
            ScriptedServer server =
                    server(request -> calls.getAndIncrement() == 0 ? trouble : Reply.of(201, "Created"));

            client(server)
                    .register(DISK, List.of(ReplicaRegistration.deterministic(FILE, 1, new Adler32Sum("00000001"))));

            assertThat(calls).as(trouble.body()).hasValue(2);
        }
    }

    @Test
    void anErrorThatQuotesTheWholeRequestBackIsCut() {
        ScriptedServer server = server(request -> error(500, "InvalidObject", "x".repeat(1_000_000)));

        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> client(server).rules().of(FILE))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(5_000));
    }

    // 3: streams.

    @Test
    void aListMayHoldTextsAndBlankLines() {
        ScriptedServer server = server(request -> Reply.of(200, "\"one\"\n\n\"two\"\n\n"));

        assertThat(client(server).datasets("usertests", "*"))
                .containsExactly(new Did("usertests", "one"), new Did("usertests", "two"));
    }

    @Test
    void nothingFoundIsAnEmptyAnswer() {
        ScriptedServer server = server(request -> Reply.of(200, ""));

        assertThat(client(server).replicas(List.of(FILE), ReplicaQuery.ALL)).isEmpty();
    }

    @Test
    void aListCutInsideARecordIsAnOutage() {
        ScriptedServer server = server(request -> Reply.of(200, "{\"rse\":\"ONE\"}\n{\"rse\":"));

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> client(server).storages().all());
    }

    @Test
    void aListCutByTheConnectionIsAnOutage() {
        ScriptedServer server = server(request -> Reply.of(200, "{\"rse\":\"ONE\"}\n{\"rse\":\"TWO\"}\n"));
        server.fault(request -> Outcome.BREAK_OFF);

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> client(server).storages().all());
    }

    // 4: sizes.

    @Test
    void requestsHoldAThousandNames() {
        ScriptedServer server = server(request -> Reply.of(201, ""));
        List<Did> many = IntStream.range(0, 1001)
                .mapToObj(i -> new Did("usertests", "f" + i))
                .toList();

        client(server).replicas(many, ReplicaQuery.ALL);
        client(server)
                .attach(List.of(
                        new Attachment(new Did("usertests", "d1"), many.subList(0, 600)),
                        new Attachment(new Did("usertests", "d2"), many.subList(0, 600))));

        assertThat(server.requests())
                .extracting(request -> request.json().findValues("name").size())
                .containsExactly(1000, 1, 1000 + 2, 200 + 1);
    }

    // 5: the wire.

    @Test
    void slashesInNamesAreEscapedAndNoKindOfAnswerIsAskedFor() {
        ScriptedServer server =
                server(request -> Reply.json(Map.of("scope", "usertests", "name", "x", "type", "FILE")));

        client(server).find(FILE);

        assertThat(server.log()).containsExactly("GET /dids/usertests/a%2Fb.root");
        assertThat(server.last().headers()).doesNotContainKey("accept");
    }

    @Test
    void pathsThatNeedTheirLastSlashHaveIt() {
        ScriptedServer server = server(request -> Reply.of(200, "{}\n"));
        RucioClient rucio = client(server);

        rucio.rules().add(FILE, new RuleTerms("muster", 1, "X", Optional.empty(), Optional.empty()));
        rucio.storages().get(DISK);

        assertThat(server.log()).contains("POST /rules/", "GET /rses/UK_NORTH_DISK/attr/");
    }

    @Test
    void aDeleteHasABody() {
        ScriptedServer server = server(request -> Reply.of(200, ""));

        client(server).detach(new Did("usertests", "c"), List.of(FILE));

        assertThat(server.last().method()).isEqualTo("DELETE");
        assertThat(server.last().body()).isNotEmpty();
    }

    @Test
    void replicasWithAndWithoutAPathAreNotMixed() {
        ScriptedServer server = server(request -> Reply.of(201, "Created"));
        Adler32Sum sum = new Adler32Sum("00000001");

        client(server)
                .register(
                        DISK,
                        List.of(
                                new ReplicaRegistration(FILE, 1, sum, Optional.of("davs://x/y")),
                                ReplicaRegistration.deterministic(new Did("usertests", "c"), 1, sum)));

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.json().path("files")).hasSize(1));
    }
}
