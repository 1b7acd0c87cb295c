package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.cli.session.AccessToken;
import org.muster.cli.session.DeviceGrant;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.ClientAccount;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.TaskRow;
import org.openqa.selenium.By;

/** Identities from a real Keycloak: signing in at a terminal, an approval in Tasklist, and every API closed to everybody else. */
@ExtendWith(CollaborationIdentity.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {
    private static final Path EXAMPLES = RunningPlatform.CHECKOUT.resolve("examples");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** One of each kind that the engine's REST API offers. */
    private static final List<Call> ENGINE = List.of(
            new Call("GET", "/engine-rest/engine"),
            new Call("GET", "/engine-rest/task"),
            new Call("POST", "/engine-rest/task/1/complete"),
            new Call("POST", "/engine-rest/process-definition/key/campaign/start"),
            new Call("DELETE", "/engine-rest/process-instance/1"),
            new Call("POST", "/engine-rest/external-task/fetchAndLock"),
            new Call("POST", "/engine-rest/message"),
            new Call("POST", "/engine-rest/deployment/create"),
            new Call("GET", "/engine-rest/user"),
            new Call("GET", "/engine-rest/authorization"));

    /** Not for services either, but for who may bring slots. */
    private static final Call BIND = new Call("POST", "/api/pilots/bind");

    /** What {@link org.muster.protocol.control.AllocatorClient} calls, and what pilots call with a token. */
    private static final List<Call> CONTROL = List.of(
            new Call("PUT", "/api/control/workflows/1"),
            new Call("POST", "/api/control/workflows/1/pause"),
            new Call("POST", "/api/control/workflows/1/resume"),
            new Call("POST", "/api/control/workflows/1/close"),
            new Call("POST", "/api/control/workflows/1/fail-files"),
            new Call("GET", "/api/control/workflows/1"),
            new Call("GET", "/api/control/workflows"),
            new Call("GET", "/api/control/input-queries"),
            new Call("POST", "/api/control/stages/w1s1/counters"),
            new Call("POST", "/api/control/stages/w1s1/files"),
            new Call("POST", "/api/control/stages/w1s1/settings"),
            new Call("POST", "/api/control/stages/w1s1/quarantine"),
            new Call("POST", "/api/control/stages/w1s1/release"),
            new Call("POST", "/api/control/workflows/1/inputs-found"),
            new Call("GET", "/api/control/files-to-locate"),
            new Call("POST", "/api/control/located"),
            new Call("GET", "/api/control/demand"),
            new Call("POST", "/api/control/jobs"),
            new Call("POST", "/api/control/jobs/gone"),
            new Call("POST", "/api/control/jobs/expire"),
            new Call("GET", "/api/control/waiting-outputs"),
            new Call("POST", "/api/control/outputs-registered"),
            new Call("GET", "/api/control/health"),
            new Call("PUT", "/api/control/inventory"),
            new Call("GET", "/api/control/inventory"),
            new Call("GET", "/api/control/jobs"),
            new Call("GET", "/api/control/files"),
            new Call("GET", "/api/control/outputs"),
            new Call("GET", "/api/control/events"),
            BIND);

    private static final List<Call> STORAGE = List.of(
            new Call("GET", "/storage/NORTH_DISK/rucio/usertests/aa/bb/some.file"),
            new Call("PUT", "/storage/NORTH_DISK/rucio/usertests/aa/bb/some.file"),
            new Call("DELETE", "/storage/NORTH_DISK/rucio/usertests/aa/bb/some.file"),
            new Call("PROPFIND", "/storage/NORTH_DISK/rucio/"));

    private final CollaborationIdentity identity;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new HashMap<>();

    KeycloakIT(CollaborationIdentity identity) {
        this.identity = identity;
    }

    record Call(String method, String path) {}

    @Test
    void aPersonSignsInAtATerminalByConfirmingACodeInTheirBrowser() {
        JsonNode me = get("/api/whoami", token("paula"));

        assertThat(me.path("name").asText()).isEqualTo("paula");
        assertThat(me.path("groups").toString()).contains("production");
    }

    @Test
    void anApprovalIsGivenInTasklist() throws IOException {
        CampaignId campaign = file();
        // The shifter has to be known before somebody can appoint them.
        get("/api/tasks", token("sam"));
        try (Chromium browser = Chromium.open()) {
            browser.go(identity.webapp() + "/camunda/app/tasklist/default/");
            assertThat(browser.address()).startsWith(identity.issuer().toString());
            browser.signIn("paula", CollaborationIdentity.password("paula"));
            browser.see(By.cssSelector("[cam-tasklist-navigation], .tasks-list, .cam-brand-header, nav"));
            new Tasklist(browser, identity.webapp())
                    .appointShifter(awaitTask("paula", "appoint-shifter"), "sam", "tasklist-keycloak");
            Patience.until(
                    "the decision to be recorded",
                    LIMIT,
                    () -> platform("rita").decisions(campaign).stream()
                            .anyMatch(decision -> decision.gate().equals("appoint-shifter")
                                    && decision.decider().equals("paula")));
        }
    }

    /** Or whoever comes next to the same browser would be signed in as them without a question. */
    @Test
    void signingOutEndsTheSessionOfTheProviderToo() {
        try (Chromium browser = Chromium.open()) {
            browser.go(identity.webapp() + "/dashboard");
            browser.signIn("sam", CollaborationIdentity.password("sam"));
            browser.see(By.cssSelector("form[action$='/logout'] button"));
            browser.click(By.cssSelector("form[action$='/logout'] button"));
            Patience.until(
                    "the way back to Muster's page",
                    LIMIT,
                    () -> browser.address().startsWith(identity.webapp() + "/signed-out"));
            browser.go(identity.webapp() + "/dashboard");
            browser.see(By.name("password"));
            assertThat(browser.address()).startsWith(identity.issuer().toString());
        }
    }

    @Test
    void nobodyGetsAnywhereWithoutAToken() {
        assertThat(answers(webappCalls(), identity.webapp(), "")).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(answers(CONTROL, identity.allocator(), "")).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(answers(STORAGE, identity.sandbox(), "")).allMatch(answer -> answer.endsWith(" 401"));
    }

    @Test
    void aTokenThatSomebodyChangedIsNoToken() {
        String forged = forged(token("sam"));
        assertThat(answers(webappCalls(), identity.webapp(), forged)).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(answers(CONTROL, identity.allocator(), forged)).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(answers(STORAGE, identity.sandbox(), forged)).allMatch(answer -> answer.endsWith(" 401"));
    }

    @Test
    void aMemberOfTheCollaborationWithoutADutyInMusterMayDoNothing() {
        String mallory = token("mallory");
        assertThat(answers(webappCalls(), identity.webapp(), mallory))
                .as("people's tokens are not for the engine, whoever they are")
                .allMatch(answer -> answer.endsWith(answer.contains(" /engine-rest/") ? " 401" : " 403"));
        assertMayNotControl(mallory);
        assertThat(answers(STORAGE, identity.sandbox(), mallory)).allMatch(answer -> answer.endsWith(" 401"));
    }

    @Test
    void aShifterMayNotActAsAService() {
        assertMayNotControl(token("sam"));
        assertThat(status(new Call("GET", "/api/workflows/1/order"), identity.webapp(), token("sam")))
                .isEqualTo(403);
        assertThat(status(new Call("POST", "/api/requests"), identity.webapp(), token("sam")))
                .isEqualTo(403);
    }

    @Test
    void aPilotFactoryMayBringSlotsAndDoNothingElse() {
        String token = program("muster-pilots", "compute.create");
        HttpResponse<String> bound = send(BIND, identity.allocator(), token);
        assertThat(bound.statusCode()).as(bound.body()).isEqualTo(400);
        assertThat(bound.body()).as("it was let in, and its slot is empty").contains("site_name");
        assertThat(answers(withoutBind(), identity.allocator(), token)).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(answers(webappCalls(), identity.webapp(), token)).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(answers(STORAGE, identity.sandbox(), token)).allMatch(answer -> answer.endsWith(" 401"));
    }

    @Test
    void aTokenForStorageOpensNothingElse() {
        String token = program("muster-storage", "storage.read:/ storage.create:/ storage.modify:/");
        assertThat(answers(CONTROL, identity.allocator(), token)).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(answers(webappCalls(), identity.webapp(), token)).allMatch(answer -> answer.endsWith(" 401"));
        assertThat(status(new Call("GET", "/storage/UK_NORTH_DISK/no/such/file"), identity.sandbox(), token))
                .isEqualTo(404);
        JsonNode claims = claims(token);
        assertThat(claims.path("aud").asText()).isEqualTo("https://wlcg.cern.ch/jwt/v1/any");
        assertThat(claims.path("wlcg.ver").asText()).isEqualTo("1.0");
        assertThat(claims.path("sub").asText()).isNotEmpty();
        assertThat(claims.has("groups")).isFalse();
    }

    @Test
    void aProgramIsAServiceOnlyWhereItsTokenIsFor() {
        String control = program("muster-workers", "muster.control");
        Call read = new Call("GET", "/api/control/workflows");
        Call tasks = new Call("POST", "/engine-rest/external-task/fetchAndLock");
        Call order = new Call("POST", "/api/proposals/inventory");
        assertThat(status(read, identity.allocator(), control)).isEqualTo(200);
        assertThat(status(tasks, identity.webapp(), control)).isEqualTo(401);
        assertThat(status(order, identity.webapp(), control)).isEqualTo(401);
        String engine = program("muster-workers", "muster.engine");
        assertThat(status(tasks, identity.webapp(), engine)).isNotIn(401, 403);
        assertThat(status(read, identity.allocator(), engine)).isEqualTo(401);
        String platform = program("muster-agents", "muster.platform");
        assertThat(status(order, identity.webapp(), platform)).isNotIn(401, 403);
        assertThat(status(tasks, identity.webapp(), platform)).isEqualTo(401);
        String nothing = program("muster-agents", "");
        for (String token : List.of(nothing, program("muster-agents", "rucio"))) {
            assertThat(status(read, identity.allocator(), token)).isEqualTo(401);
            assertThat(status(order, identity.webapp(), token)).isEqualTo(401);
        }
        assertThat(claims(nothing).has("groups")).isFalse();
    }

    /** A person's token is for the control surface, where their groups do not suffice, and not for bringing slots. */
    private void assertMayNotControl(String person) {
        assertThat(answers(withoutBind(), identity.allocator(), person)).allMatch(answer -> answer.endsWith(" 403"));
        assertThat(status(BIND, identity.allocator(), person)).isEqualTo(401);
    }

    private static List<Call> withoutBind() {
        return CONTROL.stream().filter(call -> !call.equals(BIND)).toList();
    }

    private String program(String client, String scope) {
        return new ClientAccount(
                        URI.create(identity.issuer() + "/protocol/openid-connect/token"),
                        client,
                        client + "-secret",
                        Clock.systemUTC())
                .withScope(scope)
                .get();
    }

    private static JsonNode claims(String token) {
        try {
            return Json.mapper().readTree(java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        } catch (IOException e) {
            throw new AssertionError("not a token: " + token, e);
        }
    }

    /** Everything the webapp's description lists, so that a new endpoint is tried without being named here. */
    private List<Call> webappCalls() {
        List<Call> calls = new ArrayList<>(ENGINE);
        get("/api/openapi.json", token("rita"))
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> calls.add(new Call(
                                method.toUpperCase(java.util.Locale.ROOT),
                                path.getKey().replaceAll("\\{[^}]*}", "1")))));
        assertThat(calls).hasSizeGreaterThan(ENGINE.size() + 20);
        return calls;
    }

    private List<String> answers(List<Call> calls, URI server, String token) {
        return calls.stream()
                .map(call -> call.method() + " " + call.path() + " " + status(call, server, token))
                .toList();
    }

    private int status(Call call, URI server, String token) {
        return send(call, server, token).statusCode();
    }

    private HttpResponse<String> send(Call call, URI server, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(call.path()))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        call.method(),
                        call.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode get(String path, String token) {
        HttpResponse<String> answer = send(new Call("GET", path), identity.webapp(), token);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON from " + path, e);
        }
    }

    private PlatformClient platform(String user) {
        return new PlatformClient(api(user));
    }

    private ApiClient api(String user) {
        return new ApiClient("webapp", identity.webapp(), () -> token(user));
    }

    /** By the device grant: the terminal shows a code, the person confirms it in a browser. */
    private String token(String user) {
        return tokens.computeIfAbsent(user, key -> {
            DeviceGrant terminal = new DeviceGrant(identity.issuer(), Clock.systemUTC());
            DeviceGrant.Waiting waiting = terminal.start();
            try (Chromium browser = Chromium.open()) {
                browser.go(waiting.addressWithCode().toString());
                browser.signIn(user, CollaborationIdentity.password(user));
                browser.click(By.name("accept"));
                AccessToken token = Patience.await("a token for " + user, LIMIT, () -> terminal.poll(waiting));
                return token.value();
            }
        });
    }

    /** The same signature under a claim of more: what a curious user would try first. */
    private static String forged(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("shifters", "camunda-admin");
        parts[1] = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }

    private CampaignId file() throws IOException {
        return platform("rita")
                .file(new RequestSubmission(
                        Files.readString(EXAMPLES.resolve("first-campaign.yaml")),
                        Map.of(
                                "generate.jobscript", Files.readString(EXAMPLES.resolve("generate.jobscript")),
                                "reconstruct.jobscript", Files.readString(EXAMPLES.resolve("reconstruct.jobscript")))))
                .campaign();
    }

    private String awaitTask(String user, String key) {
        PlatformClient platform = platform(user);
        return Patience.await(
                "task " + key + " for " + user,
                LIMIT,
                () -> platform.tasks(Map.of("gate", key)).rows().stream()
                        .map(TaskRow::task)
                        .findFirst());
    }
}
