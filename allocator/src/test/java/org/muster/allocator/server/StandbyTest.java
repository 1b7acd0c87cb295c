package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;

/** Two allocators on one database. */
class StandbyTest {
    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> ask(AllocatorServer server, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static AllocatorClient control(AllocatorServer server, String token) {
        return new AllocatorClient(
                new ApiClient("allocator", URI.create("http://127.0.0.1:" + server.port()), () -> token));
    }

    @Test
    void theSecondStandsByAndLeadsWhenTheFirstStops() throws Exception {
        try (Grid grid = new Grid()) {
            grid.control().open(order(1, stage(1)));
            grid.files(1, 5);
            Wrapper job = grid.job(1, 1);
            assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);
            assertThat(job.getFile().body()).startsWith("usertests:f1.root");
            try (AllocatorServer second = grid.another()) {
                Grid.until(() -> second.standby());
                assertThat(ask(second, "/ready").statusCode()).isEqualTo(503);
                assertThat(ask(second, "/ready").body()).contains("another allocator leads");
                assertThat(ask(second, "/health").statusCode()).isEqualTo(200);
                assertThatExceptionOfType(ExternalSystemUnavailable.class)
                        .as("who has not loaded the ledger does not say that there are none")
                        .isThrownBy(
                                () -> control(second, grid.token("services")).troubles());
                assertThat(job.at(second.port()).getFile().status()).isEqualTo(503);
                assertThat(job.getFile().body()).as("the first goes on").startsWith("usertests:f2.root");

                grid.server().close();
                Grid.until(second::ready);
                assertThat(job.at(second.port()).getFile().body()).startsWith("usertests:f3.root");
                assertThat(ask(second, "/metrics").body()).contains("muster_lead_epoch 2.0");
            }
        }
    }
}
