package org.muster.agents.clearing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Deletes objects by WebDAV. */
final class Storages {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Set<Integer> GONE = Set.of(200, 202, 204, 404, 410);
    /** WebDAV by other names, and the one that is meant. */
    private static final Map<String, String> SCHEMES =
            Map.of("http", "http", "https", "https", "dav", "http", "davs", "https");

    /** A redirection would take the token to a host that we do not know. */
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Whether such an address can be deleted here at all. */
    static boolean reaches(String pfn) {
        return SCHEMES.containsKey(scheme(pfn));
    }

    /** Host and port. */
    static String host(String pfn) {
        return URI.create(pfn).getAuthority();
    }

    /**
     * Deletes what is there; what is not there is deleted already.
     *
     * @throws IOException if it may still be there, with the reason
     */
    void delete(String pfn, String token) throws IOException {
        URI address = URI.create(SCHEMES.get(scheme(pfn)) + pfn.substring(pfn.indexOf(':')));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build();
        int status;
        try {
            status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (!GONE.contains(status)) {
            throw new IOException("HTTP " + status);
        }
    }

    private static String scheme(String pfn) {
        return pfn.substring(0, Math.max(0, pfn.indexOf(':')));
    }
}
