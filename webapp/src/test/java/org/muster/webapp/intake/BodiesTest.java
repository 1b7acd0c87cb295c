package org.muster.webapp.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class BodiesTest {
    private static final String JSON = "Content-Type: application/json";

    private final Door door;
    private final int port;

    @Autowired
    BodiesTest(Door door) {
        this.door = door;
        this.port = URI.create(door.address()).getPort();
    }

    @Test
    void tooLongByItsHeadIsRefusedBeforeItIsSent() throws IOException {
        for (String path :
                List.of("/login", "/oauth2/token", "/engine-rest/task", "/camunda/api/x", "/api/workflows")) {
            try (RawConnection caller = new RawConnection(port)) {
                String answer = caller.begin("POST", path, JSON, "Content-Length: 99000000")
                        .rest();
                assertThat(answer).as(path).startsWith("HTTP/1.1 413").contains("longer than the");
            }
        }
    }

    @Test
    void tooLongWithoutALengthIsRefusedWhileItIsRead() throws IOException {
        String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
        try (RawConnection caller = new RawConnection(port)) {
            caller.begin(
                    "POST",
                    "/api/campaigns/1/log",
                    JSON,
                    "Transfer-Encoding: chunked",
                    "Authorization: Bearer " + door.token("sam"));
            for (int i = 0; i < 5; i++) {
                caller.send(chunk);
            }
            assertThat(caller.rest()).startsWith("HTTP/1.1 413").contains("65536 bytes");
        }
        try (RawConnection caller = new RawConnection(port)) {
            caller.begin(
                    "POST", "/login", "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked");
            for (int i = 0; i < 5; i++) {
                caller.send(chunk);
            }
            assertThat(caller.rest()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void withoutATokenNothingIsReadOfTheApi() throws IOException {
        for (String path :
                List.of("/api/workflows", "/engine-rest/process-definition/x/start", "/actuator/prometheus")) {
            try (RawConnection caller = new RawConnection(port)) {
                String answer = caller.begin("POST", path, JSON, "Content-Length: 60000")
                        .rest();
                assertThat(answer).as(path).startsWith("HTTP/1.1 401").contains("Connection: close");
            }
        }
    }

    @Test
    void compressedBodiesAreNotTaken() throws IOException {
        try (RawConnection caller = new RawConnection(port)) {
            String answer = caller.begin(
                            "POST", "/login", "Content-Encoding: gzip", "Content-Length: 3", "Connection: close")
                    .send("abc")
                    .rest();
            assertThat(answer).startsWith("HTTP/1.1 415").contains("without Content-Encoding");
        }
    }

    @Test
    void longAddressesAndHeadsAreRefused() throws IOException {
        try (RawConnection caller = new RawConnection(port)) {
            assertThat(caller.begin("GET", "/dashboard?x=" + "y".repeat(20_000)).rest())
                    .startsWith("HTTP/1.1 400");
        }
        try (RawConnection caller = new RawConnection(port)) {
            assertThat(caller.begin("GET", "/dashboard", "X-Long: " + "y".repeat(20_000))
                            .rest())
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void deepAndCostlyJsonIsRefused() {
        String token = door.token("rita");
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        for (String body : List.of(
                deep,
                "{\"request\":" + deep + "}",
                "{\"request\":1" + "0".repeat(5_000) + "}",
                "{\"maxRunning\":1e1000000000}")) {
            assertThat(door.raw("POST", "/api/requests/check", token, "application/json", body)
                            .status())
                    .as(body.substring(0, 20))
                    .isEqualTo(400);
        }
    }

    @Test
    void nothingInAListIsSaidToWhoeverSentIt() {
        Door.Answer answer = door.raw(
                "POST",
                "/api/proposals/999999/results",
                door.token("muster-agents"),
                "application/json",
                "[{\"line\":1,\"problem\":\"text\"},null]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        Door.Answer kind = door.raw(
                "POST",
                "/api/proposals/repairs",
                door.token("muster-agents"),
                "application/json",
                "{\"datasets\":1,\"files\":1,\"whole\":true,\"found\":[{\"kind\":\"odd\"}]}");
        assertThat(kind.body())
                .as("all that is wrong, though the endpoint reads it for itself")
                .contains("it is not one of", "found[0].kind", "found[0].did", "is missing")
                .doesNotContain("org.muster");
    }

    /** A connection serves the next request after a body of ordinary length. */
    @Test
    void ordinaryBodiesKeepTheConnection() throws IOException {
        try (RawConnection caller = new RawConnection(port)) {
            caller.begin("POST", "/api/workflows", JSON, "Content-Length: 2").send("{}");
            assertThat(caller.begin("GET", "/actuator/health", "Connection: close")
                            .rest())
                    .contains("HTTP/1.1 401", "{\"status\":\"UP\"");
        }
    }
}
