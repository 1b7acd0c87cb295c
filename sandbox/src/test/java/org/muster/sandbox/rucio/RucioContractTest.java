package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;
import static org.muster.sandbox.rucio.Requests.attach;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** What the real server was seen to do, and clients rely on. */
class RucioContractTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    @Test
    void passwordGivesATokenInAHeader() {
        HttpResponse<String> login = SANDBOX.send(
                "GET", "/rucio/auth/userpass", "", "X-Rucio-Username", "muster", "X-Rucio-Password", "muster-secret");
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(login.headers().firstValue("X-Rucio-Auth-Token-Expires").orElse(""))
                .endsWith(" UTC");
        String token = login.headers().firstValue("X-Rucio-Auth-Token").orElse("");
        HttpResponse<String> who = SANDBOX.send("GET", "/rucio/accounts/whoami", "", "X-Rucio-Auth-Token", token);
        assertThat(who.statusCode()).isEqualTo(303);
        assertThat(who.headers().firstValue("Location")).contains("muster");
    }

    @Test
    void aWrongPasswordOrAccountIsNotToldApart() {
        for (String[] secret : new String[][] {{"muster", "wrong"}, {"nobody", "muster-secret"}}) {
            HttpResponse<String> login = SANDBOX.send(
                    "GET",
                    "/rucio/auth/userpass",
                    "",
                    "X-Rucio-Account",
                    "muster",
                    "X-Rucio-Username",
                    secret[0],
                    "X-Rucio-Password",
                    secret[1]);
            assertThat(login.statusCode()).isEqualTo(401);
            assertThat(exceptionClass(login)).isEqualTo("CannotAuthenticate");
        }
    }

    @Test
    void noTokenIs400AndABadTokenIs401() {
        HttpResponse<String> none = SANDBOX.send("GET", "/rucio/rses/", "");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(exceptionClass(none)).isEqualTo("ValueError");
        String forged = SANDBOX.issuer().forged("muster", "profile");
        String expired = SANDBOX.issuer().expired("muster", "profile");
        String unknown = SANDBOX.issuer().token("stranger", "rucio");
        for (String token : List.of("nonsense", forged, expired, unknown)) {
            HttpResponse<String> bad = SANDBOX.send("GET", "/rucio/rses/", "", "X-Rucio-Auth-Token", token);
            assertThat(bad.statusCode()).isEqualTo(401);
            assertThat(exceptionClass(bad)).isEqualTo("CannotAuthenticate");
        }
    }

    @Test
    void slashlessListsAreRedirectedWith308() {
        HttpResponse<String> answer = SANDBOX.rucio("POST", "/rules", "{}");
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .startsWith("http")
                .endsWith("/rucio/rules/");
    }

    @Test
    void anAcceptForTheWrongTypeIs406() {
        HttpResponse<String> answer = SANDBOX.send(
                "GET",
                "/rucio/rses/",
                "",
                "X-Rucio-Auth-Token",
                SANDBOX.issuer().token("muster", "rucio"),
                "Accept",
                "application/json");
        assertThat(answer.statusCode()).isEqualTo(406);
    }

    @Test
    void expressionsSelectRses() {
        assertThat(rses("country=UK&type=DISK")).containsExactly("UK_NORTH_DISK", "UK_SOUTH_DISK");
        assertThat(rses("*\\istape=true")).containsExactlyInAnyOrder("FR_WEST_DISK", "UK_NORTH_DISK", "UK_SOUTH_DISK");
        assertThat(rses("(UK_SOUTH_DISK|rse_type=TAPE)&site=UK_North")).containsExactly("UK_NORTH_TAPE");
        assertThat(rses("NOSUCH|FR_WEST_DISK")).containsExactly("FR_WEST_DISK");
    }

    private static List<String> rses(String expression) {
        String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return lines(SANDBOX.rucio("GET", "/rses/?expression=" + encoded, "")).stream()
                .map(line -> line.path("rse").asText())
                .toList();
    }

    @Test
    void aBadExpressionIsRefusedWithAnotherStatusByEachEndpoint() {
        assertThat(SANDBOX.rucio("GET", "/rses/?expression=UK*", "").statusCode())
                .isEqualTo(400);
        assertThat(SANDBOX.rucio("POST", "/replicas/list", "{\"dids\":[],\"rse_expression\":\"NOSUCH\"}")
                        .statusCode())
                .isEqualTo(500);
        dataset("expressions");
        assertThat(rule("expressions", "NOSUCH").statusCode()).isEqualTo(409);
        assertThat(exceptionClass(rule("expressions", "a b"))).isEqualTo("InvalidRSEExpression");
    }

    @Test
    void pathsAreHashedAsTheRealServerHashesThem() {
        JsonNode pfns = json(SANDBOX.rucio(
                "GET", "/rses/UK_NORTH_DISK/lfns2pfns?lfn=testpro:a&lfn=testpro:b/c.root&lfn=user.alice:x.root", ""));
        String prefix = SANDBOX.base() + "/storage/UK_NORTH_DISK/rucio/";
        assertThat(pfns.path("testpro:a").asText()).isEqualTo(prefix + "testpro/f3/46/a");
        assertThat(pfns.path("testpro:b/c.root").asText()).isEqualTo(prefix + "testpro/17/f3/b/c.root");
        assertThat(pfns.path("user.alice:x.root").asText()).isEqualTo(prefix + "user/alice/b7/62/x.root");
    }

    @Test
    void registeringAgainWithAnotherSizeIsAcceptedAndChangesNothing() {
        assertThat(register("UK_NORTH_DISK", "again", ",\"adler32\":\"0CC737EB\"")
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> again = SANDBOX.rucio(
                "POST",
                "/replicas",
                "{\"rse\":\"UK_NORTH_DISK\",\"files\":[{\"scope\":\"usertests\",\"name\":\"again\",\"bytes\":77}]}");
        assertThat(again.statusCode()).isEqualTo(201);
        JsonNode did = json(SANDBOX.rucio("GET", "/dids/usertests/again", ""));
        assertThat(did.path("bytes").asLong()).isEqualTo(5);
        assertThat(did.path("adler32").asText()).isEqualTo("0CC737EB");
    }

    @Test
    void schemaViolationsOfReplicasAre500AndOfDidsAre400() {
        assertThat(register("UK_NORTH_DISK", "short-sum", ",\"adler32\":\"1234567\"")
                        .statusCode())
                .isEqualTo(500);
        assertThat(exceptionClass(register("UK_NORTH_DISK", "odd-key", ",\"tombstone\":1")))
                .isEqualTo("InvalidObject");
        assertThat(SANDBOX.rucio("POST", "/dids/usertests/a%3Db", "{\"type\":\"DATASET\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void moreThanAThousandDidsAreRefused() {
        String dids = IntStream.range(0, 1001)
                .mapToObj(i -> "{\"scope\":\"usertests\",\"name\":\"n%d\"}".formatted(i))
                .collect(Collectors.joining(","));
        assertThat(SANDBOX.rucio("POST", "/replicas/list", "{\"dids\":[%s]}".formatted(dids))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aNameWithASlashIsOneEncodedSegment() {
        assertThat(SANDBOX.rucio("POST", "/dids/usertests/deep%2Fname", "{\"type\":\"DATASET\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(json(SANDBOX.rucio("GET", "/dids/usertests/deep%2Fname", ""))
                        .path("name")
                        .asText())
                .isEqualTo("deep/name");
    }

    @Test
    void creatingManyIsAllOrNothing() {
        dataset("exists-already");
        HttpResponse<String> bulk = SANDBOX.rucio(
                "POST",
                "/dids",
                "[{\"scope\":\"usertests\",\"name\":\"would-be-new\",\"type\":\"DATASET\"},"
                        + "{\"scope\":\"usertests\",\"name\":\"exists-already\",\"type\":\"DATASET\"}]");
        assertThat(bulk.statusCode()).isEqualTo(409);
        assertThat(exceptionClass(bulk)).isEqualTo("DataIdentifierAlreadyExists");
        assertThat(SANDBOX.rucio("GET", "/dids/usertests/would-be-new", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void attachingTwiceIsRefusedUnlessDuplicatesAreIgnored() {
        register("UK_NORTH_DISK", "twice", "");
        dataset("attach-twice", "twice");
        assertThat(exceptionClass(attach("attach-twice", "twice"))).isEqualTo("FileAlreadyExists");
        String attachments = "{\"attachments\":[{\"scope\":\"usertests\",\"name\":\"attach-twice\",\"dids\":"
                + "[{\"scope\":\"usertests\",\"name\":\"twice\"}]}],\"ignore_duplicate\":true}";
        assertThat(SANDBOX.rucio("POST", "/dids/attachments", attachments).statusCode())
                .isEqualTo(201);
        String wrongSize = attachments.replace("\"name\":\"twice\"", "\"name\":\"twice\",\"bytes\":6");
        assertThat(SANDBOX.rucio("POST", "/dids/attachments", wrongSize).statusCode())
                .isEqualTo(412);
    }

    @Test
    void closingTwiceIsRefusedAndSizesAreFixedAtTheFirst() {
        register("UK_NORTH_DISK", "closing-file", "");
        dataset("closing", "closing-file");
        assertThat(json(SANDBOX.rucio("GET", "/dids/usertests/closing", ""))
                        .path("bytes")
                        .isNull())
                .isTrue();
        assertThat(SANDBOX.rucio("PUT", "/dids/usertests/closing/status", "{\"open\":false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(exceptionClass(SANDBOX.rucio("PUT", "/dids/usertests/closing/status", "{\"open\":false}")))
                .isEqualTo("UnsupportedOperation");
        assertThat(json(SANDBOX.rucio("GET", "/dids/usertests/closing", ""))
                        .path("bytes")
                        .asLong())
                .isEqualTo(5);
        assertThat(attach("closing", "closing-file").statusCode()).isEqualTo(409);
    }

    @Test
    void replicasOfUnknownDidsAreLeftOutAndFilesAskedForDirectlyAlwaysHaveALine() {
        register("UK_NORTH_DISK", "listed", "");
        List<JsonNode> found = lines(SANDBOX.rucio(
                "POST",
                "/replicas/list",
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"listed\"},{\"scope\":\"usertests\",\"name\":\"no-such\"}],"
                        + "\"rse_expression\":\"FR_WEST_DISK\"}"));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("pfns").isEmpty()).isTrue();
        List<JsonNode> near = lines(
                SANDBOX.rucio(
                        "POST",
                        "/replicas/list",
                        "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"listed\"}],\"client_location\":{\"site\":\"UK_North\"}}"));
        JsonNode pfn = near.get(0).path("pfns").elements().next();
        assertThat(pfn.path("domain").asText()).isEqualTo("lan");
        assertThat(pfn.path("priority").asInt()).isEqualTo(1);
    }

    @Test
    void aDatasetsFileWithoutAFittingReplicaHasNoLine() {
        register("UK_NORTH_DISK", "only-north", "");
        dataset("north-only", "only-north");
        String body = "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"north-only\"}],\"rse_expression\":\"%s\"}";
        assertThat(lines(SANDBOX.rucio("POST", "/replicas/list", body.formatted("FR_WEST_DISK"))))
                .isEmpty();
        assertThat(lines(SANDBOX.rucio("POST", "/replicas/list", body.formatted("UK_NORTH_DISK"))))
                .hasSize(1);
    }

    @Test
    void aReaderMayNotWrite() {
        HttpResponse<String> denied =
                SANDBOX.rucioAs("justinreadonly", "POST", "/dids/usertests/not-mine", "{\"type\":\"DATASET\"}");
        assertThat(denied.statusCode()).isEqualTo(401);
        assertThat(exceptionClass(denied)).isEqualTo("AccessDenied");
    }

    /** As Rucio's own command line sends it. */
    @Test
    void searchTakesFiltersAsPythonWritesThem() {
        dataset("literal-one");
        dataset("literal-two");
        String filters = URLEncoder.encode(
                "[{'name': 'literal-o*'}, {'name': 'literal-tw*'}, {'name': 'literal-one'}]", StandardCharsets.UTF_8);

        HttpResponse<String> answer = SANDBOX.rucio(
                "GET", "/dids/usertests/dids/search?type=collection&long=False&recursive=False&filters=" + filters, "");

        assertThat(lines(answer)).extracting(JsonNode::asText).containsExactly("literal-one", "literal-two");
        String all = "/dids/usertests/dids/search?name=literal-*&limit=";
        assertThat(lines(SANDBOX.rucio("GET", all + "1", ""))).hasSize(1);
        assertThat(lines(SANDBOX.rucio("GET", all + "many", ""))).hasSize(2);
        assertThat(SANDBOX.rucio("GET", "/dids/usertests/dids/search?filters=%5B", "")
                        .statusCode())
                .isEqualTo(400);
    }
}
