package org.muster.protocol.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** For programs that run for weeks and ask from many threads. */
final class KeptConnections implements Carrier {
    private final HttpClient http;
    private final Duration patience;

    KeptConnections(Duration connecting, Duration patience) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connecting)
                .build();
        this.patience = patience;
    }

    @Override
    public Answer send(Request asked) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.address())
                .timeout(patience)
                .method(
                        asked.method(),
                        asked.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        asked.headers().forEach(request::header);
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
