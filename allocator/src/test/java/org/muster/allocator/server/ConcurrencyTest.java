package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.workflow.StageRef;

/** Many jobs at once: each file goes to exactly one, and nobody is told "no file" while there is one. */
class ConcurrencyTest {
    private static final int CLIENTS = 64;
    private static final int FILES = 1280;

    @Test
    void noFileIsGivenTwiceAndNoneIsDenied() throws InterruptedException, ExecutionException {
        try (Grid grid = new Grid()) {
            grid.control().open(order(1, stage(1)));
            grid.control().counters(StageRef.of(1, 1), FILES);
            List<Wrapper> jobs = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                jobs.add(grid.job(1, 1));
            }
            Set<String> given = ConcurrentHashMap.newKeySet();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            try {
                List<Future<Integer>> futures = new ArrayList<>();
                for (Wrapper job : jobs) {
                    futures.add(clients.submit(() -> takeAll(job, given)));
                }
                int taken = 0;
                for (Future<Integer> future : futures) {
                    taken += future.get();
                }
                assertThat(taken).isEqualTo(FILES);
                assertThat(given).hasSize(FILES);
            } finally {
                clients.shutdownNow();
            }
            assertThat(grid.number("select count(*) from allocator.allocations where ending = 'live'"))
                    .isEqualTo(FILES);
        }
    }

    /** Every job may have twenty, and there are just enough: an early "no file" would show as a missing one. */
    private static int takeAll(Wrapper job, Set<String> given) {
        assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);
        int taken = 0;
        for (Wrapper.Reply reply = job.getFile(); reply.status() == 200; reply = job.getFile()) {
            assertThat(given.add(reply.body())).as(reply.body()).isTrue();
            taken++;
        }
        return taken;
    }
}
