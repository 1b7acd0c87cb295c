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

/** One request with its whole body, and its one reply, which any thread may give. */
public final class Exchange {
    public static final String TEXT = "text/plain; charset=utf-8";
    public static final String JSON = "application/json";
    private static final String BEARER = "Bearer ";
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final Context context;
    private final Buffer body = Buffer.buffer();
    private boolean replied;

    private Exchange(HttpServerRequest request) {
        this.request = request;
        this.context = Vertx.currentContext();
    }

    /** Reads the body, whatever its Content-Type says, and hands the exchange on; a body above the limit gets 400. */
    public static void receive(HttpServerRequest request, int maxBytes, Consumer<Exchange> handler) {
        Exchange exchange = new Exchange(request);
        request.handler(chunk -> exchange.append(chunk, maxBytes));
        request.endHandler(end -> {
            if (!exchange.replied) {
                exchange.guarded(() -> handler.accept(exchange));
            }
        });
        request.exceptionHandler(gone -> exchange.replied = true);
    }

    private void append(Buffer chunk, int maxBytes) {
        if (replied) {
            return;
        }
        if (body.length() + chunk.length() > maxBytes) {
            request.response().putHeader("Connection", "close");
            reply(400, TEXT, "a body has at most " + maxBytes + " bytes");
            return;
        }
        body.appendBuffer(chunk);
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
        if (replied || request.response().ended() || request.response().closed()) {
            return;
        }
        replied = true;
        request.response().setStatusCode(status);
        if (status != 204) {
            request.response().putHeader("Content-Type", contentType);
        }
        request.response().end(content);
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
            log.error("{} {} failed", method(), path(), e);
            reply(500, TEXT, "a defect of the allocator; its log says more\n");
        }
    }
}
