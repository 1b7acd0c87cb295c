package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Issuer;
import org.muster.testkit.tokens.Specimen;
import org.muster.testkit.tokens.TokenMint;
import org.muster.testkit.tokens.TokenTable;

/** What each token gets at the allocator is what docs/operating/tokens.md says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTableTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Grid grid;
    private TokenMint mint;

    @BeforeAll
    void start() {
        grid = new Grid();
        mint = new TokenMint(grid.issuer.key(), Issuer.NAME, grid.clock.instant());
    }

    @AfterAll
    void stop() {
        grid.close();
    }

    private int status(String method, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(grid.base() + path))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyTokenGetsWhatThePageSays() {
        String table = new TokenTable(mint)
                .door("control: read", token -> status("GET", "/api/control/demand", token))
                .door("control: write", token -> status("PUT", "/api/control/inventory", token))
                .door(
                        "control: files to delete, with their token",
                        token -> status("GET", "/api/control/outputs-to-clear", token))
                .door("bind a slot", token -> status("POST", "/api/pilots/bind", token))
                .text();
        assertThat(TokenTable.onThePage("allocator", table)).isEqualTo(table);
    }

    /** An administrator is not given the token that deletes files, however the path is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/control/outputs-to-clear",
                "/api/control/outputs-to-read",
                "/api/control//outputs-to-read?ids=1",
                "/api/control//outputs-to-clear",
                "/api/control/outputs-to-clear/",
                "/api/control/outputs%2Dto-clear",
                "/api/control/./outputs-to-clear",
                "/api/control/outputs-to-clear?after=0",
                "/api/control/outputs-to-clear;x=y",
                "/api//control/outputs-to-clear",
                "//api/control/outputs-to-clear"
            })
    void noSpellingOfAPathOpensIt(String path) {
        assertThat(status("GET", path, mint.mint(Specimen.ADMINISTRATOR))).isBetween(400, 499);
        assertThat(status("GET", path, mint.mint(Specimen.STORAGE_AND_MORE))).isBetween(400, 499);
    }
}
