package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.sandbox.RunningSandbox;

/** What administrators and owners do with Rucio's own command line, as its requests come in. */
class UpkeepTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void assertStatus(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void assertRefused(String exceptionClass, HttpResponse<String> answer) {
        assertThat(exceptionClass(answer)).as(answer.body()).isEqualTo(exceptionClass);
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/muster/identities",
        "/scopes/owner/",
        "/rses/UK_NORTH_DISK/limits",
        "/rses/UK_NORTH_DISK/usage/history",
        "/rses/UK_NORTH_DISK/protocols/http",
        "/dids/usertests/",
        "/dids/usertests/x/dids/history",
        "/replicas/rse/UK_NORTH_DISK",
        "/rules/usertests/x/history",
        "/rules/00000000000000000000000000000000/analysis",
        "/subscriptions/muster/x/rules",
        "/subscriptions/muster/rules/states",
        "/subscriptions/id/x"
    })
    void readingNeedsATokenToo(String path) {
        assertRefused("ValueError", SANDBOX.send("GET", "/rucio" + path, ""));
    }

    @Test
    void accountsAreMadeMarkedAndLimited() {
        String account = "{\"type\":\"USER\",\"email\":\"rita@example.org\"}";
        assertStatus(201, SANDBOX.rucioAs("root", "POST", "/accounts/rita", account));
        assertStatus(
                200,
                SANDBOX.rucio("PUT", "/accounts/rita", "{\"email\":\"r@example.org\",\"account_type\":\"SERVICE\"}"));
        JsonNode rita = json(SANDBOX.rucio("GET", "/accounts/rita", ""));
        assertThat(rita.path("email").asText()).isEqualTo("r@example.org");
        assertThat(rita.path("account_type").asText()).isEqualTo("SERVICE");
        assertStatus(201, SANDBOX.rucio("POST", "/accounts/rita/attr/team", "{\"value\":\"a\"}"));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/accounts/rita/attr/team", "{\"value\":\"b\"}"));
        assertStatus(200, SANDBOX.rucio("DELETE", "/accounts/rita/attr/team", "{}"));
        assertRefused("AccountNotFound", SANDBOX.rucio("DELETE", "/accounts/rita/attr/team", "{}"));
        assertThat(json(SANDBOX.rucio("GET", "/accounts/muster/attr/", ""))).isNotEmpty();
        assertStatus(201, SANDBOX.rucio("POST", "/accounts/rita/limits/local/UK_NORTH_DISK", "{\"bytes\":10}"));
        assertThat(SANDBOX.rucio("GET", "/accounts/rita/limits/local/UK_NORTH_DISK", "")
                        .body())
                .isEqualTo("{\"UK_NORTH_DISK\":10}");
        assertThat(SANDBOX.rucio("GET", "/accounts/rita/limits/local/FR_WEST_DISK", "")
                        .body())
                .isEqualTo("{\"FR_WEST_DISK\":null}");
        assertStatus(200, SANDBOX.rucio("DELETE", "/accounts/rita/limits/local/UK_NORTH_DISK", "{}"));
        assertThat(SANDBOX.rucio("GET", "/accounts/rita/limits/local", "").body())
                .isEqualTo("{}");
        assertThat(lines(SANDBOX.rucio("GET", "/accounts/muster/identities", "")))
                .anySatisfy(line -> assertThat(line.path("type").asText()).isEqualTo("USERPASS"));
    }

    @Test
    void scopesAreAddedAndGivenAway() {
        assertStatus(201, SANDBOX.rucio("POST", "/accounts/muster/scopes/lab.one", "{}"));
        assertStatus(500, SANDBOX.rucio("POST", "/scopes/muster/a%25b", "{}"));
        assertStatus(201, SANDBOX.rucio("PUT", "/scopes/justinreadonly/lab.one", "{}"));
        assertThat(json(SANDBOX.rucio("GET", "/scopes/owner/", "")))
                .contains(RunningSandbox.parse("{\"scope\":\"lab.one\",\"account\":\"justinreadonly\"}"));
        assertStatus(201, SANDBOX.rucioAs("justinreadonly", "PUT", "/scopes/muster/lab.one", "{}"));
        assertStatus(500, SANDBOX.rucioAs("justinreadonly", "PUT", "/scopes/justinreadonly/lab.one", "{}"));
    }

    @Test
    void rsesAreMadeDescribedAndMeasured() {
        assertStatus(201, SANDBOX.rucio("POST", "/rses/NEW_DISK", ""));
        assertThat(SANDBOX.rucio("GET", "/rses/NEW_DISK/attr/", "").body()).isEqualTo("{\"NEW_DISK\":true}");
        SANDBOX.rucio("POST", "/rses/NEW_DISK/attr/tier", "{\"value\":2}");
        assertStatus(200, SANDBOX.rucio("DELETE", "/rses/NEW_DISK/attr/tier", "{}"));
        String protocol = "{\"hostname\":\"h.example.org\",\"port\":443,\"prefix\":\"/x\",\"impl\":\"i\","
                + "\"domains\":{\"wan\":{\"read\":1,\"write\":1}}}";
        assertStatus(201, SANDBOX.rucio("POST", "/rses/NEW_DISK/protocols/davs", protocol));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/rses/NEW_DISK/protocols/davs", protocol));
        for (String scheme : new String[] {"davs", "root"}) {
            assertThat(json(SANDBOX.rucio("GET", "/rses/NEW_DISK/protocols/" + scheme, ""))
                            .path("protocols"))
                    .hasSize(1);
        }
        assertStatus(200, SANDBOX.rucio("DELETE", "/rses/NEW_DISK/protocols/davs/h.example.org", "{}"));
        assertStatus(201, SANDBOX.rucio("POST", "/rses/NEW_DISK/protocols/root", "{\"impl\":\"i\"}"));
        JsonNode made =
                json(SANDBOX.rucio("GET", "/rses/NEW_DISK/protocols", "")).path(0);
        assertThat(made.path("hostname").asText()).isEqualTo("localhost");
        assertThat(made.path("port").asText()).isEqualTo("0");
        assertStatus(201, SANDBOX.rucio("POST", "/rses/NEW_DISK/distances/UK_NORTH_DISK", "{\"distance\":3}"));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/rses/NEW_DISK/distances/UK_NORTH_DISK", "{\"distance\":3}"));
        assertStatus(200, SANDBOX.rucio("PUT", "/rses/NEW_DISK/distances/UK_NORTH_DISK", "{\"distance\":4}"));
        assertThat(json(SANDBOX.rucio("GET", "/rses/NEW_DISK/distances/UK_NORTH_DISK", ""))
                        .path(0)
                        .path("distance")
                        .asInt())
                .isEqualTo(4);
        assertStatus(200, SANDBOX.rucio("DELETE", "/rses/NEW_DISK/distances/UK_NORTH_DISK", "{}"));
        assertStatus(200, SANDBOX.rucio("PUT", "/rses/NEW_DISK/limits", "{\"name\":\"MinFreeSpace\",\"value\":7}"));
        assertThat(SANDBOX.rucio("GET", "/rses/NEW_DISK/limits", "").body()).isEqualTo("{\"MinFreeSpace\":7}");
        assertStatus(200, SANDBOX.rucio("DELETE", "/rses/NEW_DISK/limits", "{\"name\":\"MinFreeSpace\"}"));
        assertThat(SANDBOX.rucio("GET", "/rses/NEW_DISK/limits", "").body()).isEqualTo("{}");
        assertThat(lines(SANDBOX.rucio("GET", "/rses/NEW_DISK/usage?source=storage", "")))
                .isEmpty();
        String report = "{\"source\":\"storage\",\"used\":%d,\"free\":50,\"files\":null}";
        assertStatus(200, SANDBOX.rucioAs("root", "PUT", "/rses/NEW_DISK/usage", report.formatted(40)));
        assertStatus(200, SANDBOX.rucioAs("root", "PUT", "/rses/NEW_DISK/usage", report.formatted(41)));
        assertThat(lines(SANDBOX.rucio("GET", "/rses/NEW_DISK/usage?source=storage", "")))
                .extracting(line -> line.path("total").asInt())
                .containsExactly(91);
        assertThat(lines(SANDBOX.rucio("GET", "/rses/NEW_DISK/usage/history", "")))
                .hasSize(2);
    }

    @Test
    void metadataOfManyAreSetAndReadAtOnce() {
        dataset("meta-parent");
        register("UK_NORTH_DISK", "meta-child", "");
        Requests.attach("meta-parent", "meta-child");
        String both =
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"meta-parent\",\"meta\":{\"colour\":\"red\",\"project\":\"p\"}},"
                        + "{\"scope\":\"usertests\",\"name\":\"meta-child\",\"meta\":{\"shape\":\"round\"}}]}";
        assertStatus(201, SANDBOX.rucio("POST", "/dids/bulkdidsmeta", both));
        assertRefused(
                "DataIdentifierNotFound",
                SANDBOX.rucio("POST", "/dids/bulkdidsmeta", both.replace("meta-child", "meta-nobody")));
        String ask =
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"%s\"},{\"scope\":\"usertests\",\"name\":\"none\"}],"
                        + "\"inherit\":%s}";
        JsonNode columns = lines(SANDBOX.rucio("POST", "/dids/bulkmeta", ask.formatted("meta-parent", "false")))
                .get(0);
        assertThat(columns.path("project").asText()).isEqualTo("p");
        assertThat(columns.has("colour")).isFalse();
        JsonNode inherited = lines(SANDBOX.rucio("POST", "/dids/bulkmeta", ask.formatted("meta-child", "true")))
                .get(0);
        assertThat(inherited.path("colour").asText()).isEqualTo("red");
        assertThat(inherited.path("shape").asText()).isEqualTo("round");
        assertThat(inherited.has("project")).isFalse();
    }

    @Test
    void aScopeIsListedFromItsTop() {
        SANDBOX.rucio("POST", "/accounts/muster/scopes/tree", "{}");
        for (String name : new String[] {"top:CONTAINER", "middle:DATASET"}) {
            String[] parts = name.split(":", 2);
            assertStatus(201, SANDBOX.rucio("POST", "/dids/tree/" + parts[0], "{\"type\":\"%s\"}".formatted(parts[1])));
        }
        String middle = "{\"dids\":[{\"scope\":\"tree\",\"name\":\"middle\"}]}";
        assertStatus(201, SANDBOX.rucio("POST", "/dids/tree/top/dids", middle));
        assertThat(lines(SANDBOX.rucio("GET", "/dids/tree/", "")))
                .extracting(line -> line.path("name").asText())
                .containsExactly("top");
        assertThat(lines(SANDBOX.rucio("GET", "/dids/tree/?recursive=True", "")))
                .extracting(line -> line.path("level").asInt())
                .containsExactly(0, 1);
        assertRefused("DataIdentifierNotFound", SANDBOX.rucio("GET", "/dids/tree/?name=none", ""));
        assertStatus(200, SANDBOX.rucio("DELETE", "/dids/tree/top/dids", middle));
        assertThat(lines(SANDBOX.rucio("GET", "/dids/tree/top/dids/history", "")))
                .extracting(line -> line.path("name").asText())
                .containsExactly("middle");
    }

    @Test
    void lostReplicasAreDeclaredByAddress() {
        register("UK_NORTH_DISK", "lost/by-pfn", "");
        String pfn = json(SANDBOX.rucio("GET", "/rses/UK_NORTH_DISK/lfns2pfns?lfn=usertests:lost/by-pfn", ""))
                .path("usertests:lost/by-pfn")
                .asText();
        String body = "{\"pfns\":[\"%1$s\",\"%1$s.not\"],\"reason\":\"lost\"}".formatted(pfn);
        assertThat(told(SANDBOX.rucioAs("root", "POST", "/replicas/bad", body), "UK_NORTH_DISK"))
                .containsExactly(pfn + ".not Unknown replica");
        assertThat(told(SANDBOX.rucioAs("root", "POST", "/replicas/bad", body), "UK_NORTH_DISK"))
                .containsExactly(pfn + " Already declared", pfn + ".not Unknown replica");
        String list = "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"lost/by-pfn\"}]}";
        assertThat(lines(SANDBOX.rucio("POST", "/replicas/list", list)).get(0).path("rses"))
                .isEmpty();
    }

    @Test
    void lostReplicasAreDeclaredByName() {
        register("UK_NORTH_DISK", "lost-named", "");
        String replica = "{\"scope\":\"usertests\",\"name\":\"%s\",\"rse\":\"UK_NORTH_DISK\"}";
        String body = "{\"replicas\":[%s,%s]}".formatted(replica.formatted("lost-named"), replica.formatted("nobody"));
        assertThat(told(SANDBOX.rucioAs("root", "POST", "/replicas/bad", body), "UK_NORTH_DISK"))
                .containsExactly("usertests:nobody Unknown replica");
        String again = "{\"rse\":\"UK_NORTH_DISK\",\"dids\":[{\"scope\":\"usertests\",\"name\":\"nobody\"},"
                + "{\"scope\":\"usertests\",\"name\":\"lost-named\"}]}";
        assertThat(json(SANDBOX.rucioAs("root", "POST", "/replicas/bad/dids", again)))
                .extracting(JsonNode::asText)
                .containsExactly("usertests:nobody Unknown replica", "usertests:lost-named Already declared");
    }

    /** As many as Rucio's own command line sends at once. */
    @Test
    void manyReplicasAreDeclaredAtOnce() {
        String replica = "{\"scope\":\"usertests\",\"name\":\"many-%d\",\"rse\":\"UK_NORTH_DISK\"}";
        String body = "{\"replicas\":[%s]}";
        List<String> names =
                IntStream.range(0, 1_001).mapToObj(replica::formatted).toList();

        assertThat(told(
                        SANDBOX.rucioAs("root", "POST", "/replicas/bad", body.formatted(String.join(",", names))),
                        "UK_NORTH_DISK"))
                .hasSize(1_001);
        String tooMany = String.join(",", Collections.nCopies(10_001, replica.formatted(1)));
        assertRefused("InvalidObject", SANDBOX.rucioAs("root", "POST", "/replicas/bad", body.formatted(tooMany)));
    }

    private static List<String> told(HttpResponse<String> declared, String rse) {
        assertStatus(201, declared);
        List<String> told = new ArrayList<>();
        json(declared).path(rse).forEach(line -> told.add(line.asText()));
        return told;
    }

    @Test
    void unwantedReplicasGoUnlessARuleHoldsThem() {
        register("UK_NORTH_DISK", "unwanted", "");
        register("UK_NORTH_DISK", "wanted", "");
        rule("wanted", "UK_NORTH_DISK");
        String body = "{\"replicas\":[{\"scope\":\"usertests\",\"name\":\"%s\",\"rse\":\"UK_NORTH_DISK\"}]}";
        assertRefused("ReplicaIsLocked", SANDBOX.rucio("POST", "/replicas/tombstone", body.formatted("wanted")));
        assertRefused("ReplicaNotFound", SANDBOX.rucio("POST", "/replicas/tombstone", body.formatted("nobody")));
        assertStatus(201, SANDBOX.rucio("POST", "/replicas/tombstone", body.formatted("unwanted")));
        await(() -> lines(SANDBOX.rucio("GET", "/replicas/usertests/unwanted", ""))
                .get(0)
                .path("rses")
                .isEmpty());
    }
}
