package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.allocator.http.StrangerLimits;

/** Whoever has no token takes next to nothing, and pilots get files meanwhile. */
class DoorsTest {
    private static final int MIB = 1024 * 1024;

    private static final Duration LINGER = Duration.ofSeconds(2);

    /** As in a process with 128 MiB. */
    private static final StrangerLimits SMALL =
            new StrangerLimits(16L * MIB, 400, 300, Duration.ofSeconds(60), LINGER, Set.of());

    private final Grid grid = new Grid(SMALL);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Socket> open = new ArrayList<>();

    @BeforeEach
    void work() {
        grid.control().open(order(1, stage(1, dataset(1, "out"))));
        grid.files(1, 10);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        grid.close();
    }

    private void aPilotGetsAFile() {
        Wrapper job = grid.job(1, 1);
        assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);
        assertThat(job.getFile().status()).isEqualTo(200);
    }

    /** Sends as much as the other side takes without reading. */
    private Socket begin(String head, int bytes) throws IOException {
        return begin(grid, head, bytes);
    }

    private Socket begin(Grid asked, String head, int bytes) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), asked.server().port());
        open.add(socket);
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[64 * 1024];
            for (int sent = 0; sent < bytes; sent += block.length) {
                out.write(block);
            }
            out.flush();
        } catch (IOException e) {
            // turned away meanwhile
        }
        return socket;
    }

    private static String post(String path, long length) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String answer(Socket socket) {
        try {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            byte[] answer = in.readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBodyWithoutATokenIsNotRead() throws IOException {
        for (int i = 0; i < 6; i++) {
            Socket socket = begin(post("/api/control/workflows/1", 32L * MIB), 0);
            assertThat(answer(socket)).isEqualTo("HTTP/1.1 401");
            begin(post("/api/control/workflows/1", 64L * MIB), 63 * MIB);
            begin(post("/api/pilots/bind", 64L * MIB), 63 * MIB);
        }
        assertThat(grid.server().bodyBytes()).as("strangers' share").isLessThanOrEqualTo(8L * MIB);
        aPilotGetsAFile();
        Grid.until(() -> grid.server().bodyBytes() == 0);
    }

    @Test
    void whoIsTurnedAwayAndComesAgainIsNotReadAgainAtOnce() throws IOException {
        StrangerLimits lingering =
                new StrangerLimits(16L * MIB, 400, 300, Duration.ofSeconds(60), Duration.ofMinutes(10), Set.of());
        try (Grid crowded = new Grid(lingering)) {
            int before = crowded.server().connections();
            Socket stranger = begin(crowded, post("/api/allocator/x", 4L * MIB), 3 * MIB + MIB / 2);
            Grid.until(() -> crowded.server().bodyBytes() > 3L * MIB);
            stranger.close();
            Grid.until(() -> crowded.server().connections() <= before);
            assertThat(crowded.server().bodyBytes()).isGreaterThan(3L * MIB);
        }
    }

    @Test
    void bodiesOfStrangersAreLimitedTogether() throws IOException {
        begin(post("/api/allocator/x", 4L * MIB), 3 * MIB + MIB / 2);
        Grid.until(() -> grid.server().bodyBytes() > 3L * MIB);
        aPilotGetsAFile();
        assertThat(answer(begin(post("/api/allocator/x", 4L * MIB), MIB))).isEqualTo("HTTP/1.1 503");
        for (int i = 0; i < 40; i++) {
            begin(post("/api/allocator/x", 4L * MIB), 3 * MIB);
        }
        assertThat(grid.server().bodyBytes()).isLessThanOrEqualTo(8L * MIB);
        aPilotGetsAFile();
        for (Socket socket : open) {
            socket.close();
        }
        Grid.until(() -> grid.server().bodyBytes() == 0);
    }

    @Test
    void halfRequestsTakeConnectionsUpToALimitAndNoMore() throws IOException {
        for (int i = 0; i < 260; i++) {
            begin("POST /api/allocator/x HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n{", 0);
        }
        aPilotGetsAFile();
        for (int i = 0; i < 200; i++) {
            begin("POST /api/alloc", 0);
        }
        Grid.until(() -> grid.server().connections() <= SMALL.connectionsOfAddress());
        for (Socket socket : open) {
            socket.close();
        }
        Grid.until(() -> grid.server().connections() < 40);
        aPilotGetsAFile();
    }

    @Test
    void whoTricklesIsNotWaitedFor() throws IOException {
        StrangerLimits impatient = new StrangerLimits(16L * MIB, 400, 300, Duration.ofSeconds(1), LINGER, Set.of());
        try (Grid quick = new Grid(impatient)) {
            int before = quick.server().connections();
            for (String half : List.of("POST /api/al", post("/api/allocator/x", 500) + "{")) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), quick.server().port());
                open.add(socket);
                socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
                socket.setSoTimeout(20_000);
                assertThat(socket.getInputStream().read()).as("closed").isEqualTo(-1);
            }
            assertThat(quick.server().connections()).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void aLengthBeyondTheLimitIsRefusedAtOnce() throws IOException {
        assertThat(answer(begin(post("/api/allocator/x", 1L << 40), 0))).isEqualTo("HTTP/1.1 400");
        assertThat(answer(begin(post("/ready", 100L * MIB), 0))).isEqualTo("HTTP/1.1 413");
    }

    @Test
    void nobodySwitchesToHttp2WithoutTls() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(grid.base().resolve("/health"))
                .version(HttpClient.Version.HTTP_2)
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    private int control(String method, String path, String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(grid.base() + path)).method(method, BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/control/outputs-to-clear",
                "/api/control/outputs-to-read",
                "/api/control//outputs-to-read?ids=1",
                "/api/control//outputs-to-clear",
                "/api/control/outputs-to-clear/",
                "/api/control/outputs%2Dto-clear",
                "/api/control/outputs%2dto%2Dclear",
                "/api/control/./outputs-to-clear",
                "/api/control/x/../outputs-to-clear",
                "/api/control/outputs-to-clear;x=1",
                "/api/control/outputs-to-clear?after=0",
                "/api//control/outputs-to-clear"
            })
    void noSpellingGivesAnAdministratorAStorageToken(String path) throws Exception {
        assertThat(control("GET", path, grid.token("camunda-admin"))).isIn(403, 404);
        assertThat(control("GET", path, "")).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-9223372036854775808",
                "9223372036854775807",
                "-1",
                "0",
                "2147483648",
                "99999999999999999999",
                "1e3",
                "%00",
                "1%2F2",
                "w1"
            })
    void anyNumberIsAnsweredWithoutADefect(String number) throws Exception {
        String token = grid.token("services");
        for (String path : List.of(
                "/api/control/workflows/" + number,
                "/api/control/files/" + number,
                "/api/control/jobs/" + number,
                "/api/control/stages/" + number + "/settings",
                "/api/control/why-not?file=" + number,
                "/api/control/why-not?workflow=" + number,
                "/api/control/events?after=" + number,
                "/api/control/files?after=" + number,
                "/api/control/jobs?after=" + number,
                "/api/control/outputs?after=" + number,
                "/api/control/outputs-to-clear?after=" + number,
                "/api/control/jobs?workflow=" + number,
                "/api/control/jobs?stage=" + number,
                "/api/control/events?limit=" + number)) {
            assertThat(control("GET", path, token)).as(path).isLessThan(500);
        }
        assertThat(control("PUT", "/api/control/workflows/" + number, token)).isBetween(400, 499);
        assertThat(control("POST", "/api/control/workflows/" + number + "/close", token))
                .isBetween(200, 499);
        aPilotGetsAFile();
    }
}
