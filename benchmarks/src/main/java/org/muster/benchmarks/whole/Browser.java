package org.muster.benchmarks.whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.demo.Actor;

/** Somebody who has signed in by the form, and looks. Not for two threads at once. */
final class Browser {
    private static final Pattern FORGERY_TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String API = "/api/";

    private final URI platform;
    private final Actor actor;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    private Browser(URI platform, Actor actor) {
        this.platform = platform;
        this.actor = actor;
    }

    /** @param actor the same person, whose token the API is sent */
    static Browser signedIn(WholePlatform platform, Actor actor) {
        Browser browser = new Browser(platform.url(), actor);
        try {
            browser.signIn(actor.user());
        } catch (IOException e) {
            throw new IllegalStateException("nobody can sign in", e);
        }
        return browser;
    }

    private void signIn(Credentials.User user) throws IOException {
        Matcher token = FORGERY_TOKEN.matcher(
                send(request("/login"), BodyHandlers.ofString()).body());
        if (!token.find()) {
            throw new IllegalStateException("the page to sign in has no form");
        }
        String form = "username=" + encoded(user.name()) + "&password=" + encoded(user.password()) + "&_csrf="
                + encoded(token.group(1));
        HttpResponse<String> answer = send(
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)),
                BodyHandlers.ofString());
        if (answer.statusCode() != 302) {
            throw new IllegalStateException(user.name() + " is not let in: status " + answer.statusCode());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What came back, and how much of it. */
    record Seen(int status, long bytes) {}

    /** To the end of the answer, of which nothing is kept. */
    Seen look(String path) throws IOException {
        HttpRequest.Builder request = request(path);
        if (path.startsWith(API)) {
            request.header("Authorization", "Bearer " + actor.token().value());
        }
        HttpResponse<InputStream> answer = send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return new Seen(answer.statusCode(), body.transferTo(OutputStream.nullOutputStream()));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(platform.resolve(path)).timeout(LIMIT);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request.build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
