package org.muster.sandbox.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** What MetaCat answers to declarations, good and bad. */
class DeclarationsTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    private static HttpResponse<String> call(String method, String body) {
        String token = SANDBOX.send("POST", "/metacat/auth?method=ldap", "muster:" + RunningSandbox.MUSTER_PASSWORD)
                .headers()
                .firstValue("X-Authentication-Token")
                .orElse("");
        return SANDBOX.send("POST", "/metacat/data/" + method, body, "X-Authentication-Token", token);
    }

    private static HttpResponse<String> declare(String... files) {
        return call("declare_files?dataset=usertests:declared", "[" + String.join(",", files) + "]");
    }

    private static String file(String name, String more) {
        return "{\"namespace\":\"usertests\",\"name\":\"%s\",\"size\":1,\"metadata\":{}%s}".formatted(name, more);
    }

    private static List<String> messages(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(488);
        return StreamSupport.stream(json(refused).path("metadata_errors").spliterator(), false)
                .map(problem -> problem.path("index").asInt() + " "
                        + problem.path("message").asText())
                .toList();
    }

    @BeforeAll
    static void makeTheDataset() {
        call("create_dataset", "{\"namespace\":\"usertests\",\"name\":\"declared\"}");
    }

    @Test
    void filesOfOneCallHaveRisingTimesInItsOrder() {
        assertThat(declare(file("rising-c", ""), file("rising-a", ""), file("rising-b", ""))
                        .statusCode())
                .isEqualTo(200);

        List<JsonNode> found = lines(SANDBOX.send(
                "POST", "/metacat/data/query", "files from usertests:declared where name ~ '^rising' ordered"));

        assertThat(found)
                .extracting(file -> file.path("name").asText())
                .containsExactly("rising-c", "rising-a", "rising-b");
        assertThat(found)
                .extracting(file -> file.path("created_timestamp").asDouble())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(found)
                .allSatisfy(file ->
                        assertThat(file.path("updated_timestamp").isNumber()).isTrue());
    }

    @Test
    void theAnswerHoldsWhatWasSentAndNoTimes() {
        HttpResponse<String> answer =
                declare(file("told-b", ",\"checksums\":{\"adler32\":\"12ab5678\"}"), file("told-a", ""));

        assertThat(json(answer)).extracting(file -> file.path("name").asText()).containsExactly("told-b", "told-a");
        JsonNode first = json(answer).path(0);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "fid",
                        "namespace",
                        "name",
                        "retired",
                        "retired_by",
                        "updated_by",
                        "retired_timestamp",
                        "updated_timestamp",
                        "created_timestamp",
                        "checksums",
                        "size",
                        "creator",
                        "metadata");
        assertThat(first.path("created_timestamp").isNull()).isTrue();
        assertThat(first.path("creator").asText()).isEqualTo("muster");
        assertThat(json(answer).path(1).has("checksums")).isFalse();
    }

    @Test
    void mistakesAreToldOneKindAtATimeAndNothingIsStored() {
        String noSize = "{\"namespace\":\"usertests\",\"name\":\"wrong-1\",\"metadata\":{}}";
        String noCategory = "{\"namespace\":\"usertests\",\"name\":\"wrong-2\",\"size\":1,\"metadata\":{\"nodot\":1}}";
        String good = file("wrong-3", "");
        String badSum = file("wrong-4", ",\"checksums\":{\"adler32\":\"12AB\"}");

        HttpResponse<String> keys = declare(noSize, noCategory, good, badSum);
        assertThat(messages(keys)).containsExactly("1 Metadata category validation errors");
        assertThat(json(keys).has("message")).isFalse();
        assertThat(json(keys).path("metadata_errors").path(0).path("metadata_errors"))
                .hasToString("[{\"name\":\"nodot\",\"reason\":\"Parameter name without a category\",\"value\":1}]");

        HttpResponse<String> sums = declare(noSize, good, badSum);
        assertThat(messages(sums)).containsExactly("2 Metadata checksum validation errors");
        assertThat(json(sums).path("metadata_errors").path(0).path("metadata_errors"))
                .extracting(reason -> reason.path("name").asText() + ": "
                        + reason.path("reason").asText())
                .containsExactly(
                        "checksum adler32: value is wrong length 4 should be 8",
                        "checksum adler32: contains invalid digit A",
                        "checksum adler32: contains invalid digit B");

        HttpResponse<String> files = declare(
                noSize,
                good,
                "{\"namespace\":\"usertests\",\"size\":1,\"metadata\":{}}",
                "{\"name\":\"wrong-5\",\"size\":1,\"metadata\":{}}",
                "{\"did\":\"nowhere:wrong-6\",\"size\":1,\"metadata\":{}}");
        assertThat(json(files).path("message").asText()).isEqualTo("Invalid file data");
        assertThat(messages(files))
                .containsExactly(
                        "0 Missing file size",
                        "2 Missing name and auto_name",
                        "3 Missing namespace",
                        "4 Namespace nowhere does not exist");

        assertThat(SANDBOX.send("GET", "/metacat/data/file?did=usertests:wrong-3", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFileWithoutMetadataIsAnErrorOfTheServer() {
        assertThat(declare("{\"namespace\":\"usertests\",\"name\":\"bare\",\"size\":1}")
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void aNameTwiceInOneCallBreaksARuleOfTheDatabaseAndIsNoFileThatExists() {
        HttpResponse<String> twice = declare(file("twice", ""), file("twice", ""));

        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).startsWith("Integrity error: ").doesNotContain("already exist:");
    }

    @Test
    void namesAreMadeOfPatterns() {
        HttpResponse<String> made = declare(
                "{\"namespace\":\"usertests\",\"auto_name\":\"made_$uuid8_$clock3_$fid.dat\",\"size\":1,\"metadata\":{},\"fid\":\"made-1\"}");

        assertThat(json(made).path(0).path("name").asText()).matches("made_[0-9a-f]{8}_\\d{3}_made-1\\.dat");
    }

    @Test
    void whatIsDeclaredForANewDatasetIsToldFromWhatIsStored() {
        String body = "{\"namespace\":\"usertests\",\"name\":\"required-%s\"%s}";

        assertThat(json(call("create_dataset", body.formatted("none", ""))).get("file_meta_requirements"))
                .hasToString("null");
        assertThat(json(SANDBOX.send("GET", "/metacat/data/dataset?dataset=usertests:required-none", ""))
                        .get("file_meta_requirements"))
                .hasToString("{}");
        String some = ",\"file_meta_requirements\":{\"core.x\":{\"required\":true}}";
        assertThat(json(call("create_dataset", body.formatted("some", some))).get("file_meta_requirements"))
                .hasToString("{\"core.x\":{\"required\":true}}");
    }

    @Test
    void whereFilesCannotGoIsTold() {
        HttpResponse<String> unknown = call("declare_files?dataset=usertests:no-such", "[" + file("nowhere", "") + "]");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).isEqualTo("Dataset usertests:no-such does not exist");

        HttpResponse<String> nothing = call("declare_files?dataset=usertests:declared", "[]");
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body()).isEqualTo("Empty file list");
    }

    @Test
    void aNamedQueryIsMadeOnce() {
        String query = "{\"namespace\":\"usertests\",\"name\":\"once\",\"source\":\"files\"}";
        assertThat(call("create_named_query", query).statusCode()).isEqualTo(200);

        HttpResponse<String> again = call("create_named_query", query);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).isEqualTo("Query already exists");
    }
}
