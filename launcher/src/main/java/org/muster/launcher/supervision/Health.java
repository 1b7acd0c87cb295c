package org.muster.launcher.supervision;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Answers whether a program does its work. Asked from one thread, answered from another. */
@FunctionalInterface
public interface Health {
    /** How long one question may take. */
    Duration LIMIT = Duration.ofSeconds(5);

    CompletableFuture<Boolean> ask();

    /** Healthy when this address answers 200. */
    static Health http(URI address) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(LIMIT).GET().build();
        return () -> http.sendAsync(request, BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() == 200);
    }
}
