package org.muster.webapp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.domain.identity.Surface;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint, without a token, with bad ones, and as each role. */
@RunningWebapp
class ApiSecurityTest {
    /** One of each kind of the engine's REST API, which is a servlet of its own. */
    private static final List<Call> ENGINE = List.of(
            new Call("GET", "/engine-rest/engine"),
            new Call("GET", "/engine-rest/version"),
            new Call("GET", "/engine-rest/task"),
            new Call("GET", "/engine-rest/task/1"),
            new Call("POST", "/engine-rest/task/1/complete"),
            new Call("GET", "/engine-rest/process-definition"),
            new Call("POST", "/engine-rest/process-definition/key/campaign/start"),
            new Call("GET", "/engine-rest/process-instance"),
            new Call("DELETE", "/engine-rest/process-instance/1"),
            new Call("POST", "/engine-rest/external-task/fetchAndLock"),
            new Call("POST", "/engine-rest/external-task/1/complete"),
            new Call("POST", "/engine-rest/message"),
            new Call("POST", "/engine-rest/deployment/create"),
            new Call("GET", "/engine-rest/deployment"),
            new Call("GET", "/engine-rest/history/process-instance"),
            new Call("GET", "/engine-rest/user"),
            new Call("POST", "/engine-rest/user/create"),
            new Call("GET", "/engine-rest/group"),
            new Call("GET", "/engine-rest/authorization"),
            new Call("GET", "/engine-rest/job"),
            new Call("GET", "/engine-rest/metrics"),
            new Call("PUT", "/engine-rest/decision-definition/key/approval-needed/evaluate"));

    private final Door door;
    private final RequestMappingHandlerMapping mappings;
    private final JWKSource<SecurityContext> keys;
    private final IdentitySettings settings;

    private record Call(String method, String path) {}

    @Autowired
    ApiSecurityTest(
            Door door,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            JWKSource<SecurityContext> keys,
            IdentitySettings settings) {
        this.door = door;
        this.mappings = mappings;
        this.keys = keys;
        this.settings = settings;
    }

    @Test
    void everyEndpointAsksForAToken() {
        List<Call> calls = everyCall();
        assertThat(calls).hasSizeGreaterThan(45);
        assertRefused(calls, "");
    }

    @Test
    void garbageIsNoToken() {
        assertRefused(everyCall(), "garbage");
    }

    @Test
    void expiredTokenIsNoToken() throws JOSEException {
        assertRefused(
                everyCall(), token(ours(), settings.issuer(), Instant.now().minusSeconds(3600)));
    }

    @Test
    void tokenOfAnotherIssuerIsNoToken() throws JOSEException {
        assertRefused(
                everyCall(),
                token(ours(), "http://elsewhere.test", Instant.now().plusSeconds(3600)));
    }

    @Test
    void tokenSignedByAnotherKeyIsNoToken() throws JOSEException {
        RSAKey another = new RSAKeyGenerator(2048).keyID(ours().getKeyID()).generate();
        assertRefused(
                everyCall(), token(another, settings.issuer(), Instant.now().plusSeconds(3600)));
    }

    /** The other tests of this class would pass against a server that refuses everything. */
    @Test
    void soundTokenIsAccepted() throws JOSEException {
        String token = token(ours(), settings.issuer(), Instant.now().plusSeconds(3600));
        assertThat(door.ask("GET", "/api/whoami", token, "").body())
                .isEqualTo("{\"name\":\"eve\",\"groups\":[\"shifters\"]}");
        assertThat(door.ask("GET", "/engine-rest/task", token, "").status())
                .as("the engine's own API is for programs")
                .isEqualTo(403);
    }

    @Test
    void strangerWithATokenGetsNothing() {
        List<String> answers = everyCall().stream()
                .filter(call -> !call.path().startsWith("/engine-rest"))
                .map(call -> call + " " + ask(call, door.token("olaf")).status())
                .toList();
        assertThat(answers).allMatch(answer -> answer.endsWith(" 403"));
        assertThat(door.get("/engine-rest/task", "olaf").status()).isEqualTo(401);
    }

    @Test
    void eachRoleMayDoWhatItsDutyIs() {
        Map<String, String> allowed = new TreeMap<>();
        List<Call> changing = everyCall().stream()
                .filter(call -> !call.path().startsWith("/engine-rest"))
                .filter(call -> !call.method().equals("GET") || call.path().endsWith("/order"))
                .toList();
        for (Call call : changing) {
            List<String> who = Stream.of("rita", "sam", "paula", "dan", "ada", "muster-agents")
                    .filter(name -> ask(call, door.token(name)).status() != 403)
                    .toList();
            allowed.put(call.method() + " " + call.path(), String.join(" ", who));
        }
        assertThat(allowed)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("POST /api/requests", "rita"),
                        Map.entry("POST /api/campaigns/999999/revisions", "sam"),
                        Map.entry("POST /api/campaigns/999999/revisions/check", "rita sam paula"),
                        Map.entry("POST /api/requests/check", "rita sam paula dan ada muster-agents"),
                        Map.entry("POST /api/campaigns/999999/log", "sam paula dan"),
                        Map.entry("POST /api/campaigns/999999/workflows", "muster-agents"),
                        Map.entry("PUT /api/campaigns/999999/samples/999999/pieces/999999", "muster-agents"),
                        Map.entry("POST /api/campaigns/999999/samples/999999/freeze", "muster-agents"),
                        Map.entry("POST /api/campaigns/999999/slices/999999/quarantine", "sam paula"),
                        Map.entry("POST /api/campaigns/999999/slices/999999/release", "sam paula"),
                        Map.entry("POST /api/campaigns/999999/slices/999999/hold", "sam paula"),
                        Map.entry("POST /api/campaigns/999999/slices/999999/unhold", "sam paula"),
                        Map.entry("POST /api/campaigns/999999/slices/999999/start", "sam paula"),
                        Map.entry("POST /api/campaigns/999999/slices/999999/forward", "sam paula"),
                        Map.entry("POST /api/campaigns/999999/slices/999999/back", "sam paula"),
                        Map.entry("PUT /api/workflows/999999/input-manifests/999999", "muster-agents"),
                        Map.entry("POST /api/campaigns/999999/withdraw", "ada"),
                        Map.entry("POST /api/workflows/999999/withdraw", "ada"),
                        Map.entry("POST /api/workflows", "rita sam paula"),
                        Map.entry("POST /api/workflows/999999/pause", "rita sam paula muster-agents"),
                        Map.entry("POST /api/workflows/999999/resume", "rita sam paula"),
                        Map.entry("POST /api/workflows/999999/finish", "rita sam paula"),
                        Map.entry("POST /api/stages/1/settings", "sam paula"),
                        Map.entry("POST /api/stages/1/quarantine", "sam paula"),
                        Map.entry("POST /api/stages/1/release", "sam paula"),
                        Map.entry("POST /api/workflows/drained", "muster-agents"),
                        Map.entry("POST /api/workflows/999999/sick", "muster-agents"),
                        Map.entry("POST /api/incidents", "muster-agents"),
                        Map.entry("POST /api/incidents/over", "muster-agents"),
                        Map.entry("POST /api/proposals/999999", "muster-agents"),
                        Map.entry("POST /api/proposals/999999/results", "muster-agents"),
                        Map.entry("POST /api/tasks/999999/complete", "rita sam paula dan ada"),
                        Map.entry("PUT /api/storages", "muster-agents"),
                        Map.entry("GET /api/workflows/999999/order", "muster-agents")));
    }

    @Test
    void everybodyOfTheCollaborationReads() {
        for (String name : List.of("rita", "sam", "paula", "dan", "ada", "muster-agents")) {
            assertThat(door.get("/api/campaigns", name).status()).as(name).isEqualTo(200);
            assertThat(door.get("/api/workflows", name).status()).as(name).isEqualTo(200);
        }
    }

    @Test
    void nobodyStartsAProcessPastItsRow() {
        for (String name : List.of("rita", "sam", "paula", "dan", "muster-workers")) {
            assertThat(door.post("/engine-rest/process-definition/key/campaign/start", name, Map.of())
                            .status())
                    .as(name)
                    .isEqualTo(name.equals("muster-workers") ? 403 : 401);
            assertThat(door.post("/engine-rest/deployment/create", name, Map.of())
                            .status())
                    .as(name)
                    .isNotEqualTo(200);
        }
    }

    private void assertRefused(List<Call> calls, String token) {
        for (Call call : calls) {
            Door.Answer answer = ask(call, token);
            assertThat(answer.status()).as(call.toString()).isEqualTo(401);
            assertThat(answer.contentType()).as(call.toString()).isEqualTo("application/problem+json");
            assertThat(answer.json().path("status").asInt()).isEqualTo(401);
        }
    }

    private Door.Answer ask(Call call, String token) {
        return door.ask(call.method(), call.path(), token, call.method().equals("GET") ? "" : Map.of());
    }

    private List<Call> everyCall() {
        List<Call> calls = new ArrayList<>(ENGINE);
        calls.add(new Call("GET", "/actuator/prometheus"));
        for (RequestMappingInfo mapping : mappings.getHandlerMethods().keySet()) {
            for (String pattern : mapping.getPatternValues()) {
                if (pattern.startsWith("/api/")) {
                    String path = pattern.replace("{stage}", "1").replaceAll("\\{[^}]+}", "999999");
                    for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                        calls.add(new Call(method.name(), path));
                    }
                }
            }
        }
        return calls;
    }

    private RSAKey ours() {
        try {
            return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .get(0)
                    .toRSAKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(RSAKey key, String issuer, Instant expires) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject("eve")
                        .claim("preferred_username", "eve")
                        .audience(List.of(Surface.PLATFORM.audience(), Surface.ENGINE.audience()))
                        .claim("scope", Surface.PERSON_SCOPE)
                        .claim("groups", List.of("/shifters", "/elsewhere/camunda-admin"))
                        .issueTime(Date.from(expires.minusSeconds(600)))
                        .expirationTime(Date.from(expires))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
