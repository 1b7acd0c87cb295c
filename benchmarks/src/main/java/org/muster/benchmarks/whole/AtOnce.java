package org.muster.benchmarks.whole;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Several do the same, each on a thread. */
final class AtOnce {
    private AtOnce() {}

    /** Until all have done it. What stops one is thrown when all have ended. */
    static void run(int threads, IntConsumer work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<CompletableFuture<Void>> running = IntStream.range(0, threads)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> work.accept(number), pool))
                    .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } finally {
            pool.shutdown();
        }
    }
}
