package org.muster.allocator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.lang.reflect.Proxy;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private static final int POISONED = 5;

    private final Vertx vertx = Vertx.vertx();
    private final StrangerLimits limits = StrangerLimits.ofHeap(1L << 30);
    private final Visits visits = new Visits(new Crowd(limits), vertx);
    private final TreeSet<Integer> closed = new TreeSet<>();

    @AfterEach
    void stop() {
        vertx.close();
    }

    /** Closing the poisoned one breaks. */
    private HttpConnection connection(int number) {
        return (HttpConnection) Proxy.newProxyInstance(
                HttpConnection.class.getClassLoader(),
                new Class<?>[] {HttpConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> number;
                    case "equals" -> proxy == arguments[0];
                    case "remoteAddress" -> null;
                    case "closeHandler" -> proxy;
                    case "close" -> {
                        if (number == POISONED) {
                            throw new IllegalStateException("thrown on purpose");
                        }
                        closed.add(number);
                        yield Future.succeededFuture();
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void oneConnectionThatCannotBeClosedKeepsNoOtherOpen() {
        for (int number = 1; number <= 11; number++) {
            visits.arrive(connection(number));
        }

        visits.sweep(System.nanoTime() + 2 * limits.patience().toNanos());

        assertThat(closed).containsExactly(1, 2, 3, 4, 6, 7, 8, 9, 10, 11);
    }
}
