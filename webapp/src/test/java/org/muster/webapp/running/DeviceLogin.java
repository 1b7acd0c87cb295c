package org.muster.webapp.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;

/** Signs in as a person does: asks for a code as the command line, confirms it in a browser with a session. */
public final class DeviceLogin {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String address;
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    public DeviceLogin(String address) {
        this.address = address;
    }

    public String as(String name) {
        String started = form("/oauth2/device_authorization", "client_id=muster-cli&scope=profile")
                .body();
        String deviceCode = field(started, "device_code");
        signIn(name);
        HttpResponse<String> page = get("/activate?user_code=" + field(started, "user_code"));
        if (!page.body().contains(field(started, "user_code"))) {
            throw new IllegalStateException("the code is not on the page: " + page.body());
        }
        HttpResponse<String> confirmed =
                form("/oauth2/device_verification", "user_code=" + field(started, "user_code"));
        if (!confirmed.body().contains("signed in")) {
            throw new IllegalStateException("not confirmed: " + confirmed.statusCode() + confirmed.body());
        }
        return field(tokenFor(deviceCode).body(), "access_token");
    }

    public HttpResponse<String> signIn(String name) {
        return signIn(name, Cast.password(name));
    }

    public HttpResponse<String> signIn(String name, String password) {
        return form(
                "/login",
                "username=" + ApiClient.escape(name) + "&password=" + ApiClient.escape(password) + "&_csrf="
                        + csrf("/login"));
    }

    /** By the dashboard's way out, or by that of the engine's webapps. */
    public HttpResponse<String> signOut(String way) {
        return form(way, "_csrf=" + csrf("/login"));
    }

    /** As if a proxy on this machine had taken the request by https for that host. */
    public HttpResponse<String> behindProxy(String path, String host) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "text/html")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", host)
                .header("X-Forwarded-For", "192.0.2.7")
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String csrf(String page) {
        Matcher csrf = CSRF.matcher(get(page).body());
        if (!csrf.find()) {
            throw new IllegalStateException("no form on " + page);
        }
        return ApiClient.escape(csrf.group(1));
    }

    public HttpResponse<String> tokenFor(String deviceCode) {
        return form(
                "/oauth2/token",
                "grant_type=" + ApiClient.escape("urn:ietf:params:oauth:grant-type:device_code")
                        + "&client_id=muster-cli&device_code=" + ApiClient.escape(deviceCode));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "text/html, application/json;q=0.5")
                .build());
    }

    public HttpResponse<String> form(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** As the task list's own script does: JSON, with the token against foreign forms, which may be empty. */
    public HttpResponse<String> json(String path, String token, String body) {
        return asScript("POST", path, token, "application/json", body);
    }

    /** The same in any way. */
    public HttpResponse<String> asScript(String method, String path, String token, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .header("X-XSRF-TOKEN", token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** The token that the task list's page is given with its first answer. */
    public String scriptToken() {
        return get("/camunda/app/tasklist/default/")
                .headers()
                .firstValue("X-XSRF-TOKEN")
                .orElseThrow();
    }

    public static String field(String json, String name) {
        try {
            return Json.mapper().readTree(json).path(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
