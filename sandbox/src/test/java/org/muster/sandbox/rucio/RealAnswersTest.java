package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** Answers of the real server that its command lines stand on. */
class RealAnswersTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    private static HttpResponse<String> search(String filters) {
        return SANDBOX.rucio(
                "GET",
                "/dids/usertests/dids/search?type=collection&filters="
                        + URLEncoder.encode(filters, StandardCharsets.UTF_8),
                "");
    }

    @Test
    void theTypeInAFilterDecides() {
        register("UK_NORTH_DISK", "typed-file", "");
        dataset("typed-set", "typed-file");

        assertThat(lines(search("[{'type': 'file', 'name': 'typed-*'}]")))
                .extracting(JsonNode::asText)
                .containsExactly("typed-file");
        assertThat(lines(search("[{'type': 'FILE', 'name': 'typed-*'}, {'name': 'typed-*'}]")))
                .extracting(JsonNode::asText)
                .containsExactly("typed-file", "typed-set");
        assertThat(lines(search("{'type': 'all', 'name': 'typed-*'}"))).hasSize(2);
        assertThat(search("[{'type': 'bogus'}]").statusCode()).isEqualTo(409);
    }

    @Test
    void replicasAreListedAsMetalinkForADownload() {
        register("UK_NORTH_DISK", "linked", ",\"adler32\":\"062c0215\"");
        dataset("linked-set", "linked");
        HttpResponse<String> answer = SANDBOX.send(
                "POST",
                "/rucio/replicas/list",
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"linked-set\"}],\"resolve_parents\":true}",
                "X-Rucio-Auth-Token",
                SANDBOX.issuer().token("muster", "rucio"),
                "Accept",
                "application/metalink4+xml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/metalink4+xml"));
        assertThat(answer.body())
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metalink xmlns=\"urn:ietf:params:xml:ns:metalink\">")
                .contains("<file name=\"linked\">")
                .contains("<did>usertests:linked-set</did>")
                .contains("<identity>usertests:linked</identity>")
                .contains("<hash type=\"adler32\">062c0215</hash>")
                .contains("<size>5</size>")
                .contains("<url location=\"UK_NORTH_DISK\" domain=\"wan\" priority=\"1\" client_extract=\"false\">")
                .endsWith("</metalink>\n");
    }

    @Test
    void rulesThatCoverAFileTellTheBytesOfTheirDid() {
        register("UK_NORTH_DISK", "covered", "");
        dataset("covering", "covered");
        rule("covering", "UK_NORTH_DISK");
        SANDBOX.rucio("PUT", "/dids/usertests/covering/status", "{\"open\":false}");

        assertThat(lines(SANDBOX.rucio("GET", "/dids/usertests/covered/associated_rules", "")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("bytes").asLong()).isEqualTo(5));
    }

    @Test
    void onlyRootDeclaresReplicasBad() {
        register("UK_NORTH_DISK", "not-bad", "");
        String body =
                "{\"replicas\":[{\"scope\":\"usertests\",\"name\":\"not-bad\",\"rse\":\"UK_NORTH_DISK\"}],\"reason\":\"lost\"}";

        assertThat(exceptionClass(SANDBOX.rucio("POST", "/replicas/bad", body))).isEqualTo("AccessDenied");
        assertThat(SANDBOX.rucioAs("root", "POST", "/replicas/bad", body).statusCode())
                .isEqualTo(201);
    }

    @Test
    void everyColumnIsThereAndNoneCanBeDeleted() {
        dataset("columns");
        JsonNode meta = json(SANDBOX.rucio("GET", "/dids/usertests/columns/meta", ""));

        assertThat(meta.fieldNames())
                .toIterable()
                .contains("created_at", "updated_at", "hidden", "obsolete", "complete", "is_new", "availability")
                .contains("suppressed", "purge_replicas", "transient", "accessed_at", "closed_at", "eol_at")
                .contains("is_archive", "constituent", "access_cnt");
        assertThat(meta.path("created_at").asText()).endsWith(" UTC");
        assertThat(json(SANDBOX.rucio("GET", "/dids/usertests/columns?dynamic", ""))
                        .path("bytes")
                        .isIntegralNumber())
                .isTrue();
        HttpResponse<String> refused = SANDBOX.rucio("DELETE", "/dids/usertests/columns/meta?key=project", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(exceptionClass(refused)).isEqualTo("NotImplementedError");
    }
}
