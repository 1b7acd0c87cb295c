package org.muster.allocator.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop, and since when each owes something: the head of its next request, or the rest of its
 * body. Bytes now and then are no reason to wait longer.
 */
public final class Visits {
    private static final long SWEEP_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

    private final Crowd crowd;
    private final Map<HttpConnection, Visit> visits = new HashMap<>();

    private static final class Visit {
        private long since = System.nanoTime();
    }

    public Visits(Crowd crowd, Vertx vertx) {
        this.crowd = crowd;
        vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep(System.nanoTime()));
    }

    public void arrive(HttpConnection connection) {
        String address = connection.remoteAddress() == null
                ? ""
                : String.valueOf(connection.remoteAddress().hostAddress());
        if (!crowd.enter(address)) {
            connection.close();
            return;
        }
        visits.put(connection, new Visit());
        connection.closeHandler(gone -> {
            if (visits.remove(connection) != null) {
                crowd.leave(address);
            }
        });
    }

    /** A whole head has come, or an answer has gone. */
    public void progress(HttpConnection connection) {
        Visit visit = visits.get(connection);
        if (visit != null) {
            visit.since = System.nanoTime();
        }
    }

    void sweep(long now) {
        List<HttpConnection> late = new ArrayList<>();
        visits.forEach((connection, visit) -> {
            if (now - visit.since > crowd.patience().toNanos()) {
                late.add(connection);
            }
        });
        late.forEach(Visits::close);
    }

    /** One that cannot be closed keeps no other open. */
    private static void close(HttpConnection connection) {
        try {
            connection.close();
        } catch (RuntimeException e) {
            LOG.error("a connection that is late could not be closed", e);
        }
    }
}
