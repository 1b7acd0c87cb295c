package org.muster.sandbox.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** What the real catalogue was seen to do, and clients rely on. */
class MetaCatContractTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    private static HttpResponse<String> login(String user, String password) {
        return SANDBOX.send("POST", "/metacat/auth?method=ldap", user + ":" + password);
    }

    private static HttpResponse<String> call(String method, String body) {
        String token = login("muster", "muster-secret")
                .headers()
                .firstValue("X-Authentication-Token")
                .orElse("");
        return SANDBOX.send("POST", "/metacat/data/" + method, body, "X-Authentication-Token", token);
    }

    private static void dataset(String name) {
        assertThat(call("create_dataset", "{\"namespace\":\"usertests\",\"name\":\"%s\"}".formatted(name))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> declare(String dataset, String files) {
        return call("declare_files?dataset=usertests:" + dataset, files);
    }

    @Test
    void passwordsAndProviderTokensGiveACataloguesToken() {
        HttpResponse<String> byPassword = login("muster", "muster-secret");
        assertThat(byPassword.statusCode()).isEqualTo(200);
        assertThat(byPassword.body()).isEmpty();
        assertThat(login("muster", "wrong").statusCode()).isEqualTo(401);
        String bearer = "bearer " + SANDBOX.issuer().token("muster-agents", "metacat");
        HttpResponse<String> byToken =
                SANDBOX.send("GET", "/metacat/auth?method=token&username=muster", "", "Authorization", bearer);
        String token = byToken.headers().firstValue("X-Authentication-Token").orElse("");
        assertThat(SANDBOX.send("GET", "/metacat/auth/whoami", "", "X-Authentication-Token", token)
                        .body())
                .isEqualTo("muster");
        assertThat(SANDBOX.send("GET", "/metacat/auth?method=token&username=root", "", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void missingCredentialsAreRefusedByEachMethodInItsOwnWay() {
        assertThat(SANDBOX.send("POST", "/metacat/data/create_dataset", "{}").statusCode())
                .isEqualTo(401);
        assertThat(SANDBOX.send("POST", "/metacat/data/update_file_meta", "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void filesAreDeclaredFoundAndUpdated() {
        dataset("flow");
        HttpResponse<String> declared = declare(
                "flow",
                "[{\"namespace\":\"usertests\",\"name\":\"flow-1\",\"size\":10,\"metadata\":{\"core.runs\":[7],\"core.x\":\"é\\\"q\"},"
                        + "\"checksums\":{\"adler32\":\"12ab5678\"}},"
                        + "{\"did\":\"usertests:flow-2\",\"size\":20,\"metadata\":{\"core.runs\":[8]}}]");
        assertThat(declared.statusCode()).isEqualTo(200);
        String fid = json(declared).path(0).path("fid").asText();
        assertThat(fid).hasSize(16);
        HttpResponse<String> query = SANDBOX.send(
                "POST",
                "/metacat/data/query?with_meta=yes&with_provenance=no",
                "files from usertests:flow where 7 in core.runs",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(query.body()).startsWith("\u001e{").endsWith("}\n");
        assertThat(query.headers().firstValue("Content-Type").orElse("")).startsWith("application/json-seq");
        assertThat(lines(query).get(0).path("metadata").path("core.x").asText()).isEqualTo("é\"q");
        HttpResponse<String> updated = call(
                "update_file_meta",
                "{\"files\":[{\"did\":\"usertests:flow-1\"}],\"metadata\":{\"dune.output_status\":\"confirmed\"},\"mode\":\"update\"}");
        assertThat(updated.statusCode()).isEqualTo(200);
        JsonNode file = json(SANDBOX.send("GET", "/metacat/data/file?fid=" + fid, ""));
        assertThat(file.path("metadata").path("dune.output_status").asText()).isEqualTo("confirmed");
        assertThat(file.path("metadata").path("core.runs").path(0).asInt()).isEqualTo(7);
        JsonNode count = json(SANDBOX.send("POST", "/metacat/data/query?summary=count", "files from usertests:flow"));
        assertThat(count.path("count").asInt()).isEqualTo(2);
        assertThat(count.path("total_size").asInt()).isEqualTo(30);
    }

    @Test
    void filesThatExistAreNamedInTheRefusal() {
        dataset("conflict");
        String file = "[{\"namespace\":\"usertests\",\"name\":\"conflict-1\",\"size\":1,\"metadata\":{}}]";
        assertThat(declare("conflict", file).statusCode()).isEqualTo(200);
        HttpResponse<String> again = declare("conflict", file);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).isEqualTo("The following files already exist:\n  usertests:conflict-1");
        assertThat(call("create_dataset", "{\"namespace\":\"usertests\",\"name\":\"conflict\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void addingFilesCountsOnlyNewOnes() {
        dataset("source");
        dataset("target");
        declare("source", "[{\"namespace\":\"usertests\",\"name\":\"add-1\",\"size\":1,\"metadata\":{}}]");
        String list = "{\"file_list\":[{\"did\":\"usertests:add-1\"},{\"did\":\"usertests:no-such\"}]}";
        assertThat(json(call("add_files?dataset=usertests:target", list))
                        .path("files_added")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(call("add_files?dataset=usertests:target", list))
                        .path("files_added")
                        .asInt())
                .isZero();
        assertThat(lines(SANDBOX.send("GET", "/metacat/data/dataset_files?dataset=usertests:target", "")))
                .hasSize(1);
        call("update_dataset?dataset=usertests:target", "{\"frozen\":true}");
        assertThat(call("add_files?dataset=usertests:target", list).statusCode())
                .isEqualTo(403);
    }

    @Test
    void parentsAreLinkedAndUnknownOnesRefused() {
        dataset("family");
        declare("family", "[{\"namespace\":\"usertests\",\"name\":\"mother\",\"size\":1,\"metadata\":{}}]");
        String child =
                "[{\"namespace\":\"usertests\",\"name\":\"%s\",\"size\":1,\"metadata\":{},\"parents\":[{\"namespace\":\"usertests\",\"name\":\"%s\"}]}]";
        assertThat(declare("family", child.formatted("orphan", "nobody")).statusCode())
                .isEqualTo(488);
        assertThat(declare("family", child.formatted("daughter", "mother")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> children = SANDBOX.send("POST", "/metacat/data/query", "children(files usertests:mother)");
        assertThat(lines(children))
                .extracting(file -> file.path("name").asText())
                .containsExactly("daughter");
    }

    @Test
    void textsOfQueriesAreValuesNotSql() {
        HttpResponse<String> answer =
                SANDBOX.send("POST", "/metacat/data/query", "files where core.x = \"') or true --\" limit 1");
        assertThat(answer.statusCode()).isEqualTo(400);
        HttpResponse<String> other = SANDBOX.send(
                "POST", "/metacat/data/query", "files where core.x = \"; drop table metacat_files\" limit 1");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEmpty();
    }
}
