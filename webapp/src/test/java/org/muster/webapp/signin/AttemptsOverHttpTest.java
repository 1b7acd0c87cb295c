package org.muster.webapp.signin;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.muster.protocol.http.ApiClient;
import org.muster.webapp.running.Cast;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** What whoever guesses is answered over HTTP, and that nobody else waits for it. Addresses are as a proxy tells them. */
@RunningWebapp
class AttemptsOverHttpTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final int TOO_MANY = 429;

    private final Door door;

    @Autowired
    AttemptsOverHttpTest(Door door) {
        this.door = door;
    }

    @Test
    void guessedPasswordsWaitAndNobodyElseDoes() {
        Guest attacker = new Guest("198.51.100.1");
        for (int i = 0; i < Attempts.FREE; i++) {
            assertThat(attacker.signIn("tess", "guess" + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> answer = attacker.signIn("tess", "one more");
        assertThat(answer.statusCode()).isEqualTo(TOO_MANY);
        assertThat(seconds(answer)).isBetween(1L, Attempts.LONGEST.toSeconds());
        assertThat(answer.body()).contains("Too many attempts have failed. Try again in");
        assertThat(attacker.signIn("tess", Cast.password("tess")).statusCode())
                .as("the right one waits too, or it would be told from the others")
                .isEqualTo(TOO_MANY);
        assertThat(new Guest("198.51.100.2")
                        .signIn("tess", Cast.password("tess"))
                        .statusCode())
                .as("the same person at another address")
                .isEqualTo(302);
        assertThat(new Guest("198.51.100.1")
                        .signIn("toni", Cast.password("toni"))
                        .statusCode())
                .as("another person at the same address")
                .isEqualTo(302);
    }

    @Test
    void guessedSecretsOfProgramsWaitAndNobodyElseDoes() {
        Guest attacker = new Guest("198.51.100.3");
        for (int i = 0; i < Attempts.FREE; i++) {
            assertThat(attacker.token("muster-agents", "guess" + i).statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> answer = attacker.token("muster-agents", "one more");
        assertThat(answer.statusCode()).isEqualTo(TOO_MANY);
        assertThat(seconds(answer)).isBetween(1L, Attempts.LONGEST.toSeconds());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(attacker.token("muster-workers", Cast.password("muster-workers"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(new Guest("198.51.100.4")
                        .token("muster-agents", Cast.password("muster-agents"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void guessedCodesOfCommandLinesWaitAndNobodyElseDoes() {
        Guest attacker = new Guest("198.51.100.5");
        attacker.signIn("hugo", Cast.password("hugo"));
        for (int i = 0; i < Attempts.FREE_OF_NAME + 1; i++) {
            new Guest("203.0.113." + i).code("BCDF-GHJK");
        }
        for (int i = 0; i < Attempts.FREE; i++) {
            assertThat(attacker.code("BCDF-GHJ" + (char) ('A' + i)).statusCode())
                    .as("attempt " + i)
                    .isBetween(400, 404);
        }
        HttpResponse<String> answer = attacker.code("BCDF-GHJZ");
        assertThat(answer.statusCode()).isEqualTo(TOO_MANY);
        assertThat(seconds(answer)).isBetween(1L, Attempts.LONGEST.toSeconds());
        Guest other = new Guest("198.51.100.6");
        other.signIn("dan", Cast.password("dan"));
        assertThat(other.code("BCDF-GHJK").statusCode())
                .as("another person's first attempt")
                .isBetween(400, 404);
    }

    private static long seconds(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElse(-1);
    }

    /** Somebody with a browser of their own, behind a proxy that says where they are. */
    private final class Guest {
        private final String address;
        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        Guest(String address) {
            this.address = address;
        }

        HttpResponse<String> signIn(String name, String password) {
            return form(
                    "/login",
                    "username=" + ApiClient.escape(name) + "&password=" + ApiClient.escape(password) + "&_csrf="
                            + ApiClient.escape(csrf()),
                    "");
        }

        HttpResponse<String> token(String client, String secret) {
            String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
            return form("/oauth2/token", "grant_type=client_credentials&scope=muster.platform", "Basic " + basic);
        }

        HttpResponse<String> code(String code) {
            return form("/oauth2/device_verification", "user_code=" + code, "");
        }

        private String csrf() {
            Matcher csrf = CSRF.matcher(send(request("/login").GET().build()).body());
            assertThat(csrf.find()).isTrue();
            return csrf.group(1);
        }

        private HttpResponse<String> form(String path, String body, String authorization) {
            HttpRequest.Builder request = request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return send(request.build());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(door.address() + path))
                    .header("Accept", path.equals("/oauth2/token") ? "application/json" : "text/html")
                    .header("X-Forwarded-For", address);
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
}
