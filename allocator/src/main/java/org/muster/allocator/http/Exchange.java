package org.muster.allocator.http;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its one reply, which any thread may give. Its body is read when somebody has decided that it may be. */
public final class Exchange {
    public static final String TEXT = "text/plain; charset=utf-8";
    public static final String JSON = "application/json";
    private static final String BEARER = "Bearer ";

    /** Of a body that nobody reads any more, before the connection goes. */
    private static final int MAX_LEFTOVER = 8 * 1024 * 1024;

    /** In which the budget for bodies is asked for more. */
    private static final int STEP = 64 * 1024;

    private static final String SECONDS_TO_RETRY = "5";
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final Door door;
    private final Context context;
    private Buffer body = Buffer.buffer();
    private int leftover;
    private long counted;
    private boolean turnedAway;
    private boolean known;
    private boolean replied;

    /** What a request is measured by. */
    public record Door(Bodies bodies, Visits visits, StrangerLimits limits) {}

    private Exchange(HttpServerRequest request, Door door) {
        this.request = request;
        this.door = door;
        this.context = Vertx.currentContext();
        door.visits().progress(request.connection());
        request.exceptionHandler(gone -> {
            replied = true;
            turnAway();
        });
    }

    /** Nothing of the body is read until {@link #read}; a reply before that leaves it unread. */
    public static Exchange before(HttpServerRequest request, Door door) {
        Exchange exchange = new Exchange(request, door);
        request.handler(exchange::passOver);
        return exchange;
    }

    /** Whether the body may be read is decided later: it waits in the connection. */
    public void hold() {
        request.pause();
    }

    /** Whoever sends it has shown a token. */
    public void known() {
        known = true;
    }

    /**
     * Reads the body, whatever its Content-Type says, and hands the exchange on.
     *
     * @param tooLarge the status that a larger one gets, at once if it says how large it is
     */
    public void read(int maxBytes, int tooLarge, Consumer<Exchange> handler) {
        if (declared() > maxBytes) {
            refuseBody(tooLarge, "a body has at most " + maxBytes + " bytes here\n");
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.handler(chunk -> append(chunk, maxBytes, tooLarge));
        request.endHandler(end -> {
            if (!replied) {
                guarded(() -> handler.accept(this));
            }
        });
        request.resume();
    }

    private long declared() {
        try {
            String length = request.getHeader("Content-Length");
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void append(Buffer chunk, int maxBytes, int tooLarge) {
        long length = (long) body.length() + chunk.length();
        if (replied) {
            passOver(chunk);
        } else if (length > maxBytes) {
            refuseBody(tooLarge, "a body has at most " + maxBytes + " bytes here\n");
        } else if (!counts(length)) {
            request.response().putHeader("Retry-After", SECONDS_TO_RETRY);
            refuseBody(503, "too many large requests at once; ask again\n");
        } else {
            body.appendBuffer(chunk);
        }
    }

    private boolean counts(long length) {
        long more = length - Bodies.FREE - counted;
        if (more <= 0) {
            return true;
        }
        long step = Math.max(more, STEP);
        if (!(known ? door.bodies().take(step) : door.bodies().take(address(), step))) {
            return false;
        }
        counted += step;
        return true;
    }

    private void refuseBody(int status, String why) {
        request.response().putHeader("Connection", "close");
        reply(status, TEXT, why);
    }

    /** Whoever was answered already may still be sending. */
    private void passOver(Buffer chunk) {
        leftover += chunk.length();
        if (leftover > MAX_LEFTOVER || !counts((long) body.length() + leftover)) {
            request.connection().close();
        }
    }

    /** Before his body was whole. */
    private void turnAway() {
        if (turnedAway) {
            return;
        }
        turnedAway = true;
        context.owner().setTimer(door.limits().linger().toMillis(), over -> {
            giveBack();
            body = Buffer.buffer();
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    /** Of whoever asks; what a proxy of Muster's adds comes last. */
    private String address() {
        String address = request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
        String forwarded = request.getHeader("X-Forwarded-For");
        return forwarded != null && door.limits().proxies().contains(address)
                ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()
                : address;
    }

    private void giveBack() {
        if (counted == 0) {
            return;
        }
        if (known) {
            door.bodies().giveBack(counted);
        } else {
            door.bodies().giveBack(address(), counted);
        }
        counted = 0;
    }

    public HttpServerRequest request() {
        return request;
    }

    public String method() {
        return request.method().name();
    }

    public String path() {
        return request.path() == null ? "" : request.path();
    }

    public MultiMap query() {
        return request.params();
    }

    /** RFC 6750. */
    public Optional<String> bearerToken() {
        return header("Authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    public byte[] body() {
        return body.getBytes();
    }

    public void reply(int status, String contentType, String text) {
        reply(status, contentType, Buffer.buffer(text));
    }

    public void reply(int status, String contentType, byte[] bytes) {
        reply(status, contentType, Buffer.buffer(bytes));
    }

    public void reply(int status) {
        reply(status, TEXT, Buffer.buffer());
    }

    private void reply(int status, String contentType, Buffer content) {
        if (replied) {
            return;
        }
        replied = true;
        if (request.isEnded()) {
            giveBack();
        } else {
            turnAway();
        }
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        request.response().setStatusCode(status);
        if (status != 204) {
            request.response().putHeader("Content-Type", contentType);
        }
        request.response().end(content);
        door.visits().progress(request.connection());
        if (!request.isEnded()) {
            request.handler(this::passOver);
            request.resume();
        }
    }

    /** Goes on with an outcome on this exchange's own thread. Exactly one of value and failure is there. */
    public <T> void when(CompletableFuture<T> future, Consumer<T> value, Consumer<Throwable> failure) {
        BiConsumer<T, Throwable> outcome = (result, problem) -> context.runOnContext(now -> guarded(() -> {
            if (problem == null) {
                value.accept(result);
            } else {
                failure.accept(
                        problem instanceof CompletionException e && e.getCause() != null ? e.getCause() : problem);
            }
        }));
        CompletableFuture<T> unused = future.whenComplete(outcome);
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", method(), path(), e);
            reply(500, TEXT, "a defect of the allocator; its log says more\n");
        }
    }
}
