package org.muster.webapp.intake;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * One request's body while it is read, by whatever reads it: a JSON parser, the form parser, the engine. Counts, and keeps to
 * the address's limit, the budget of all bodies, and a time for the whole body rather than for each read.
 */
final class WatchedBody implements InputBuffer {
    /** Everybody may take so long. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** And then must have sent at least so much for each second. */
    private static final long BYTES_A_SECOND = 256L << 10;

    private final Request request;
    private final InputBuffer body;
    private final long limit;
    private final BodyBudget budget;
    private final Seats seats;
    private long read;
    private long end;
    private Seats.@Nullable Seat seat;
    private @Nullable BodyRefused refusal;

    WatchedBody(Request request, long limit, BodyBudget budget, Seats seats) {
        this.request = request;
        this.body = request.getInputBuffer();
        this.limit = limit;
        this.budget = budget;
        this.seats = seats;
    }

    /** Reads through this from now on. */
    void begin() {
        request.setInputBuffer(this);
    }

    /** The request object serves the next request of the connection, so nothing of this one stays. */
    void end() {
        request.setInputBuffer(body);
        budget.giveBack(read);
        if (seat != null) {
            seat.leave();
        }
    }

    Optional<BodyRefused> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        sitDown();
        int more = inTime(handler);
        if (more > 0) {
            count(more);
        }
        return more;
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Before the first read that may have to wait. */
    private void sitDown() throws BodyRefused {
        if (seat != null || arrived(request)) {
            return;
        }
        long expected = request.getContentLengthLong() < 0 ? limit : request.getContentLengthLong();
        Duration atMost = GRACE.plusSeconds(expected / BYTES_A_SECOND);
        seat = (known() ? seats.forKnown(atMost) : seats.forStranger(atMost)).orElse(null);
        if (seat == null) {
            throw refused(BodyRefused.tooMany());
        }
        end = System.nanoTime() + seat.atMost().toNanos();
    }

    private int inTime(ApplicationBufferHandler handler) throws IOException {
        if (seat == null) {
            return body.doRead(handler);
        }
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw refused(BodyRefused.tooSlow());
        }
        TimedHttp.socketOf(request).setReadTimeout(left);
        try {
            return body.doRead(handler);
        } catch (SocketTimeoutException e) {
            throw refused(seat.atMost().equals(Seats.BRIEFLY) ? BodyRefused.tooMany() : BodyRefused.tooSlow());
        }
    }

    private void count(int more) throws BodyRefused {
        if (read + more > limit) {
            throw refused(BodyRefused.tooLong(limit));
        }
        if (!budget.take(more)) {
            throw refused(BodyRefused.tooMany());
        }
        read += more;
    }

    private BodyRefused refused(BodyRefused because) {
        refusal = because;
        return because;
    }

    private static boolean known() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null && caller.isAuthenticated() && !(caller instanceof AnonymousAuthenticationToken);
    }

    /** Whether nothing of the body has to be waited for. */
    static boolean arrived(Request request) {
        AtomicBoolean whole = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
        if (whole.get()) {
            return true;
        }
        request.action(ActionCode.AVAILABLE, true);
        return request.getContentLengthLong() >= 0
                && request.getAvailable() >= request.getContentLengthLong() - request.getBytesRead();
    }
}
