package org.muster.sandbox.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.json;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.sandbox.RunningSandbox;

/** Who may not, and what is not there: each method of the real server has words of its own. */
class MetaCatPermissionsTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final String FILE = "{\"did\":\"usertests:permitted-1\",\"retire\":true,\"metadata\":{},\"size\":1}";

    private static HttpResponse<String> as(String user, String password, String method, String body) {
        String token = SANDBOX.send("POST", "/metacat/auth?method=ldap", user + ":" + password)
                .headers()
                .firstValue("X-Authentication-Token")
                .orElse("");
        return SANDBOX.send("POST", "/metacat/data/" + method, body, "X-Authentication-Token", token);
    }

    private static HttpResponse<String> asOwner(String method, String body) {
        return as("muster", RunningSandbox.MUSTER_PASSWORD, method, body);
    }

    private static HttpResponse<String> asReader(String method, String body) {
        return as("justinreadonly", RunningSandbox.READER_PASSWORD, method, body);
    }

    private static void assertAnswer(int status, String words, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(words);
    }

    @BeforeAll
    static void makeWhatIsNotTheReaders() {
        asOwner("create_dataset", "{\"namespace\":\"usertests\",\"name\":\"permitted\"}");
        assertThat(asOwner("declare_files?dataset=usertests:permitted", "[" + FILE + "]")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create_namespace?name=x | 401 | Token not found",
                "create_dataset | 401 | Token not found",
                "add_child_dataset?parent=a:b&child=a:c | 401 | Token not found",
                "declare_files?dataset=usertests:permitted | 401 | Token not found",
                "query?save_as=usertests:x | 401 | Token not found",
                "create_named_query | 401 | Authentication required",
                "update_dataset?dataset=usertests:permitted | 403 | Authentication required",
                "update_file | 403 | Authentication required",
                "update_file_meta | 403 | Authentication required",
                "retire_file | 403 | Authentication required",
                "delete_file | 403 | Authentication required",
                "move_files | 403 | Authentication required",
                "add_files?dataset=usertests:permitted | 403 | Client authentication failed",
                "remove_files | 403 | Client authentication failed",
                "remove_dataset?dataset=usertests:permitted | 403 | Client authentication failed",
            })
    void withoutAToken(String method, int status, String words) {
        String body = method.startsWith("query") ? "files" : "{}";

        assertAnswer(status, words, SANDBOX.send("POST", "/metacat/data/" + method, body));
        HttpResponse<String> bad =
                SANDBOX.send("POST", "/metacat/data/" + method, body, "X-Authentication-Token", "no.to.ken");
        assertThat(bad.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create_dataset | {'namespace':'usertests','name':'x'} | 403 | Permission denied",
                "add_child_dataset?parent=usertests:permitted&child=usertests:permitted | {} | 403 | Permission denied",
                "declare_files?dataset=usertests:permitted | [] | 403 | Permission to add files to dataset usertests:permitted denied",
                "declare_files?dataset=permitted&namespace=usertests | [] | 403 | Permission to add files to dataset usertests:permitted denied",
                "query?save_as=usertests:x | files | 403 | Permission to create a dataset in the namespace usertests denied",
                "query?add_to=usertests:permitted | files | 403 | Permission to add files to dataset in the namespace usertests denied",
                "create_named_query | {'namespace':'usertests','name':'x','source':'files'} | 403 | Permission denied",
                "update_dataset?dataset=usertests:permitted | {'frozen':true} | 403 | Permission to update dataset in namespace usertests denied",
                "update_file | FILE | 403 | Not authtorized",
                "update_file_meta | {'files':[FILE],'metadata':{},'mode':'update'} | 403 | Permission to update files in namespace usertests denied",
                "retire_file | FILE | 403 | Permission to manage files in namespace usertests denied",
                "delete_file | FILE | 403 | Not authorized",
                "move_files | {'namespace':'usertests','files':[FILE]} | 401 | Not authorized to rename into namespace usertests",
                "add_files?dataset=usertests:permitted | {'file_list':[FILE]} | 403 | Permission to add files dataset usertests:permitted denied",
                "remove_files | {'dataset_namespace':'usertests','dataset_name':'permitted','file_list':[FILE]} | 403 | Permission to add files dataset usertests:permitted denied",
                "remove_dataset?dataset=usertests:permitted | {} | 403 | Permission denied",
            })
    void withoutTheNamespace(String method, String body, int status, String words) {
        assertAnswer(status, words, asReader(method, body.replace("FILE", FILE).replace('\'', '"')));
        assertThat(json(SANDBOX.send("GET", "/metacat/data/dataset/usertests:permitted", ""))
                        .path("file_count")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create_dataset | {'namespace':'no','name':'x'} | 404 | Namespace not found",
                "add_child_dataset?parent=no:x&child=usertests:permitted | {} | 404 | Parent dataset not found",
                "add_child_dataset?parent=usertests:permitted&child=no:x | {} | 404 | Child dataset not found",
                "add_child_dataset?parent=usertests:permitted&child=usertests:permitted | {} | 400 | Circular connection detected - child dataset is already an ancestor of the parent",
                "declare_files?dataset=no:x | [FILE] | 404 | Namespace no does not exist",
                "declare_files?dataset=usertests:no | [FILE] | 400 | Dataset usertests:no does not exist",
                "declare_files | [FILE] | 400 | Dataset not specified",
                "declare_files?dataset=usertests:permitted | [] | 400 | Empty file list",
                "query?save_as=no:x | files | 404 | Namespace no does not exist",
                "query?save_as=usertests:permitted | files | 409 | Dataset usertests:permitted already exists",
                "query?add_to=usertests:no | files | 404 | Dataset usertests:no does not exist",
                "create_named_query | {'namespace':'no','name':'x','source':'files'} | 404 | Namespace no does not exist",
                "update_dataset?dataset=usertests:no | {} | 404 | Dataset not found",
                "update_file | {'did':'usertests:no'} | 404 | File not found",
                "update_file_meta | {'files':[],'metadata':{},'mode':'mix'} | 400 | Invalid mode",
                "update_file_meta | {'files':[{'did':'usertests:no'}],'metadata':{'nodot':1},'mode':'update'} | 200 | []",
                "update_file_meta | {'files':[FILE],'metadata':{'nodot':1},'mode':'update'} | 400 | Metadata parameter without a category: nodot",
                "retire_file | {'did':'usertests:no'} | 404 | File not found",
                "delete_file | {'did':'usertests:no'} | 404 | File not found",
                "move_files | {'namespace':'no','files':[FILE]} | 404 | Namespace no not found",
                "add_files?dataset=usertests:permitted | {} | 400 | No files to add",
                "add_files?dataset=usertests:permitted | {'file_list':[FILE],'query':'files'} | 400 | Either file list or query must be specified, but not both",
                "add_files?dataset=usertests:no | {'file_list':[FILE]} | 404 | Dataset not found",
                "add_files?dataset=no:x | {'file_list':[FILE]} | 404 | Namespace no does not exist",
                "remove_files | {'file_list':[FILE]} | 400 | Dataset unspecified",
                "remove_files | {'dataset_namespace':'usertests','dataset_name':'permitted'} | 400 | No files to remove",
                "remove_files | {'dataset_namespace':'usertests','dataset_name':'no','file_list':[FILE]} | 404 | Dataset not found",
                "remove_dataset?dataset=usertests:no | {} | 404 | Dataset not found",
                "namespace?name=no | {} | 404 | Not found",
                "dataset?dataset=usertests:no | {} | 404 | Dataset not found",
            })
    void ofWhatIsNotThere(String method, String body, int status, String words) {
        assertAnswer(status, words, asOwner(method, body.replace("FILE", FILE).replace('\'', '"')));
    }

    /** Of an update the reasons are told under another key than of a declaration. */
    @Test
    void ofAFileToUpdate() {
        HttpResponse<String> wrong =
                asOwner("update_file", "{\"did\":\"usertests:permitted-1\",\"metadata\":{\"nodot\":1}}");

        assertThat(wrong.statusCode()).isEqualTo(488);
        assertThat(json(wrong).path("message").asText()).isEqualTo("Metadata validation errors");
        assertThat(json(wrong).path("metadata_errors").path(0).path("message").asText())
                .isEqualTo("Metadata parameter without a category: nodot");
    }

    /** Some methods forget about admins, who may everything else. */
    @Test
    void ofAdmins() {
        String password = "root-secret";

        assertThat(as("root", password, "update_dataset?dataset=usertests:permitted", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertAnswer(
                403,
                "Permission to create a dataset in the namespace usertests denied",
                as("root", password, "query?save_as=usertests:roots", "files"));
        assertAnswer(
                401,
                "Not authorized to rename into namespace usertests",
                as("root", password, "move_files", "{\"namespace\":\"usertests\",\"files\":[]}"));
    }

    @Test
    void ofNamespacesOfFilesThatAreDeclared() {
        assertThat(asReader("create_namespace?name=readers", "").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = asOwner(
                "declare_files?dataset=usertests:permitted",
                "[{\"did\":\"usertests:mine\",\"size\":1,\"metadata\":{}},{\"did\":\"readers:theirs\",\"size\":1,\"metadata\":{}},"
                        + "{\"did\":\"no:x\",\"size\":1,\"metadata\":{}}]");

        assertThat(refused.statusCode()).isEqualTo(488);
        assertThat(json(refused).path("metadata_errors"))
                .extracting(problem -> problem.path("index").asInt() + " "
                        + problem.path("message").asText())
                .containsExactly(
                        "1 Permission to declare files in namespace readers denied", "2 Namespace no does not exist");
        assertAnswer(409, "Namespace already exists", asOwner("create_namespace?name=readers", ""));
    }
}
