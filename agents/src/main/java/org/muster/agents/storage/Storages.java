package org.muster.agents.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.data.Adler32Sum;

/** Deletes objects by WebDAV, and looks at them. */
public final class Storages {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Some storages compute a checksum when they are asked for it, which takes the time to read the file. */
    private static final Duration CHECKSUM_TIMEOUT = Duration.ofSeconds(60);

    private static final Set<Integer> GONE = Set.of(200, 202, 204, 404, 410);
    /** Said of all files: come again later, or with another token. */
    private static final Set<Integer> OUTAGE = Set.of(401, 429, 502, 503, 504);

    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);
    /** From a door to a pool, and perhaps by way of another door. */
    private static final int MAX_REDIRECTIONS = 3;
    /** WebDAV by other names, and the one that is meant. */
    private static final Map<String, String> SCHEMES =
            Map.of("http", "http", "https", "https", "dav", "http", "davs", "https");

    private static final String ADLER32 = "adler32=";

    /** A redirection would take the token to a host that we do not know. */
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** What a storage says about one file alone; others may well be had from it. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(int status) {
            super("HTTP " + status);
        }
    }

    /** Whether such an address can be reached here at all. */
    public static boolean reaches(String pfn) {
        return SCHEMES.containsKey(scheme(pfn));
    }

    /** Host and port. */
    public static String host(String pfn) {
        return String.valueOf(URI.create(pfn).getAuthority());
    }

    /**
     * Deletes what is there; what is not there is deleted already.
     *
     * @throws Refused if this one may still be there
     * @throws IOException if it does not answer
     */
    public void delete(String pfn, String token) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address(pfn))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build();
        int status = send(request).statusCode();
        if (!GONE.contains(status)) {
            throw trouble(status);
        }
    }

    private static IOException trouble(int status) {
        return OUTAGE.contains(status) ? new IOException("HTTP " + status) : new Refused(status);
    }

    /**
     * Size and checksum as the storage has them (RFC 3230, as dCache, EOS, StoRM and XRootD answer).
     *
     * @throws Refused if it says nothing of this file
     * @throws IOException if it does not answer
     */
    public StoredFile look(String pfn, String token) throws IOException {
        HttpResponse<Void> answer = send(
                head(address(pfn)).header("Authorization", "Bearer " + token).build());
        for (int i = 0; i < MAX_REDIRECTIONS && ELSEWHERE.contains(answer.statusCode()); i++) {
            // Where it leads to knows the way it came, by what stands in the address: it gets no token.
            answer = send(head(target(answer)).build());
        }
        if (answer.statusCode() != 200) {
            throw trouble(answer.statusCode());
        }
        return new StoredFile(answer.headers().firstValueAsLong("Content-Length"), checksum(answer.headers()));
    }

    private static HttpRequest.Builder head(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(CHECKSUM_TIMEOUT)
                .header("Want-Digest", "adler32")
                .method("HEAD", HttpRequest.BodyPublishers.noBody());
    }

    private static URI target(HttpResponse<Void> answer) throws Refused {
        return answer.headers()
                .firstValue("Location")
                .map(location -> answer.uri().resolve(location))
                .filter(target -> reaches(target.toString()))
                .orElseThrow(() -> new Refused(answer.statusCode()));
    }

    /** One of several, perhaps: {@code md5=…,adler32=062c0215}. */
    private static Optional<Adler32Sum> checksum(HttpHeaders headers) {
        return headers.allValues("Digest").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(digest -> digest.regionMatches(true, 0, ADLER32, 0, ADLER32.length()))
                .flatMap(digest -> Adler32Sum.parse(digest.substring(ADLER32.length())).stream())
                .findFirst();
    }

    private HttpResponse<Void> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static URI address(String pfn) {
        return URI.create(SCHEMES.get(scheme(pfn)) + pfn.substring(pfn.indexOf(':')));
    }

    private static String scheme(String pfn) {
        return pfn.substring(0, Math.max(0, pfn.indexOf(':')));
    }
}
