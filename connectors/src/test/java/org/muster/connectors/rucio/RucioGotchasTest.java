package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeServer;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;
import org.muster.connectors.fake.ScriptedServer;
import org.muster.connectors.transport.Limits;
import org.muster.connectors.transport.TokenSource;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.storage.RseName;

/** Where Rucio's answers are not what one would think: the checklist for clients that was made on real servers, item by item. */
class RucioGotchasTest {
    private static final Did FILE = new Did("usertests", "a/b.root");
    private static final RseName DISK = new RseName("UK_NORTH_DISK");
    private static final Limits IMPATIENT = new Limits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            4);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private ScriptedServer server(Function<Request, Reply> script) {
        ScriptedServer server = new ScriptedServer(script);
        open.add(server);
        return server;
    }

    private static RucioClient client(FakeServer server) {
        return new RucioClient(server.url(), RucioAuth.bearer(() -> "token"), IMPATIENT);
    }

    private static Reply error(int status, String name, String message) {
        return Reply.of(status, Reply.write(Map.of("ExceptionClass", name, "ExceptionMessage", message)));
    }

    // 1 and 2: errors go by their class.

    @Test
    void a_401_that_means_not_permitted_is_no_reason_to_log_in_again() {
        ScriptedServer server = server(request -> error(401, "AccessDenied", "Account can not"));
        AtomicInteger refused = new AtomicInteger();
        RucioClient rucio = new RucioClient(
                server.url(),
                new TokenSource() {
                    @Override
                    public String token() {
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
    void a_500_with_a_class_is_a_refusal_and_not_tried_again() {
        for (String name : List.of("AccessDenied", "InvalidObject", "AccountNotFound", "InvalidRSEExpression")) {
            ScriptedServer server = server(request -> error(500, name, "deterministic"));

            assertThatExceptionOfType(RucioRefused.class)
                    .isThrownBy(() -> client(server).rules().of(FILE))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(RucioError.of(name)));
            assertThat(server.requests()).as(name).hasSize(1);
        }
    }

    @Test
    void troubles_that_pass_are_tried_again() {
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

            client(server).register(DISK, List.of(NewReplica.deterministic(FILE, 1, new Adler32Sum("00000001"))));

            assertThat(calls).as(trouble.body()).hasValue(2);
        }
    }

    @Test
    void an_error_that_quotes_the_whole_request_back_is_cut() {
        ScriptedServer server = server(request -> error(500, "InvalidObject", "x".repeat(1_000_000)));

        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> client(server).rules().of(FILE))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(5_000));
    }

    // 3: streams.

    @Test
    void a_list_may_hold_texts_and_blank_lines() {
        ScriptedServer server = server(request -> Reply.of(200, "\"one\"\n\n\"two\"\n\n"));

        assertThat(client(server).datasets("usertests", "*"))
                .containsExactly(new Did("usertests", "one"), new Did("usertests", "two"));
    }

    @Test
    void nothing_found_is_an_empty_answer() {
        ScriptedServer server = server(request -> Reply.of(200, ""));

        assertThat(client(server).replicas(List.of(FILE), ReplicaQuery.ALL)).isEmpty();
    }

    @Test
    void a_list_cut_inside_a_record_is_an_outage() {
        ScriptedServer server = server(request -> Reply.of(200, "{\"rse\":\"ONE\"}\n{\"rse\":"));

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> client(server).storages().all());
    }

    @Test
    void a_list_cut_by_the_connection_is_an_outage() {
        ScriptedServer server = server(request -> Reply.of(200, "{\"rse\":\"ONE\"}\n{\"rse\":\"TWO\"}\n"));
        server.fault(request -> Outcome.BREAK_OFF);

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> client(server).storages().all());
    }

    // 4: sizes.

    @Test
    void requests_hold_a_thousand_names_and_rules_fifty() {
        AtomicInteger rule = new AtomicInteger();
        ScriptedServer server = server(request -> request.path().get(0).equals("rules")
                ? Reply.json(request.json().path("dids").findValues("name").stream()
                        .map(name -> "rule-" + rule.getAndIncrement())
                        .toList())
                : Reply.of(201, ""));
        List<Did> many = IntStream.range(0, 1001)
                .mapToObj(i -> new Did("usertests", "f" + i))
                .toList();

        client(server).replicas(many, ReplicaQuery.ALL);
        client(server)
                .attach(List.of(
                        new Attachment(new Did("usertests", "d1"), many.subList(0, 600)),
                        new Attachment(new Did("usertests", "d2"), many.subList(0, 600))));
        client(server).rules().add(many.subList(0, 120), RuleTerms.of("muster", 1, "X", Duration.ZERO, ""));

        assertThat(server.requests())
                .extracting(request -> request.json().findValues("name").size())
                .containsExactly(1000, 1, 1000 + 2, 200 + 1, 50, 50, 20);
    }

    // 5: the wire.

    @Test
    void slashes_in_names_are_escaped_and_no_kind_of_answer_is_asked_for() {
        ScriptedServer server =
                server(request -> Reply.json(Map.of("scope", "usertests", "name", "x", "type", "FILE")));

        client(server).find(FILE);

        assertThat(server.log()).containsExactly("GET /dids/usertests/a%2Fb.root");
        assertThat(server.last().headers()).doesNotContainKey("accept");
    }

    @Test
    void paths_that_need_their_last_slash_have_it() {
        ScriptedServer server = server(request -> Reply.of(200, "{}\n"));
        RucioClient rucio = client(server);

        rucio.rules().add(FILE, RuleTerms.of("muster", 1, "X", Duration.ZERO, ""));
        rucio.storages().get(DISK);

        assertThat(server.log()).contains("POST /rules/", "GET /rses/UK_NORTH_DISK/attr/");
    }

    @Test
    void a_delete_has_a_body() {
        ScriptedServer server = server(request -> Reply.of(200, ""));

        client(server).rules().delete("0".repeat(32));

        assertThat(server.last().body()).isEqualTo("{}");
    }

    @Test
    void replicas_with_and_without_a_path_are_not_mixed() {
        ScriptedServer server = server(request -> Reply.of(201, "Created"));
        Adler32Sum sum = new Adler32Sum("00000001");

        client(server)
                .register(
                        DISK,
                        List.of(
                                new NewReplica(FILE, 1, sum, "davs://x/y"),
                                NewReplica.deterministic(new Did("usertests", "c"), 1, sum)));

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.json().path("files")).hasSize(1));
    }

    // 7: replicas.

    @Test
    void replicas_come_by_priority_and_checksums_in_small_letters() {
        ScriptedServer server = server(request -> Reply.of(200, """
                {"scope":"usertests","name":"a/b.root","bytes":10.0,"adler32":"0CC737EB","states":{"A_TAPE":"AVAILABLE","B_DISK":"AVAILABLE","C_DISK":"BAD"},\
                "pfns":{"root://tape":{"rse":"A_TAPE","type":"TAPE","domain":"wan","priority":2},"root://disk":{"rse":"B_DISK","type":"DISK","domain":"lan","priority":1}}}
                """));

        FileReplicas found =
                client(server).replicas(List.of(FILE), ReplicaQuery.ALL).get(0);

        assertThat(found.adler32()).isEqualTo("0cc737eb");
        assertThat(found.bytes()).isEqualTo(10);
        assertThat(found.replicas()).extracting(Replica::pfn).containsExactly("root://disk", "root://tape");
        assertThat(found.replicas()).extracting(Replica::tape).containsExactly(false, true);
        assertThat(found.available()).containsExactlyInAnyOrder(new RseName("A_TAPE"), new RseName("B_DISK"));
    }

    // 8: rules.

    @Test
    void a_rule_that_says_OK_without_its_locks_is_not_kept_yet_and_one_that_is_stuck_says_why() {
        ScriptedServer server = server(request -> Reply.json(Map.of(
                "id",
                "1",
                "scope",
                "usertests",
                "name",
                "x",
                "copies",
                2,
                "state",
                "OK",
                "locks_ok_cnt",
                3,
                "error",
                "MissingSourceReplica",
                "stuck_at",
                "Sun, 22 Nov 2026 20:01:16 UTC")));

        Rule rule = client(server).rules().find("1").orElseThrow();

        assertThat(rule.keptFor(2)).isFalse();
        assertThat(rule.error()).isEqualTo("MissingSourceReplica");
        assertThat(rule.stuckAt()).contains(Instant.parse("2026-11-22T20:01:16Z"));
    }

    @Test
    void a_rule_is_ended_by_its_lifetime_because_deleting_takes_an_hour() {
        ScriptedServer server = server(request -> Reply.of(200, ""));

        client(server).rules().endAndPurge("1");

        assertThat(server.log()).containsExactly("PUT /rules/1");
        assertThat(server.last().body()).contains("\"lifetime\":0", "\"purge_replicas\":true");
    }

    @Test
    void a_lost_answer_to_a_move_is_made_good() {
        ScriptedServer server = server(request -> request.method().equals("POST")
                ? error(409, "RuleReplaceFailed", "has a child rule")
                : Reply.json(Map.of("id", "1", "scope", "u", "name", "x", "child_rule_id", "2")));

        assertThat(client(server).rules().move("1", "B_DISK")).isEqualTo("2");
    }

    @Test
    void options_of_a_rule_that_Rucio_would_misread_are_refused_here() {
        RuleTerms terms = RuleTerms.of("muster", 1, "X", Duration.ZERO, "");

        assertThatIllegalArgumentException().isThrownBy(() -> terms.with(RuleOption.META, Map.of("w", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RuleTerms.of("muster", 0, "X", Duration.ZERO, ""));
    }

    // 9: dates and numbers. The rest of 9 is above.

    @Test
    void subscriptions_hold_JSON_inside_of_texts_and_need_an_activity() {
        ScriptedServer server = server(request -> request.method().equals("GET")
                ? Reply.of(
                        200,
                        Reply.write(Map.of(
                                        "id",
                                        "s1",
                                        "account",
                                        "muster",
                                        "name",
                                        "auto",
                                        "state",
                                        "ACTIVE",
                                        "filter",
                                        "{\"scope\":[\"toy\"]}",
                                        "replication_rules",
                                        "[{\"copies\":1}]"))
                                + "\n")
                : Reply.of(201, "fd87bdc294d149fb9d71025cbeca5d9b"));
        RucioSubscriptions subscriptions = client(server).subscriptions();

        subscriptions.put(
                "muster",
                "auto",
                Map.of("scope", List.of("toy")),
                List.of(RuleTerms.of("muster", 1, "X", Duration.ZERO, "")),
                "automatic");
        assertThat(server.last()
                        .json()
                        .path("options")
                        .path("replication_rules")
                        .path(0)
                        .path("activity")
                        .asText())
                .isEqualTo("User Subscriptions");
        assertThat(server.last().json().path("options").has("lifetime")).isTrue();

        assertThat(subscriptions.find("muster", "auto")).hasValueSatisfying(found -> {
            assertThat(found.filter().path("scope").path(0).asText()).isEqualTo("toy");
            assertThat(found.rules().path(0).path("copies").asInt()).isEqualTo(1);
        });

        subscriptions.switchOff("muster", "auto");
        assertThat(server.last().body()).contains("\"state\":\"I\"");
    }

    @Test
    void who_am_I_is_a_redirect_that_is_not_followed() {
        ScriptedServer server = server(request -> new Reply(303, "", "", Map.of("Location", "muster")));

        assertThat(client(server).accounts().whoami()).isEqualTo("muster");
        assertThat(server.requests()).hasSize(1);
    }
}
