package org.muster.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class AgentsApplicationTest {
    @Test
    void startsAndIsHealthyWhileNothingElseIsThere(@TempDir Path jobs) throws Exception {
        String nobody = "http://127.0.0.1:" + closedPort();
        try (ConfigurableApplicationContext context = SpringApplication.run(
                AgentsApplication.class,
                "--server.port=0",
                "--muster.batch.jobs-dir=" + jobs,
                "--muster.connections.token-uri=" + nobody + "/oauth2/token",
                "--muster.connections.allocator-url=" + nobody)) {
            String here = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");

            assertThat(get(here + "/actuator/health").body()).startsWith("{\"status\":\"UP\"");
            assertThat(get(here + "/actuator/prometheus").body())
                    .contains(
                            "muster_agent_work_total{agent=\"registrar\"}",
                            "muster_agent_work_total{agent=\"local-jobs\"}",
                            "muster_agent_subjects{agent=\"workflow-watch\"}",
                            "muster_agent_steps_seconds_count{agent=\"workflow-watch\"}");
        }
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
