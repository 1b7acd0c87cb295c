package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;
import static org.muster.allocator.grid.Orders.url;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToClear;
import org.muster.protocol.control.OutputsToRead;
import org.muster.protocol.http.Json;

/** What the tokens say that jobs get for storages. */
class StorageTokensTest {
    private static final String SITE = "UK_RAL";
    private static final String RAL = "davs://ral-echo.example:1094/data";
    private final Grid grid = new Grid();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void work() {
        grid.control().open(order(1, stage(1, dataset(1, "out"), url(2))));
        grid.control()
                .intake(new FileIntake(
                        StageRef.of(1, 1),
                        List.of(
                                new FoundFile(new Did("usertests", "a.root"), 1),
                                new FoundFile(new Did("toy", "b.root"), 1))));
        List<LocatedFile> located = new ArrayList<>();
        for (FileToLocate file : grid.control().filesToLocate(10)) {
            String pfn = RAL + "/" + file.did().scope() + "/ab/cd/" + file.did().name();
            located.add(
                    new LocatedFile(file.fileId(), List.of(new FoundReplica(Orders.RAL_ECHO, pfn, Optional.empty()))));
        }
        grid.control().located(located);
    }

    @AfterEach
    void close() {
        grid.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = grid.base().resolve(path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As a storage does: by the keys that are published under the issuer's name. */
    private JWTClaimsSet claims(String token) throws Exception {
        JWKSet keys = JWKSet.parse(get("/jwks").body());
        SignedJWT jwt = SignedJWT.parse(token);
        ECKey key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(jwt.verify(new ECDSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static List<String> scopes(JWTClaimsSet claims) throws Exception {
        return List.of(claims.getStringClaim("scope").split(" "));
    }

    private Wrapper started() {
        Wrapper job = grid.job(1, 1);
        assertThat(job.getJobscript(SITE).status()).isEqualTo(200);
        return job;
    }

    private static JsonNode record(Wrapper job, int exit, Map<String, Integer> outputs) {
        String file = job.getFile().body();
        return job.post(job.results(exit, List.of(file.substring(0, file.indexOf(' '))), outputs))
                .json();
    }

    @Test
    void aJobMayReadTheDirectoriesOfItsStagesInputsForItsOwnTime() throws Exception {
        Wrapper job = grid.job(1, 1);
        JWTClaimsSet claims =
                claims(job.getJobscript(SITE).json().path("storage_token").asText());
        assertThat(claims.getIssuer()).isEqualTo("http://allocator.example");
        assertThat(claims.getAudience()).containsExactly("https://wlcg.cern.ch/jwt/v1/any");
        assertThat(claims.getSubject()).isEqualTo("w1s1");
        assertThat(claims.getStringClaim("wlcg.ver")).isEqualTo("1.0");
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(claims.getClaims()).doesNotContainKeys("groups", "wlcg.groups", "client_id", "azp");
        assertThat(scopes(claims)).containsExactlyInAnyOrder("storage.read:/data/usertests", "storage.read:/data/toy");
        assertThat(claims.getNotBeforeTime().toInstant()).isEqualTo(grid.clock.instant());
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(grid.clock.instant().plusSeconds(3600).plus(Duration.ofMinutes(62)));
    }

    @Test
    void jobsThatBeginTogetherShareWhatTheyReadWith() throws Exception {
        grid.control().open(order(2, stage(1, dataset(1, "out"))));
        grid.files(2, 10);
        String first = reading(1);
        assertThat(reading(1)).isEqualTo(first);
        assertThat(reading(2)).as("of another stage").isNotEqualTo(first);
        grid.clock.advance(Duration.ofMinutes(1));
        String later = reading(1);
        assertThat(later).as("a minute later").isNotEqualTo(first);
        assertThat(claims(later).getExpirationTime().toInstant())
                .isEqualTo(grid.clock.instant().plusSeconds(3600).plus(Duration.ofMinutes(62)));
    }

    private String reading(int workflow) {
        return grid.job(workflow, 1)
                .getJobscript(SITE)
                .json()
                .path("storage_token")
                .asText();
    }

    @Test
    void aRestartKnowsTheKeyAndWhatMayBeRead() throws Exception {
        String before = started().getJobscript(SITE).body();
        String keys = get("/jwks").body();
        grid.restart();
        assertThat(get("/jwks").body()).isEqualTo(keys);
        Wrapper job = grid.job(1, 1);
        assertThat(scopes(claims(
                        job.getJobscript(SITE).json().path("storage_token").asText())))
                .as(before)
                .containsExactlyInAnyOrder("storage.read:/data/usertests", "storage.read:/data/toy");
    }

    @Test
    void storagesFindTheKeysWithoutAToken() throws Exception {
        JsonNode discovery =
                Json.mapper().readTree(get("/.well-known/openid-configuration").body());
        assertThat(discovery.path("issuer").asText()).isEqualTo("http://allocator.example");
        assertThat(discovery.path("jwks_uri").asText()).isEqualTo("http://allocator.example/jwks");
        assertThat(get("/jwks").body()).doesNotContain("\"d\"");
    }

    @Test
    void aJobMayWriteExactlyTheOutputsThatItRecorded() throws Exception {
        JsonNode recorded = record(started(), 0, Map.of("one.root", 1, "mine.txt", 2));
        JWTClaimsSet claims = claims(recorded.path("storage_token").asText());
        Set<String> expected = new HashSet<>();
        for (JsonNode place : recorded.path("uploads").path("one.root")) {
            String path = URI.create(place.path(2).asText()).getPath();
            expected.add("storage.create:" + path);
            expected.add("storage.read:" + path);
        }
        assertThat(scopes(claims)).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(claims.toString()).doesNotContain("mine.txt", "rita");
        assertThat(recorded.path("user_access_token").asText()).isEmpty();
        assertThat(recorded.has("storage_tokens")).isFalse();
    }

    @Test
    void whoseJobscriptFailedMayWriteNothing() {
        JsonNode recorded = record(started(), 1, Map.of("one.root", 1));
        assertThat(recorded.has("storage_token")).isFalse();
        assertThat(recorded.path("user_access_token").asText()).isEmpty();
    }

    @Test
    void whoseOutputsGoToAPersonsStorageGetsNoTokenOfMusters() {
        JsonNode recorded = record(started(), 0, Map.of("mine.txt", 2));
        assertThat(recorded.path("storage_token").asText()).isEmpty();
    }

    @Test
    void manyOutputsAreSharedOutAmongSeveralTokens() throws Exception {
        Map<String, Integer> outputs = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            outputs.put("some-output-with-a-name-of-usual-length-" + i + ".root", 1);
        }
        JsonNode recorded = record(started(), 0, outputs);
        List<String> named = new ArrayList<>();
        for (JsonNode token : recorded.path("storage_tokens")) {
            String scope = claims(token.path("token").asText()).getStringClaim("scope");
            assertThat(token.path("token").asText()).hasSizeLessThan(7_000);
            token.path("outputs").forEach(output -> {
                named.add(output.asText());
                assertThat(scope).contains("/" + output.asText());
            });
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(outputs.keySet());
        assertThat(recorded.path("storage_tokens").get(0).path("token").asText())
                .isEqualTo(recorded.path("storage_token").asText());
    }

    @Test
    void whoRegistersMayLookWhereTheOutputsOfTheCallLie() throws Exception {
        Wrapper job = started();
        record(job, 0, Map.of("mute.root", 1));
        assertThat(job.post(job.confirmation(Map.of("mute.root", 1), "RAL_ECHO"))
                        .status())
                .isEqualTo(200);
        OutputToRegister output = grid.outputsToRegister().get(0);
        OutputsToRead readable = grid.control().outputsToRead(List.of(output.outputId(), 99L));
        assertThat(readable.outputIds()).containsExactly(output.outputId());
        assertThat(scopes(claims(readable.storageToken().orElseThrow())))
                .singleElement()
                .satisfies(scope -> {
                    assertThat(scope).startsWith("storage.read:/");
                    assertThat(URI.create(output.pfn()).getPath())
                            .startsWith(scope.substring("storage.read:".length()) + "/");
                });
        assertThat(grid.control().outputsToRead(List.of(99L)).storageToken()).isEmpty();
    }

    @Test
    void whoClearsMayDeleteThoseFilesAndNoOthers() throws Exception {
        Wrapper job = started();
        record(job, 0, Map.of("stray.root", 1));
        job.post(job.abortion(313));
        grid.clock.advance(Duration.ofHours(25));
        OutputsToClear stray = grid.control().outputsToClear(0, 10);
        List<String> expected = stray.outputs().get(0).pfns().stream()
                .map(pfn -> "storage.modify:" + URI.create(pfn).getPath())
                .distinct()
                .toList();
        assertThat(scopes(claims(stray.storageToken().orElseThrow()))).containsExactlyInAnyOrderElementsOf(expected);
    }
}
