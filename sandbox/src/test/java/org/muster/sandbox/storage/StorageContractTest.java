package org.muster.sandbox.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.identity.Surface;
import org.muster.sandbox.RunningSandbox;

/** Storage as jobs and attackers meet it. */
class StorageContractTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final String BOTH = "storage.read:/ storage.modify:/";

    private static HttpResponse<String> as(String scope, String method, String path, String body, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + SANDBOX.issuer().forStorage(Surface.ANY_STORAGE, scope);
        System.arraycopy(more, 0, headers, 2, more.length);
        return SANDBOX.send(method, "/storage" + path, body, headers);
    }

    /** The WebDAV servlet of Tomcat fails here if nothing has initialised it yet. */
    @Test
    void itCanBeTendedFromTheStart() {
        SANDBOX.tend();

        assertThat(as(BOTH, "PUT", "/UK_NORTH_DISK/tended", "x").statusCode()).isEqualTo(201);
        assertThat(as(BOTH, "GET", "/UK_NORTH_DISK/tended", "").body()).isEqualTo("x");
    }

    @Test
    void withoutAValidTokenNothingIsServed() {
        assertThat(SANDBOX.send("GET", "/storage/UK_NORTH_DISK/x", "").statusCode())
                .isEqualTo(401);
        for (String token : List.of(
                "nonsense",
                SANDBOX.issuer().forged("job", BOTH),
                SANDBOX.issuer().expired("job", BOTH))) {
            assertThat(SANDBOX.send("PUT", "/storage/UK_NORTH_DISK/x", "x", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenIsGoodOnlyForItsScopeAndPath() {
        assertThat(as("storage.read:/", "PUT", "/UK_NORTH_DISK/scoped", "x").statusCode())
                .isEqualTo(403);
        assertThat(as("profile", "GET", "/UK_NORTH_DISK/scoped", "").statusCode())
                .isEqualTo(403);
        assertThat(as("storage.create:/storage/UK_SOUTH_DISK", "PUT", "/UK_NORTH_DISK/scoped", "x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("storage.create:/storage/UK_NORTH", "PUT", "/UK_NORTH_DISK/scoped", "x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("storage.create:/storage/UK_NORTH_DISK", "PUT", "/UK_NORTH_DISK/scoped", "x")
                        .statusCode())
                .isEqualTo(201);
        assertThat(as("storage.create:/", "DELETE", "/UK_NORTH_DISK/scoped", "").statusCode())
                .isEqualTo(403);
        assertThat(as("storage.modify", "DELETE", "/UK_NORTH_DISK/scoped", "").statusCode())
                .isEqualTo(204);
    }

    private static int asJob(String scope, String method, String path) {
        String token = SANDBOX.allocator().forStorage(Surface.ANY_STORAGE, scope);
        return SANDBOX.send(method, path, method.equals("PUT") ? "x" : "", "Authorization", "Bearer " + token)
                .statusCode();
    }

    @Test
    void aTokenOfTheAllocatorIsGoodForExactlyItsPaths() {
        String mine = "/storage/UK_NORTH_DISK/rucio/toy/ab/cd/mine.root";
        String write = "storage.create:" + mine + " storage.read:" + mine;
        assertThat(asJob(write, "PUT", mine)).isEqualTo(201);
        assertThat(asJob(write, "HEAD", mine)).isEqualTo(200);
        assertThat(asJob(write, "DELETE", mine)).isEqualTo(403);
        for (String other : List.of(
                "/storage/UK_NORTH_DISK/rucio/toy/ab/cd/mine.root2",
                "/storage/UK_NORTH_DISK/rucio/toy/ab/cd/other.root",
                "/storage/UK_SOUTH_DISK/rucio/toy/ab/cd/mine.root",
                "/storage/UK_NORTH_DISK/rucio/toy/ab/cd")) {
            assertThat(asJob(write, "PUT", other)).as(other).isEqualTo(403);
            assertThat(asJob(write, "GET", other)).as(other).isEqualTo(403);
        }
        String read = "storage.read:/storage/UK_NORTH_DISK/rucio/toy";
        assertThat(asJob(read, "GET", mine)).isEqualTo(200);
        assertThat(asJob(read, "PUT", mine)).isEqualTo(403);
        assertThat(asJob(read, "GET", "/storage/UK_NORTH_DISK/rucio/toys/x")).isEqualTo(403);
        assertThat(asJob(read, "GET", "/storage/UK_NORTH_DISK/rucio/usertests/x"))
                .isEqualTo(403);
        assertThat(asJob("storage.modify:" + mine, "DELETE", mine)).isEqualTo(204);
    }

    @Test
    void aTokenOfTheAllocatorOpensStorageAndNothingElse() {
        String token = SANDBOX.allocator().forStorage(Surface.ANY_STORAGE, BOTH);
        assertThat(SANDBOX.send("GET", "/rucio/accounts/whoami", "", "X-Rucio-Auth-Token", token)
                        .statusCode())
                .isEqualTo(401);
        String foreign = SANDBOX.allocator().forStorage("https://elsewhere.example", BOTH);
        assertThat(SANDBOX.send("GET", "/storage/UK_NORTH_DISK/x", "", "Authorization", "Bearer " + foreign)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aFileIsWrittenOnceReadBackAndHasADigest() {
        String path = "/FR_WEST_DISK/rucio/a/b/hello";
        assertThat(as(BOTH, "PUT", path, "hello").statusCode()).isEqualTo(201);
        HttpResponse<String> read = as(BOTH, "GET", path, "", "Want-Digest", "adler32");
        assertThat(read.body()).isEqualTo("hello");
        assertThat(read.headers().firstValue("Digest")).contains("adler32=062c0215");
        assertThat(as(BOTH, "HEAD", path, "", "Want-Digest", "adler32")
                        .headers()
                        .firstValue("Digest"))
                .contains("adler32=062c0215");
        assertThat(as(BOTH, "PUT", path, "hello").statusCode()).isEqualTo(204);
        assertThat(as(BOTH, "PUT", path, "other").statusCode()).isEqualTo(409);
        assertThat(as(BOTH, "GET", path, "").body()).isEqualTo("hello");
        assertThat(as(BOTH, "PROPFIND", path, "", "Depth", "0").statusCode()).isEqualTo(207);
    }

    @Test
    void pathsThatCouldLeaveAnRseAreRefused() throws Exception {
        Files.writeString(SANDBOX.storage().resolve("outside"), "secret");
        for (String path : List.of(
                "/UK_NORTH_DISK/%2e%2e/outside",
                "/UK_NORTH_DISK/..%2foutside",
                "/UK_NORTH_DISK/.%2e/outside",
                "/.incoming/x",
                "/UK_NORTH_DISK/..%5coutside",
                "/UK_NORTH_DISK/..;/outside")) {
            assertThat(as(BOTH, "GET", path, "").statusCode()).as(path).isEqualTo(400);
        }
    }

    @Test
    void anRseThatDoesNotExistTakesNothing() {
        assertThat(as(BOTH, "PUT", "/NO_SUCH_RSE/x", "x").statusCode()).isEqualTo(409);
    }

    @Test
    void onlyAdministratorsBreakThingsAndThenTheyAreBroken() {
        String fault = "{\"rse\":\"UK_SOUTH_DISK\",\"kind\":\"%s\"}";
        String nobody = "Bearer " + SANDBOX.issuer().token("sam", "profile", "shifters");
        String admin = "Bearer " + SANDBOX.issuer().token("ada", "profile", "camunda-admin");
        assertThat(fault(fault.formatted("error"), nobody)).isEqualTo(403);
        assertThat(fault(fault.formatted("error"), "Bearer nonsense")).isEqualTo(401);
        assertThat(fault(fault.formatted("error"), admin)).isEqualTo(200);
        assertThat(as(BOTH, "PUT", "/UK_SOUTH_DISK/lost", "x").statusCode()).isEqualTo(503);
        assertThat(fault(fault.formatted("loss"), admin)).isEqualTo(200);
        assertThat(as(BOTH, "PUT", "/UK_SOUTH_DISK/lost", "x").statusCode()).isEqualTo(201);
        assertThat(fault(fault.formatted("none"), admin)).isEqualTo(200);
        assertThat(as(BOTH, "GET", "/UK_SOUTH_DISK/lost", "").statusCode()).isEqualTo(404);
    }

    private static int fault(String body, String authorization) {
        return SANDBOX.send("POST", "/faults", body, "Authorization", authorization, "Content-Type", "application/json")
                .statusCode();
    }
}
