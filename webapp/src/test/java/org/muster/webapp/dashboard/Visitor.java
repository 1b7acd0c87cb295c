package org.muster.webapp.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.http.ApiClient;

/** One person with one browser session, over real HTTP. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String address;
    private final String name;

    Visitor(int port, String name) {
        this.address = "http://127.0.0.1:" + port;
        this.name = name;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    /** The page as text; fails if it is not answered with 200. */
    String page(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Sends the form as the page at {@code from} has it, with its CSRF token. */
    HttpResponse<String> submit(String from, String path, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(page(from));
        if (!token.find()) {
            throw new AssertionError("no form with a CSRF token on " + from);
        }
        return post(path, ApiClient.query(fields).substring(1) + "&_csrf=" + ApiClient.escape(token.group(1)));
    }

    HttpResponse<String> post(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        String credentials = Base64.getEncoder()
                .encodeToString((name + ":" + SampleWebapp.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).header("Accept", "text/html,*/*");
        return name.isEmpty() ? request : request.header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
