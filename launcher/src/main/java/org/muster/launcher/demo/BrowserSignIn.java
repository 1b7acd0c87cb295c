package org.muster.launcher.demo;

import java.io.IOException;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.cli.session.AccessToken;
import org.muster.cli.session.DeviceGrant;
import org.muster.cli.session.NotSignedIn;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * Signs a person in the way they would do it: {@code muster login} shows a code, a browser with an empty cookie jar opens the
 * address, the person fills in the sign-in form and confirms the code, and the terminal gets its token.
 */
final class BrowserSignIn {
    /** Pages from the address to the confirmation: sign-in, code, perhaps consent. */
    private static final int MAX_PAGES = 8;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI platform;
    private final Clock clock;

    BrowserSignIn(URI platform, Clock clock) {
        this.platform = platform;
        this.clock = clock;
    }

    AccessToken signIn(String user, String password) throws InterruptedException {
        DeviceGrant grant = new DeviceGrant(platform, clock);
        DeviceGrant.Waiting waiting = grant.start();
        confirm(waiting.addressWithCode(), waiting.userCode(), user, password);
        Instant end = clock.instant().plus(LIMIT);
        while (clock.instant().isBefore(end)) {
            Optional<AccessToken> token = grant.poll(waiting);
            if (token.isPresent()) {
                return token.get();
            }
            Thread.sleep(waiting.interval().toMillis());
        }
        throw new NotSignedIn("The code was confirmed as " + user + ", but no token came.");
    }

    /** What the person does at the address that a terminal shows. */
    static void confirm(URI addressWithCode, String code, String user, String password) throws InterruptedException {
        HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(LIMIT)
                .build();
        HttpResponse<String> page =
                send(browser, HttpRequest.newBuilder(addressWithCode).GET());
        for (int i = 0; i < MAX_PAGES; i++) {
            if (page.statusCode() >= 400) {
                throw new NotSignedIn("Sign-in as " + user + " ended with status " + page.statusCode() + " at "
                        + page.uri().getPath());
            }
            Optional<HtmlForm> form = HtmlForm.firstOf(page.body());
            if (form.isEmpty()) {
                return;
            }
            if (i > 0 && String.valueOf(page.uri().getQuery()).contains("error")) {
                throw new NotSignedIn("The platform does not accept the password of " + user + ".");
            }
            Map<String, String> fields = new LinkedHashMap<>(form.get().fields());
            fields.computeIfPresent("username", (name, empty) -> user);
            fields.computeIfPresent("password", (name, empty) -> password);
            fields.computeIfPresent("user_code", (name, empty) -> code);
            page = send(
                    browser,
                    HttpRequest.newBuilder(page.uri().resolve(form.get().action()))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(encoded(fields))));
        }
        throw new NotSignedIn("Sign-in as " + user + " went round in circles, last at " + page.uri());
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request)
            throws InterruptedException {
        try {
            return browser.send(
                    request.timeout(LIMIT).header("Accept", "text/html").build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ExternalSystemUnavailable("identity provider", "no answer while signing in", e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
