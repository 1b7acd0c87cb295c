package org.muster.sandbox.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.sandbox.RunningSandbox;

/** What MetaCat's own command line asks for besides what Muster does. */
class MetaCatUpkeepTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    private static HttpResponse<String> as(String user, String method, String body) {
        String token = SANDBOX.send("POST", "/metacat/auth?method=ldap", user)
                .headers()
                .firstValue("X-Authentication-Token")
                .orElse("");
        return SANDBOX.send("POST", "/metacat/data/" + method, body, "X-Authentication-Token", token);
    }

    private static HttpResponse<String> call(String method, String body) {
        return as("muster:" + RunningSandbox.MUSTER_PASSWORD, method, body);
    }

    private static void files(String dataset, String... names) {
        call("create_dataset", "{\"namespace\":\"usertests\",\"name\":\"%s\"}".formatted(dataset));
        String list = List.of(names).stream()
                .map("{\"did\":\"usertests:%s\",\"size\":1,\"metadata\":{}}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(call("declare_files?dataset=usertests:" + dataset, list).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "remove_dataset/usertests:guarded|",
                "remove_dataset?dataset=usertests:guarded|",
                "delete_file|{\"did\":\"usertests:guarded-1\"}",
                "move_files|{\"namespace\":\"usertests\",\"files\":[]}"
            })
    void needsATokenAndTheNamespace(String method, String body) {
        files("guarded-" + method.hashCode(), "guarded-file" + method.hashCode());
        call("create_dataset", "{\"namespace\":\"usertests\",\"name\":\"guarded\"}");
        call(
                "declare_files?dataset=usertests:guarded",
                "[{\"did\":\"usertests:guarded-1\",\"size\":1,\"metadata\":{}}]");
        String text = body == null ? "" : body;
        assertThat(SANDBOX.send("POST", "/metacat/data/" + method, text).statusCode())
                .isEqualTo(403);
        assertThat(as("justinreadonly:reader-secret", method, text).statusCode())
                .isIn(401, 403);
        assertThat(SANDBOX.send("GET", "/metacat/data/dataset/usertests:guarded", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDatasetIsTakenOutAndItsFilesStay() {
        files("short-lived", "stays");
        assertThat(call("remove_dataset/usertests:short-lived", "").body()).isEqualTo("OK");
        assertThat(call("remove_dataset/usertests:short-lived", "").statusCode())
                .isEqualTo(404);
        assertThat(SANDBOX.send("GET", "/metacat/data/file/usertests:stays", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFileIsDeletedForGoodAndItsNameIsFreeAgain() {
        files("with-gone", "gone");
        assertThat(json(call("delete_file", "{\"did\":\"usertests:gone\"}")).has("fid"))
                .isTrue();
        assertThat(call("delete_file", "{\"did\":\"usertests:gone\"}").statusCode())
                .isEqualTo(404);
        files("with-gone-again", "gone");
    }

    @Test
    void filesMoveToAnotherNamespaceUnlessTheirNameIsTakenThere() {
        assertThat(call("create_namespace?name=moved", "").statusCode()).isEqualTo(200);
        files("movers", "mover-1", "mover-2");
        assertThat(json(call(
                                "move_files",
                                "{\"namespace\":\"moved\",\"query\":\"files from usertests:movers where name = mover-1\"}"))
                        .path("files_moved")
                        .asInt())
                .isEqualTo(1);
        files("movers-again", "mover-1");
        HttpResponse<String> taken = call(
                "move_files",
                "{\"namespace\":\"moved\",\"files\":[{\"did\":\"usertests:mover-1\"},{\"did\":\"usertests:mover-2\"}]}");
        assertThat(json(taken).path("files_moved").asInt()).isEqualTo(1);
        assertThat(json(taken).path("nerrors").asInt()).isEqualTo(1);
        assertThat(call("move_files", "{\"namespace\":\"nowhere\",\"files\":[]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(SANDBOX.send("GET", "/metacat/data/namespace_counts?name=moved", ""))
                        .path("nfiles")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void filesAreTakenOutOfADatasetByAQuery() {
        files("shrinking", "shrink-1", "shrink-2");
        String body = "{\"dataset_namespace\":\"usertests\",\"dataset_name\":\"shrinking\","
                + "\"query\":\"files from usertests:shrinking where name = shrink-1\"}";
        assertThat(json(call("remove_files", body)).path("files_removed").asInt())
                .isEqualTo(1);
        assertThat(lines(SANDBOX.send("GET", "/metacat/data/dataset_files?dataset=usertests:shrinking", "")))
                .extracting(file -> file.path("name").asText())
                .containsExactly("shrink-2");
    }
}
