package org.muster.webapp.intake;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.muster.webapp.http.ErrorPage;

/** Watches every body, before anything of ours has seen the request; whoever reads it later meets its limits. */
final class BodyValve extends ValveBase {
    private final BodyBudget budget;
    private final Seats seats;

    BodyValve(BodyBudget budget, Seats seats) {
        super(true);
        this.budget = budget;
        this.seats = seats;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long limit = BodyLimits.of(request.getDecodedRequestURI());
        Optional<BodyRefused> outright = outright(request, limit);
        if (outright.isPresent()) {
            refuse(request, response, outright.get());
            return;
        }
        WatchedBody body = new WatchedBody(request.getCoyoteRequest(), limit, budget, seats);
        body.begin();
        try {
            next().invoke(request, response);
        } finally {
            body.end();
        }
        if (body.refusal().isPresent() && !response.isCommitted()) {
            response.setSuspended(false);
            response.reset();
            refuse(request, response, body.refusal().get());
        }
    }

    /** What its head alone forbids. */
    private static Optional<BodyRefused> outright(Request request, long limit) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(BodyRefused.encoded());
        }
        return request.getContentLengthLong() > limit ? Optional.of(BodyRefused.tooLong(limit)) : Optional.empty();
    }

    /** The error page, or document, says the rest. */
    private static void refuse(Request request, Response response, BodyRefused because) throws IOException {
        request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (because.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        request.setAttribute(ErrorPage.TITLE, because.title());
        response.sendError(because.status());
    }

    private Valve next() {
        Valve next = getNext();
        if (next == null) {
            throw new IllegalStateException("a valve stands before others");
        }
        return next;
    }
}
