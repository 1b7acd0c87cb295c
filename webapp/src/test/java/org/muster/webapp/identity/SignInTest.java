package org.muster.webapp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.muster.protocol.http.Json;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class SignInTest {
    private final Door door;

    @Autowired
    SignInTest(Door door) {
        this.door = door;
    }

    @Test
    void personSignsTheCommandLineInByDeviceGrant() throws IOException {
        JsonNode claims = claims(door.token("rita"));
        assertThat(claims.path("preferred_username").asText()).isEqualTo("rita");
        assertThat(claims.path("groups").toString()).isEqualTo("[\"requesters\"]");
        assertThat(claims.path("scope").asText()).isEqualTo("profile");
    }

    @Test
    void codeThatNobodyConfirmedGivesNoToken() {
        DeviceLogin terminal = new DeviceLogin(door.address());
        String started = terminal.form("/oauth2/device_authorization", "client_id=muster-cli&scope=profile")
                .body();
        HttpResponse<String> answer = terminal.tokenFor(DeviceLogin.field(started, "device_code"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("authorization_pending");
    }

    @Test
    void linkAloneNeverConfirmsACode() {
        DeviceLogin terminal = new DeviceLogin(door.address());
        String started = terminal.form("/oauth2/device_authorization", "client_id=muster-cli&scope=profile")
                .body();
        DeviceLogin victim = new DeviceLogin(door.address());
        victim.signIn("paula");
        victim.get("/oauth2/device_verification?user_code=" + DeviceLogin.field(started, "user_code"));
        assertThat(terminal.tokenFor(DeviceLogin.field(started, "device_code")).body())
                .contains("authorization_pending");
    }

    @Test
    void programGetsTheScopesItMayAskFor() throws IOException {
        JsonNode claims = claims(door.ofProgram("muster-allocator", "storage.modify:/ storage.create:/"));
        assertThat(claims.path("sub").asText()).isEqualTo("muster-allocator");
        assertThat(claims.path("groups").toString()).isEqualTo("[\"services\"]");
        assertThat(claims.path("scope").asText().split(" ", -1))
                .containsExactlyInAnyOrder("storage.modify:/", "storage.create:/");
    }

    @Test
    void personSeesTheTaskListAfterSigningIn() {
        DeviceLogin browser = new DeviceLogin(door.address());
        assertThat(browser.get("/camunda/app/tasklist/default/").body()).contains("Please sign in");
        browser.signIn("sam");
        assertThat(browser.get("/camunda/app/tasklist/default/").body()).contains("Camunda Tasklist");
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"sam\"");
    }

    private static JsonNode claims(String token) throws IOException {
        return Json.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
