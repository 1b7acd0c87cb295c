package org.muster.connectors.transport;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
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
 * calls that are safe to repeat may be made through it. When most of them fail none is made for a while.
 */
public final class Transport {
    private final String system;
    private final TrafficLimits limits;
    private final HttpClient http;
    private final Semaphore inFlight;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final Measured measured;

    /** Makes something of an answer; an {@link IOException} means that the call is worth another try. */
    public interface Reading<T> {
        T read(WholeReply answer) throws IOException;
    }

    /** Measured in the registry that the process publishes. */
    public Transport(String system, TrafficLimits limits) {
        this(system, limits, Metrics.globalRegistry);
    }

    public Transport(String system, TrafficLimits limits, MeterRegistry meters) {
        this(system, limits, meters, client(limits).build());
    }

    /** Known to the server by a certificate. */
    public static Transport certified(String system, TrafficLimits limits, ClientCertificate certificate) {
        return new Transport(
                system,
                limits,
                Metrics.globalRegistry,
                client(limits).sslContext(certificate.context()).build());
    }

    private Transport(String system, TrafficLimits limits, MeterRegistry meters, HttpClient http) {
        this.system = system;
        this.limits = limits;
        this.http = http;
        this.inFlight = new Semaphore(limits.inFlight(), true);
        this.measured = new Measured(system, meters);
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
        this.breaker = CircuitBreaker.of(
                system,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(limits.breaker().calls())
                        .minimumNumberOfCalls(limits.breaker().calls())
                        .failureRateThreshold(limits.breaker().failedPercent())
                        .waitDurationInOpenState(limits.breaker().pause())
                        .permittedNumberOfCallsInHalfOpenState(Breaker.PROBES)
                        // A refusal is an answer: the system works.
                        .recordExceptions(IOException.class)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    private static HttpClient.Builder client(TrafficLimits limits) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect());
    }

    /** Whether calls are not even tried at the moment. */
    public boolean leftAlone() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** For answers of ordinary size, held in memory. */
    public <T> T send(Call call, Reading<T> reading) {
        return retrying(call, () -> {
            HttpResponse<byte[]> response = exchange(call, BodyHandlers.ofByteArray(), limits.answer());
            return reading.read(WholeReply.of(response.statusCode(), response.headers(), response.body()));
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
                return reading.read(WholeReply.of(response.statusCode(), response.headers(), spool));
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
            return retry.executeCallable(() -> breaker.executeCallable(() -> timed(call, attempt)));
        } catch (CallNotPermittedException e) {
            throw new ExternalSystemUnavailable(
                    system, call + " was not tried: most of the latest calls failed, the next try is soon", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ExternalSystemUnavailable(system, reason(call, e), e);
        }
    }

    private <T> T timed(Call call, Attempt<T> attempt) throws IOException {
        Timer.Sample sample = measured.start();
        Measured.Outcome outcome = Measured.Outcome.FAILED;
        try {
            T answer = attempt.run();
            outcome = Measured.Outcome.ANSWERED;
            return answer;
        } catch (RuntimeException e) {
            outcome = Measured.Outcome.REFUSED;
            throw e;
        } finally {
            measured.stop(sample, call, outcome);
        }
    }

    private static String reason(Call call, Exception e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return call + " failed: " + why;
    }

    private <T> HttpResponse<T> exchange(Call call, BodyHandler<T> handler, Duration timeout) throws IOException {
        try {
            if (!inFlight.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("no connection was free within " + timeout.toSeconds() + " s");
            }
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
