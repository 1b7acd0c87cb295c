package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Cable;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;

/** PostgreSQL is cut off while pilots go on asking. */
class OutageTest {
    @Test
    void pilotsAreToldToTryAgainAndTheAllocatorComesBack() {
        try (Cable cable = new Cable();
                Grid grid = new Grid(cable)) {
            grid.control().open(order(1, stage(1)));
            grid.files(1, 5);
            Wrapper job = grid.job(1, 1);
            assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);
            assertThat(job.getFile().status()).isEqualTo(200);

            cable.cut();
            Instant begin = Instant.now();
            assertThat(job.getFile().status()).isEqualTo(503);
            assertThat(job.getFile().status()).isEqualTo(503);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(15));
            assertThat(job.send("GET", "/ready", "").status()).isEqualTo(503);
            assertThat(job.send("GET", "/health", "").status()).isEqualTo(200);

            cable.mend();
            Grid.until(() -> job.send("GET", "/ready", "").status() == 200);
            assertThat(job.getFile().body()).startsWith("usertests:f2.root");
            assertThat(job.getAllocatedFiles().body()).isEqualTo("usertests:f1.root\nusertests:f2.root\n");
        }
    }
}
