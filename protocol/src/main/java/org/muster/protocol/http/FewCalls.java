package org.muster.protocol.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * For a program that asks once and ends: the JDK's newer client starts a thread that sits in the kernel, for which the JVM waits
 * 0.3 s at its end, and reads all trusted certificates also where none is wanted.
 */
final class FewCalls implements Carrier {
    static {
        // The JDK's own answer to a POST whose connection broke is to send it again.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final Duration connecting;
    private final Duration patience;

    FewCalls(Duration connecting, Duration patience) {
        this.connecting = connecting;
        this.patience = patience;
    }

    @Override
    public Answer send(Request asked) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) asked.address().toURL().openConnection();
        connection.setConnectTimeout(Math.toIntExact(connecting.toMillis()));
        connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(asked.method());
        asked.headers().forEach(connection::setRequestProperty);
        if (asked.body().isPresent()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(asked.body().get().getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("what was answered is not HTTP");
        }
        return new Answer(status, text(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
    }

    /** An error without a body has no stream. */
    private static String text(InputStream body) throws IOException {
        try (InputStream bytes = Optional.ofNullable(body).orElseGet(InputStream::nullInputStream)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
