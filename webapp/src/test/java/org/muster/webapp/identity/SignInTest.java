package org.muster.webapp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        assertThat(audience(claims)).containsExactlyInAnyOrder("muster.platform", "muster.control");
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
    void aProgramsTokenIsForOneThing() throws IOException {
        JsonNode control = claims(door.ofProgram("muster-agents", "muster.control"));
        assertThat(control.path("sub").asText()).isEqualTo("muster-agents");
        assertThat(control.path("scope").asText()).isEqualTo("muster.control");
        assertThat(audience(control)).containsExactly("muster.control");
        assertThat(control.path("groups").toString()).isEqualTo("[\"services\"]");
        JsonNode storage = claims(door.ofProgram("muster-storage", "storage.modify:/ storage.create:/"));
        assertThat(audience(storage)).containsExactly("https://wlcg.cern.ch/jwt/v1/any");
        assertThat(storage.has("groups")).isFalse();
        JsonNode pilots = claims(door.ofProgram("muster-pilots", "compute.create"));
        assertThat(audience(pilots)).containsExactly("muster.pilots");
        JsonNode rucio = claims(door.ofProgram("muster-agents", "rucio"));
        assertThat(audience(rucio)).containsExactly("rucio");
        assertThat(rucio.has("groups")).isFalse();
        JsonNode asRucioWantsIt = claims(door.ofProgram("muster-agents", "openid profile"));
        assertThat(audience(asRucioWantsIt)).containsExactly("rucio");
        assertThat(asRucioWantsIt.has("groups")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "muster-agents, ''",
        "muster-agents, muster.control muster.platform",
        "muster-agents, muster.platform rucio",
        "muster-agents, muster.engine",
        "muster-workers, muster.engine muster.platform",
        "muster-storage, muster.control",
        "muster-storage, storage.read:/elsewhere",
        "muster-pilots, compute.create storage.read:/"
    })
    void severalThingsOrNoneOrOthersAreRefused(String client, String scopes) {
        Door.Answer answer = door.askForToken(client, scopes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void everyTokenFollowsTheProfileOfTheGrid() throws IOException {
        for (String token : List.of(
                door.token("rita"),
                door.ofProgram("muster-agents", "muster.platform"),
                door.ofProgram("muster-storage", "storage.read:/"))) {
            JsonNode header = Json.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]));
            assertThat(header.path("typ").asText()).isEqualTo("at+jwt");
            JsonNode claims = claims(token);
            assertThat(claims.path("wlcg.ver").asText()).isEqualTo("1.0");
            for (String claim : List.of("iss", "sub", "aud", "exp", "iat", "nbf", "jti")) {
                assertThat(claims.has(claim)).as(claim).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void othersFindTheKeys(String path) {
        Door.Answer answer = door.ask("GET", path, "", "");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode metadata = answer.json();
        assertThat(metadata.path("jwks_uri").asText())
                .isEqualTo(metadata.path("issuer").asText() + "/oauth2/jwks");
        assertThat(metadata.path("device_authorization_endpoint").asText()).isNotEmpty();
        assertThat(metadata.has("userinfo_endpoint")).isFalse();
        assertThat(metadata.has("end_session_endpoint")).isFalse();
    }

    private static List<String> audience(JsonNode claims) {
        List<String> audience = new ArrayList<>();
        if (claims.path("aud").isTextual()) {
            audience.add(claims.path("aud").asText());
        }
        claims.path("aud").forEach(each -> audience.add(each.asText()));
        return audience;
    }

    @Test
    void personSeesTheTaskListAfterSigningIn() {
        DeviceLogin browser = new DeviceLogin(door.address());
        assertThat(browser.get("/camunda/app/tasklist/default/").body()).contains("Sign in to Muster");
        browser.signIn("sam");
        assertThat(browser.get("/camunda/app/tasklist/default/").body()).contains("Camunda Tasklist");
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"sam\"");
    }

    private static JsonNode claims(String token) throws IOException {
        return Json.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
