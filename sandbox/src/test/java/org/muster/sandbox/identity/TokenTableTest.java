package org.muster.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;
import org.muster.testkit.tokens.TokenMint;
import org.muster.testkit.tokens.TokenTable;

/** What each token gets at catalogues and storage is what docs/operating/tokens.md says. */
class TokenTableTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final String FILE = "/storage/UK_NORTH_DISK/rucio/usertests/to/ke/table";

    private static int bearer(String method, String path, String body, String token) {
        return (token.isEmpty()
                        ? SANDBOX.send(method, path, body)
                        : SANDBOX.send(method, path, body, "Authorization", "Bearer " + token))
                .statusCode();
    }

    private static int rucio(String method, String path, String body, String token) {
        return (token.isEmpty()
                        ? SANDBOX.send(method, "/rucio" + path, body)
                        : SANDBOX.send(method, "/rucio" + path, body, "X-Rucio-Auth-Token", token))
                .statusCode();
    }

    @Test
    void everyTokenGetsWhatThePageSays() {
        String table = new TokenTable(
                        new TokenMint(SANDBOX.issuer().key(), SANDBOX.issuer().url(), Instant.now()))
                .door("Rucio: read", token -> rucio("GET", "/rses/", "", token))
                .door("Rucio: write", token -> rucio("POST", "/dids/usertests/token-table", "{}", token))
                .door("MetaCat: log in", token -> bearer("GET", "/metacat/auth/auth?method=token", "", token))
                .door("storage: read", token -> bearer("GET", FILE, "", token))
                .door("storage: write", token -> bearer("PUT", FILE + token.hashCode(), "x", token))
                .door("storage: delete", token -> bearer("DELETE", FILE, "", token))
                .text();
        assertThat(TokenTable.onThePage("sandbox", table)).isEqualTo(table);
    }
}
