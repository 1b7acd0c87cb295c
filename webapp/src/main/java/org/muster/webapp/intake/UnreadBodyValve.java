package org.muster.webapp.intake;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Ends requests that were answered before their body had come. Tomcat would read the rest, as slowly as it comes, to serve the
 * next request of the connection; here the answer is sent, the sender is heard out for a moment, and the connection ends.
 */
final class UnreadBodyValve extends ValveBase {
    private final Seats seats;

    UnreadBodyValve(Seats seats) {
        super(true);
        this.seats = seats;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Valve next = getNext();
        if (next == null) {
            throw new IllegalStateException("a valve stands before others");
        }
        next.invoke(request, response);
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        if (request.isAsync() || WatchedBody.arrived(connection)) {
            return;
        }
        boolean small = connection.getContentLengthLong() >= 0 && connection.getContentLengthLong() <= BodyLimits.SMALL;
        if (small && hearOut(connection)) {
            return;
        }
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        response.setSuspended(false);
        response.finishResponse();
        if (!small) {
            hearOut(connection);
        }
        connection.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    private boolean hearOut(org.apache.coyote.Request request) {
        Optional<Seats.Seat> seat = seats.forRefused();
        try {
            return seat.isPresent() && hearOut(request, seat.get());
        } finally {
            seat.ifPresent(Seats.Seat::leave);
        }
    }

    /** Whether that was the whole. A connection that ends with bytes unread takes the answer with it. */
    private static boolean hearOut(org.apache.coyote.Request request, Seats.Seat seat) {
        long end = System.nanoTime() + seat.atMost().toNanos();
        AtomicBoolean whole = new AtomicBoolean();
        Dropped dropped = new Dropped();
        try {
            long left = seat.atMost().toMillis();
            while (left > 0 && !whole.get()) {
                TimedHttp.socketOf(request).setReadTimeout(left);
                if (request.doRead(dropped) < 0) {
                    return true;
                }
                request.action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
                left = (end - System.nanoTime()) / 1_000_000;
            }
            return whole.get();
        } catch (IOException e) {
            // Too slow, or gone: the connection ends.
            return false;
        }
    }

    /** Takes what was read, and forgets it. */
    private static final class Dropped implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
