package org.muster.agents.registrar;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Does pieces of work side by side. Nothing of them goes on when it is over, however it ends. */
final class Lanes {
    /** As many calls as the clients of the catalogues let through. */
    static final int AT_ONCE = 8;

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());

    Lanes() {
        threads.allowCoreThreadTimeOut(true);
    }

    private static CustomizableThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("agent-registrar-lane-");
        threads.setDaemon(true);
        return threads;
    }

    /** @throws RuntimeException what one of them throws; those that have not begun then are left out */
    void all(List<Runnable> pieces) {
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        try {
            for (Future<Void> each : threads.invokeAll(
                    pieces.stream().map(piece -> unless(thrown, piece)).toList())) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalSystemUnavailable("catalogues", "interrupted while outputs were registered", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        RuntimeException first = thrown.get();
        if (first != null) {
            throw first;
        }
    }

    private static Callable<Void> unless(AtomicReference<RuntimeException> thrown, Runnable piece) {
        return () -> {
            if (thrown.get() == null) {
                try {
                    piece.run();
                } catch (RuntimeException e) {
                    thrown.compareAndSet(null, e);
                }
            }
            return null;
        };
    }
}
