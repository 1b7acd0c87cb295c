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
import java.util.function.BooleanSupplier;
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/accounts/somebody|{\"type\":\"USER\",\"email\":\"x\"}",
                "PUT|/accounts/muster|{\"email\":\"x\"}",
                "POST|/accounts/muster/attr/admin2|{\"value\":\"x\"}",
                "DELETE|/accounts/muster/attr/admin|{}",
                "DELETE|/accounts/muster/limits/local/UK_NORTH_DISK|{}",
                "POST|/accounts/muster/scopes/stolen|{}",
                "PUT|/scopes/justinreadonly/usertests|{}",
                "POST|/rses/STOLEN_DISK|{}",
                "DELETE|/rses/UK_NORTH_DISK/attr/site|{}",
                "POST|/rses/UK_NORTH_DISK/protocols/root|{\"hostname\":\"h\",\"prefix\":\"/\",\"impl\":\"i\"}",
                "DELETE|/rses/UK_NORTH_DISK/protocols/http|{}",
                "POST|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{\"distance\":1}",
                "PUT|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{\"distance\":1}",
                "DELETE|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{}",
                "PUT|/rses/UK_NORTH_DISK/limits|{\"name\":\"MinFreeSpace\",\"value\":1}",
                "DELETE|/rses/UK_NORTH_DISK/limits|{\"name\":\"MinFreeSpace\"}",
                "PUT|/rses/UK_NORTH_DISK/usage|{\"source\":\"storage\",\"used\":1}",
                "POST|/replicas/bad|{\"pfns\":[]}",
                "POST|/replicas/bad/dids|{\"rse\":\"UK_NORTH_DISK\",\"dids\":[]}",
                "POST|/replicas/tombstone|{\"replicas\":[]}",
            })
    void needsAPrivilegedAccountAndAToken(String method, String path, String body) {
        assertRefused("AccessDenied", SANDBOX.rucioAs("justinreadonly", method, path, body));
        assertRefused("ValueError", SANDBOX.send(method, "/rucio" + path, body));
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
        assertStatus(201, SANDBOX.rucio("POST", "/accounts/rita", account));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/accounts/rita", account));
        assertRefused("InvalidObject", SANDBOX.rucio("POST", "/accounts/Rita", account));
        assertRefused("InvalidAccountType", SANDBOX.rucio("POST", "/accounts/rob", account.replace("USER", "KING")));
        assertStatus(200, SANDBOX.rucio("PUT", "/accounts/rita", "{\"email\":\"r@example.org\"}"));
        assertThat(json(SANDBOX.rucio("GET", "/accounts/rita", ""))
                        .path("email")
                        .asText())
                .isEqualTo("r@example.org");
        assertStatus(201, SANDBOX.rucio("POST", "/accounts/rita/attr/team", "{\"value\":\"a\"}"));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/accounts/rita/attr/team", "{\"value\":\"b\"}"));
        assertStatus(200, SANDBOX.rucio("DELETE", "/accounts/rita/attr/team", "{}"));
        assertRefused("AccountNotFound", SANDBOX.rucio("DELETE", "/accounts/rita/attr/team", "{}"));
        assertStatus(201, SANDBOX.rucio("POST", "/accounts/rita/limits/local/UK_NORTH_DISK", "{\"bytes\":10}"));
        assertStatus(200, SANDBOX.rucio("DELETE", "/accounts/rita/limits/local/UK_NORTH_DISK", "{}"));
        assertThat(SANDBOX.rucio("GET", "/accounts/rita/limits/local", "").body())
                .isEqualTo("{}");
        assertThat(lines(SANDBOX.rucio("GET", "/accounts/muster/identities", "")))
                .anySatisfy(line -> assertThat(line.path("type").asText()).isEqualTo("USERPASS"));
    }

    @Test
    void scopesAreAddedAndGivenAway() {
        assertStatus(201, SANDBOX.rucio("POST", "/accounts/muster/scopes/lab.one", "{}"));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/accounts/muster/scopes/lab.one", "{}"));
        HttpResponse<String> odd = SANDBOX.rucio("POST", "/accounts/muster/scopes/a%25b", "{}");
        assertStatus(400, odd);
        assertStatus(500, SANDBOX.rucio("POST", "/scopes/muster/a%25b", "{}"));
        assertRefused("AccountNotFound", SANDBOX.rucio("POST", "/accounts/nobody/scopes/lab.two", "{}"));
        assertStatus(201, SANDBOX.rucio("PUT", "/scopes/justinreadonly/lab.one", "{}"));
        assertThat(json(SANDBOX.rucio("GET", "/scopes/owner/", "")))
                .contains(RunningSandbox.parse("{\"scope\":\"lab.one\",\"account\":\"justinreadonly\"}"));
        assertRefused("ScopeNotFound", SANDBOX.rucio("PUT", "/scopes/muster/lab.none", "{}"));
    }

    @Test
    void rsesAreMadeDescribedAndMeasured() {
        assertStatus(201, SANDBOX.rucio("POST", "/rses/NEW_DISK", "{\"deterministic\":true}"));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/rses/NEW_DISK", "{}"));
        assertRefused("InvalidObject", SANDBOX.rucio("POST", "/rses/new_disk", "{}"));
        SANDBOX.rucio("POST", "/rses/NEW_DISK/attr/tier", "{\"value\":2}");
        assertStatus(200, SANDBOX.rucio("DELETE", "/rses/NEW_DISK/attr/tier", "{}"));
        assertRefused("RSEAttributeNotFound", SANDBOX.rucio("DELETE", "/rses/NEW_DISK/attr/tier", "{}"));
        String protocol = "{\"hostname\":\"h.example.org\",\"port\":443,\"prefix\":\"/x\",\"impl\":\"i\","
                + "\"domains\":{\"wan\":{\"read\":1,\"write\":1}}}";
        assertStatus(201, SANDBOX.rucio("POST", "/rses/NEW_DISK/protocols/davs", protocol));
        assertRefused("Duplicate", SANDBOX.rucio("POST", "/rses/NEW_DISK/protocols/davs", protocol));
        assertThat(json(SANDBOX.rucio("GET", "/rses/NEW_DISK/protocols/davs", ""))
                        .path("protocols"))
                .hasSize(1);
        assertStatus(200, SANDBOX.rucio("DELETE", "/rses/NEW_DISK/protocols/davs/h.example.org", "{}"));
        assertRefused("RSEProtocolNotSupported", SANDBOX.rucio("DELETE", "/rses/NEW_DISK/protocols/davs", "{}"));
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
        assertThat(lines(SANDBOX.rucio("GET", "/rses/NEW_DISK/usage?source=storage", "")))
                .isEmpty();
        String report = "{\"source\":\"storage\",\"used\":%d,\"free\":50,\"files\":null}";
        assertStatus(200, SANDBOX.rucio("PUT", "/rses/NEW_DISK/usage", report.formatted(40)));
        assertStatus(200, SANDBOX.rucio("PUT", "/rses/NEW_DISK/usage", report.formatted(41)));
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
        HttpResponse<String> declared = SANDBOX.rucioAs(
                "root",
                "POST",
                "/replicas/bad",
                "{\"replicas\":[\"%s\",\"%s.not\"],\"reason\":\"lost\"}".formatted(pfn, pfn));
        assertStatus(201, declared);
        assertThat(json(declared).elements().next().path(0).asText()).endsWith("Unknown replica");
        String list = "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"lost/by-pfn\"}]}";
        assertThat(lines(SANDBOX.rucio("POST", "/replicas/list", list)).get(0).path("rses"))
                .isEmpty();
        String again = "{\"rse\":\"UK_NORTH_DISK\",\"dids\":[{\"scope\":\"usertests\",\"name\":\"nobody\"}]}";
        assertThat(json(SANDBOX.rucioAs("root", "POST", "/replicas/bad/dids", again))
                        .path("UK_NORTH_DISK"))
                .hasSize(1);
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

    @Test
    void aRuleIsMovedAndItsPastIsKept() {
        register("UK_NORTH_DISK", "moving", "");
        register("UK_SOUTH_DISK", "moving", "");
        dataset("moving-set", "moving");
        String id = json(rule("moving-set", "UK_NORTH_DISK")).path(0).asText();
        assertThat(json(SANDBOX.rucio("GET", "/rules/" + id + "/analysis", ""))
                        .path("rule_error")
                        .asText())
                .isEqualTo("This replication rule is OK");
        assertRefused("RuleReplaceFailed", SANDBOX.rucio("POST", "/rules/" + id + "/reduce", "{\"copies\":1}"));
        String there = "{\"rse_expression\":\"UK_SOUTH_DISK\"}";
        assertStatus(500, SANDBOX.rucioAs("justinreadonly", "POST", "/rules/" + id + "/move", there));
        String moved =
                json(SANDBOX.rucio("POST", "/rules/" + id + "/move", there)).asText();
        assertThat(json(SANDBOX.rucio("GET", "/rules/" + moved, ""))
                        .path("rse_expression")
                        .asText())
                .isEqualTo("UK_SOUTH_DISK");
        await(() -> exceptionClass(SANDBOX.rucio("GET", "/rules/" + id, "")).equals("RuleNotFound"));
        assertThat(lines(SANDBOX.rucio("GET", "/rules/usertests/moving-set/history", "")))
                .extracting(line -> line.path("rule_id").asText())
                .containsExactly(id, moved);
        assertThat(lines(SANDBOX.rucio("GET", "/replicas/rse/UK_SOUTH_DISK", "")))
                .anySatisfy(line -> assertThat(line.path("name").asText()).isEqualTo("moving-set"));
    }
}
