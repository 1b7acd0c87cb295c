package org.muster.connectors.transport;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * Carries calls to one outside system over kept connections. Every call is repeated on a failure to get an answer, so only
 * calls that are safe to repeat may be made through it.
 */
public final class Transport {
    private final String system;
    private final Limits limits;
    private final HttpClient http;
    private final Semaphore inFlight;
    private final Retry retry;

    /** Makes something of an answer; an {@link IOException} means that the call is worth another try. */
    public interface Reading<T> {
        T read(Answer answer) throws IOException;
    }

    public Transport(String system, Limits limits) {
        this.system = system;
        this.limits = limits;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
        this.inFlight = new Semaphore(limits.inFlight(), true);
        this.retry = Retry.of(
                system,
                RetryConfig.custom()
                        .maxAttempts(limits.tries())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                                limits.firstPause().toMillis(),
                                2.0,
                                0.5,
                                limits.longestPause().toMillis()))
                        .retryExceptions(IOException.class)
                        .build());
    }

    /** For answers of ordinary size, held in memory. */
    public <T> T send(Call call, Reading<T> reading) {
        return retrying(call, () -> {
            HttpResponse<byte[]> response = exchange(call, BodyHandlers.ofByteArray(), limits.answer());
            return reading.read(Answer.of(response.statusCode(), response.headers(), response.body()));
        });
    }

    /**
     * For lists of any length. They are taken to a file first: the server, which holds a database connection meanwhile, is
     * drained at full speed, and a list that breaks off is never taken for a complete one.
     */
    public <T> T stream(Call call, Reading<T> reading) {
        return retrying(call, () -> {
            Path spool = Files.createTempFile("muster-" + system + "-", ".list");
            try {
                HttpResponse<Path> response = exchange(call, BodyHandlers.ofFile(spool), limits.stream());
                return reading.read(Answer.of(response.statusCode(), response.headers(), spool));
            } finally {
                Files.deleteIfExists(spool);
            }
        });
    }

    private interface Attempt<T> {
        T run() throws IOException;
    }

    private <T> T retrying(Call call, Attempt<T> attempt) {
        try {
            return retry.executeCallable(attempt::run);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ExternalSystemUnavailable(system, reason(call, e), e);
        }
    }

    private static String reason(Call call, Exception e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return call + " failed: " + why;
    }

    private <T> HttpResponse<T> exchange(Call call, BodyHandler<T> handler, Duration timeout) throws IOException {
        try {
            inFlight.acquire();
            try {
                return await(http.sendAsync(call.request(timeout), handler), timeout);
            } finally {
                inFlight.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalSystemUnavailable(system, "interrupted during " + call, e);
        }
    }

    private static <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer, Duration timeout)
            throws IOException, InterruptedException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no complete answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            answer.cancel(true);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof IOException io ? io : new IOException(cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }
}
