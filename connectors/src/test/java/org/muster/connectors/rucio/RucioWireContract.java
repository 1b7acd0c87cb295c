package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.connectors.contract.Tally;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.TokenSource;

/**
 * What Rucio's own command lines stand on, be the server the fake, the sandbox or a real one: answers that Muster's
 * clients do not ask for, and people beside it do. Names are new in every run.
 */
@ExtendWith(Tally.class)
public abstract class RucioWireContract {
    private static final List<String> COLUMNS = List.of(
            "access_cnt",
            "accessed_at",
            "account",
            "adler32",
            "availability",
            "bytes",
            "campaign",
            "closed_at",
            "complete",
            "constituent",
            "created_at",
            "datatype",
            "deleted_at",
            "did_type",
            "eol_at",
            "events",
            "expired_at",
            "guid",
            "hidden",
            "is_archive",
            "is_new",
            "is_open",
            "length",
            "lumiblocknr",
            "md5",
            "monotonic",
            "name",
            "obsolete",
            "panda_id",
            "phys_group",
            "prod_step",
            "project",
            "provenance",
            "purge_replicas",
            "run_number",
            "scope",
            "stream_name",
            "suppressed",
            "task_id",
            "transient",
            "updated_at",
            "version");

    private final String run = UUID.randomUUID().toString();
    private final HttpClient http = HttpClient.newHttpClient();

    protected abstract URI url();

    /** An administrator, and no more. */
    protected abstract TokenSource muster();

    /** If the suite may be root there. */
    protected abstract Optional<TokenSource> root();

    /** Skips the suite, with the reason, where there is no server to hold to it. */
    protected void assumeServer() {}

    /** A disk that takes uploads. */
    protected String disk() {
        return "UK_NORTH_DISK";
    }

    @BeforeEach
    void server() {
        assumeServer();
    }

    private HttpResponse<String> send(TokenSource who, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("X-Rucio-Auth-Token", who.get());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(muster(), method, path, body, headers);
    }

    private String name(String name) {
        return name + "-" + run;
    }

    private String did(String name) {
        return "{\"scope\":\"usertests\",\"name\":\"%s\"}".formatted(name(name));
    }

    private static void assertStatus(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void assertRefused(int status, String exceptionClass, HttpResponse<String> answer) {
        assertStatus(status, answer);
        assertThat(answer.headers().firstValue("ExceptionClass")).contains(exceptionClass);
    }

    private static JsonNode json(String text) {
        try {
            return Json.trees().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        assertStatus(200, answer);
        return answer.body()
                .lines()
                .filter(line -> !line.isBlank())
                .map(RucioWireContract::json)
                .toList();
    }

    private void file(String name) {
        String file = did(name).replace("}", ",\"bytes\":5,\"adler32\":\"062c0215\"}");
        assertStatus(201, send("POST", "/replicas", "{\"rse\":\"%s\",\"files\":[%s]}".formatted(disk(), file)));
    }

    /** Closed, so that its size is known. */
    private void dataset(String name, String file) {
        String path = "/dids/usertests/" + name(name);
        assertStatus(201, send("POST", path, "{\"type\":\"DATASET\"}"));
        String attachment = did(name).replace("}", ",\"dids\":[" + did(file) + "]}");
        assertStatus(
                201,
                send("POST", "/dids/attachments", "{\"attachments\":[" + attachment + "],\"ignore_duplicate\":true}"));
        assertStatus(200, send("PUT", path + "/status", "{\"open\":false}"));
    }

    private List<String> search(String filters) {
        return lines(searched(filters)).stream().map(JsonNode::asText).toList();
    }

    private HttpResponse<String> searched(String filters) {
        String literal = filters.replace("NAME", "'name': 'typed-*" + run + "'");
        return send(
                "GET",
                "/dids/usertests/dids/search?type=collection&long=False&recursive=False&filters="
                        + URLEncoder.encode(literal, StandardCharsets.UTF_8).replace("+", "%20"),
                "");
    }

    @Test
    void theTypeInAFilterStandsBeforeThatOfTheAddress() {
        file("typed-file");
        dataset("typed-set", "typed-file");
        String file = name("typed-file");
        String set = name("typed-set");

        assertThat(search("[{NAME}]")).containsExactly(set);
        assertThat(search("[{'type': 'file', NAME}]")).containsExactly(file);
        assertThat(search("[{'type': 'FILE', NAME}, {NAME}]")).containsExactlyInAnyOrder(file, set);
        assertThat(search("{'type': 'all', NAME}")).containsExactlyInAnyOrder(file, set);
        assertThat(search("[{'type': 'container', NAME}]")).isEmpty();
        assertRefused(409, "UnsupportedOperation", searched("[{'type': 'bogus', NAME}]"));
    }

    @Test
    void replicasAreListedAsMetalinkForADownload() {
        file("linked");
        dataset("linked-set", "linked");

        HttpResponse<String> answer = send(
                "POST",
                "/replicas/list",
                "{\"dids\":[" + did("linked-set") + "],\"resolve_parents\":true}",
                "Accept",
                "application/metalink4+xml");

        assertStatus(200, answer);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/metalink4+xml"));
        assertThat(answer.body())
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metalink xmlns=\"urn:ietf:params:xml:ns:metalink\">")
                .contains("<file name=\"" + name("linked") + "\">")
                .contains("<did>usertests:" + name("linked-set") + "</did>")
                .contains("<identity>usertests:" + name("linked") + "</identity>")
                .contains("<hash type=\"adler32\">062c0215</hash>")
                .contains("<size>5</size>")
                .contains("<url location=\"" + disk() + "\" domain=\"wan\" priority=\"1\" client_extract=\"false\">")
                .contains("/" + name("linked") + "</url>")
                .endsWith("</metalink>\n");
    }

    @Test
    void aListOfRulesTellsTheBytesOfTheirDidsAndOneRuleDoesNot() {
        file("covered");
        dataset("covering", "covered");
        HttpResponse<String> made = send(
                "POST",
                "/rules/",
                "{\"dids\":[%s],\"account\":\"muster\",\"copies\":1,\"rse_expression\":\"%s\",\"lifetime\":86400}"
                        .formatted(did("covering"), disk()));
        assertStatus(201, made);
        String id = json(made.body()).path(0).asText();

        for (String path : List.of(name("covered") + "/associated_rules", name("covering") + "/rules")) {
            assertThat(lines(send("GET", "/dids/usertests/" + path, "")))
                    .as(path)
                    .singleElement()
                    .satisfies(rule -> {
                        assertThat(rule.path("id").asText()).isEqualTo(id);
                        assertThat(rule.path("bytes").asLong()).isEqualTo(5);
                    });
        }
        assertThat(lines(send("GET", "/dids/usertests/" + name("covered") + "/rules", "")))
                .isEmpty();
        assertThat(json(send("GET", "/rules/" + id, "").body()).has("bytes")).isFalse();
    }

    @Test
    void noAdministratorDeclaresReplicasBad() {
        file("not-bad");
        String replica = did("not-bad").replace("}", ",\"rse\":\"" + disk() + "\"}");
        String body = "{\"replicas\":[" + replica + "],\"reason\":\"contract\"}";

        assertRefused(401, "AccessDenied", send("POST", "/replicas/bad", body));
        assertStatus(201, send("POST", "/replicas/bad", "{\"replicas\":[]}"));
        assertThat(found("not-bad").path("states").path(disk()).asText()).isEqualTo("AVAILABLE");
    }

    @Test
    void rootDeclaresReplicasBadAndIsToldOfThoseThatAreNotThere() {
        assumeTrue(root().isPresent(), "the suite may not be root");
        TokenSource root = root().orElseThrow();
        file("bad");
        String replica = did("bad").replace("}", ",\"rse\":\"" + disk() + "\"}");
        String body = "{\"replicas\":[%s,%s],\"reason\":\"contract\"}"
                .formatted(replica, replica.replace(name("bad"), name("nobody")));

        HttpResponse<String> declared = send(root, "POST", "/replicas/bad", body);

        assertStatus(201, declared);
        assertThat(json(declared.body()).path(disk()))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.asText()).contains(name("nobody")).endsWith(" Unknown replica"));
        assertThat(found("bad").path("states")).isEmpty();
        assertThat(json(send(root, "POST", "/replicas/bad", body).body()).path(disk()))
                .hasSize(2);
    }

    private JsonNode found(String name) {
        return lines(send("POST", "/replicas/list", "{\"dids\":[" + did(name) + "]}"))
                .get(0);
    }

    @Test
    void everyColumnIsToldAndNoneCanBeDeleted() {
        file("in-columns");
        dataset("columns", "in-columns");
        String path = "/dids/usertests/" + name("columns");
        assertStatus(201, send("POST", path + "/meta", "{\"meta\":{\"muster_note\":\"n\"}}"));

        JsonNode meta = json(send("GET", path + "/meta", "").body());
        assertThat(meta.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(COLUMNS);
        assertThat(meta.path("did_type").asText()).isEqualTo("DATASET");
        assertThat(meta.path("created_at").asText()).endsWith(" UTC");
        JsonNode all = json(send("GET", path + "/meta?plugin=ALL", "").body());
        assertThat(all.path("muster_note").asText()).isEqualTo("n");
        assertThat(all.has("availability")).isTrue();
        assertThat(json(send("GET", path + "/meta?plugin=JSON", "").body())).hasToString("{\"muster_note\":\"n\"}");

        assertRefused(409, "NotImplementedError", send("DELETE", path + "/meta?key=project", ""));
        assertStatus(200, send("DELETE", path + "/meta?key=muster_note", ""));
        assertRefused(404, "KeyNotFound", send("DELETE", path + "/meta?key=muster_note", ""));
    }

    @Test
    void theSizeOfAnOpenDatasetIsCountedOnRequest() {
        String path = "/dids/usertests/" + name("open");
        assertStatus(201, send("POST", path, "{\"type\":\"DATASET\"}"));

        assertThat(json(send("GET", path, "").body()).get("bytes")).hasToString("null");
        JsonNode counted = json(send("GET", path + "?dynamic", "").body());
        assertThat(counted.path("length")).hasToString("0");
        assertThat(counted.path("bytes")).hasToString("0");
    }
}
