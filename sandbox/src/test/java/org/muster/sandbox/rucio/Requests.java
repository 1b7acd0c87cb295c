package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.muster.sandbox.RunningSandbox;

/** What tests of the replica catalogue ask again and again, all in one scope. */
final class Requests {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    private Requests() {}

    static HttpResponse<String> register(String rse, String name, String more) {
        return SANDBOX.rucio(
                "POST",
                "/replicas",
                "{\"rse\":\"%s\",\"files\":[{\"scope\":\"usertests\",\"name\":\"%s\",\"bytes\":5%s}]}"
                        .formatted(rse, name, more));
    }

    static void dataset(String name, String... files) {
        assertThat(SANDBOX.rucio("POST", "/dids/usertests/" + name, "{\"type\":\"dataset\"}")
                        .statusCode())
                .isEqualTo(201);
        if (files.length > 0) {
            assertThat(attach(name, files).statusCode()).isEqualTo(201);
        }
    }

    static HttpResponse<String> attach(String dataset, String... files) {
        String dids = List.of(files).stream()
                .map("{\"scope\":\"usertests\",\"name\":\"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        return SANDBOX.rucio("POST", "/dids/usertests/%s/dids".formatted(dataset), "{\"dids\":[%s]}".formatted(dids));
    }

    static HttpResponse<String> rule(String name, String expression) {
        return SANDBOX.rucio(
                "POST",
                "/rules/",
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"%s\"}],\"account\":\"muster\",\"copies\":1,\"rse_expression\":\"%s\"}"
                        .formatted(name, expression));
    }
}
