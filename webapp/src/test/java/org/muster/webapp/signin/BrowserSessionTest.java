package org.muster.webapp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.apache.catalina.Manager;
import org.junit.jupiter.api.Test;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

@RunningWebapp
class BrowserSessionTest {
    private static final int STRANGERS = Boolean.getBoolean("muster.nightly") ? 5_000 : 200;

    private final Door door;
    private final Manager sessions;

    @Autowired
    BrowserSessionTest(Door door, ServletWebServerApplicationContext context) {
        this.door = door;
        this.sessions = ((org.apache.catalina.Context) ((TomcatWebServer) context.getWebServer())
                        .getTomcat()
                        .getHost()
                        .findChildren()[0])
                .getManager();
    }

    @Test
    void strangersLeaveNoSession() {
        int before = sessions.getActiveSessions();
        String large = "x".repeat(6_000);
        for (int i = 0; i < STRANGERS; i++) {
            new DeviceLogin(door.address()).get(i % 2 == 0 ? "/dashboard?x=" + large : "/login");
        }
        for (String path : List.of(
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/default/task",
                "/oauth2/authorize?response_type=code&client_id=x",
                "/oauth2/device_verification?user_code=x",
                "/activate?user_code=x",
                "/login",
                "/logout",
                "/nothing")) {
            DeviceLogin stranger = new DeviceLogin(door.address());
            stranger.get(path);
            stranger.form(path, "a=b");
        }
        assertThat(sessions.getActiveSessions()).isEqualTo(before);
    }

    @Test
    void firstAddressLeadsToTheDashboard() {
        DeviceLogin browser = new DeviceLogin(door.address());
        assertThat(browser.get("/").body()).contains("Sign in to Muster");
        assertThat(browser.signIn("rita").body()).contains("<h1>Now</h1>");
        assertThat(browser.get("/").body()).contains("<h1>Now</h1>");
    }

    @Test
    void linkToATaskSurvivesTheSignIn() {
        DeviceLogin browser = new DeviceLogin(door.address());
        assertThat(browser.get("/tasks/60cd7b1e-1").body()).contains("Sign in to Muster");
        HttpResponse<String> tasks = browser.signIn("sam");
        assertThat(tasks.uri().toString()).endsWith("/camunda/app/tasklist/default/#/?task=60cd7b1e-1");
        assertThat(tasks.body()).contains("Camunda Tasklist");
    }

    @Test
    void everyWayOutEndsTheSession() {
        for (String way : List.of("/logout", "/camunda/api/admin/auth/user/default/logout")) {
            DeviceLogin browser = new DeviceLogin(door.address());
            browser.signIn("sam");
            assertThat(browser.get("/camunda/app/tasklist/default/").body()).contains("Camunda Tasklist");
            assertThat(browser.signOut(way).statusCode()).as(way).isLessThan(300);
            assertThat(browser.get("/camunda/app/tasklist/default/").body())
                    .as(way)
                    .contains("Sign in to Muster");
            assertThat(browser.get("/dashboard").body()).as(way).contains("Sign in to Muster");
            assertThat(browser.get("/camunda/api/admin/auth/user/default").statusCode())
                    .as(way)
                    .isEqualTo(401);
        }
    }

    @Test
    void wrongPasswordIsSaidInWords() {
        DeviceLogin browser = new DeviceLogin(door.address());
        HttpResponse<String> answer = browser.signIn("rita", "wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("That name and password do not belong together.", "name=\"password\"");
    }

    /** With one more than the limit, the one quiet for longest is signed out. */
    @Test
    void onePersonHasSoManySessionsAtOnce() {
        DeviceLogin first = new DeviceLogin(door.address());
        first.signIn("olaf");
        for (int i = 0; i < 20; i++) {
            new DeviceLogin(door.address()).signIn("olaf");
        }
        assertThat(first.get("/camunda/app/tasklist/default/").body()).contains("You are signed out");
    }

    @Test
    void behindAProxyWithTlsTheCookieIsSecureAndAddressesAreHttps() {
        HttpResponse<String> answer = new DeviceLogin(door.address()).behindProxy("/dashboard", "muster.example.org");
        assertThat(answer.headers().firstValue("Location")).contains("https://muster.example.org/login");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("HttpOnly"));
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
}
