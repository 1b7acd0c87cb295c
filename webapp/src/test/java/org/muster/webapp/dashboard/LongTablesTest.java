package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** Tables of any length that somebody takes home, over real HTTP. */
@RunningWebapp
class LongTablesTest {
    private static final String JOBS = "/api/jobs?format=";
    private static final String JOBS_ON_PAGE = Links.JOBS + "?table=jobs&format=";
    private static final long ENDLESS = Long.MAX_VALUE;
    private static final int MANY_READERS = 40;
    private static final int MAX_ATTEMPTS = 20_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Door door;

    @Autowired
    LongTablesTest(Door door) {
        this.door = door;
    }

    @AfterEach
    void theOthersHaveNoJobs() {
        FakeAllocator.RUNNING.forgets("jobs");
    }

    @Test
    void everyRowIsInTheFile() throws IOException {
        jobs(30_001, ENDLESS);
        Visitor sam = new Visitor(door, "sam");
        for (String csv : List.of(text(JOBS + "csv"), sam.page(JOBS_ON_PAGE + "csv"))) {
            assertThat(csv.lines()).hasSize(30_002).last().asString().startsWith("30001@");
            assertThat(csv.lines().skip(1).distinct()).hasSize(30_001);
        }
        assertThat(text(JOBS + "lines").lines())
                .hasSize(30_001)
                .last()
                .satisfies(line -> assertThat(
                                Json.mapper().readTree(line).path("jobsub_id").asText())
                        .isEqualTo("30001@pool"));
        assertThat(Json.mapper().readTree(sam.page(JOBS_ON_PAGE + "json")).path("rows"))
                .hasSize(30_001);
    }

    /** A reader of lines takes an empty one for a row that is broken. */
    @Test
    void aTableWithoutRowsHasNoLineButItsHeading() throws IOException {
        jobs(1, ENDLESS);
        String heading = text(JOBS + "csv").lines().findFirst().orElseThrow();
        assertThat(heading).startsWith("jobsub_id,");
        jobs(0, ENDLESS);
        assertThat(text(JOBS + "csv").lines()).containsExactly(heading);
        assertThat(text(JOBS + "lines")).isEmpty();
        jobs(1, ENDLESS);
        assertThat(text(JOBS + "lines").lines()).hasSize(1);
    }

    @Test
    void thePageOffersTheWholeTableWhateverItShows() {
        jobs(300, ENDLESS);
        String page = new Visitor(door, "sam").page(Links.JOBS + "?limit=100&after=100&state=submitted");
        assertThat(page).contains("200@pool").doesNotContain("201@pool");
        assertThat(page).contains("/dashboard/jobs?state=submitted&amp;table=jobs&amp;format=csv\"");
    }

    @Test
    void whoAsksForSomeRowsGetsThese() throws IOException {
        jobs(30_001, ENDLESS);
        assertThat(text(JOBS + "csv&limit=7").lines()).hasSize(8);
        assertThat(text(JOBS + "lines&limit=5000&after=100").lines())
                .hasSize(5_000)
                .first()
                .asString()
                .contains("101@pool");
        assertThat(door.get("/api/jobs?limit=7", "sam").json().path("next").asText())
                .isEqualTo("7");
    }

    /** No file looks whole that is not. */
    @Test
    void aTableThatBreaksOffEndsInNoGoodWay() {
        jobs(30_000, 9_000);
        for (String format : List.of("csv", "lines")) {
            assertThatThrownBy(() -> text(JOBS + format)).as(format).isInstanceOf(IOException.class);
        }
        Visitor sam = new Visitor(door, "sam");
        for (String format : List.of("csv", "json")) {
            assertThatThrownBy(() -> sam.get(JOBS_ON_PAGE + format))
                    .as(format)
                    .isInstanceOf(UncheckedIOException.class);
        }
        jobs(30_000, 0);
        assertThat(door.get(JOBS + "csv", "sam").status())
                .as("nothing was said")
                .isEqualTo(503);
    }

    /** A table without an end is read as far as somebody likes, so nothing is gathered first; and who goes away leaves no trace. */
    @Test
    void whoeverGoesAwayInTheMiddleLeavesThePlaceToOthers() throws IOException {
        jobs(ENDLESS, ENDLESS);
        for (int i = 0; i < MANY_READERS; i++) {
            try (BufferedReader lines = reader(admitted(JOBS + "csv").body())) {
                assertThat(lines.lines().limit(10_000)).hasSize(10_000);
            }
        }
    }

    @Test
    void onePersonHasOnlySoManyAtOnceAndKeepsNobodyElseFromTheirs() throws IOException {
        jobs(ENDLESS, ENDLESS);
        List<InputStream> readers = new ArrayList<>();
        try {
            HttpResponse<InputStream> answer = ask(JOBS + "csv", "");
            for (; answer.statusCode() == 200 && readers.size() < MANY_READERS; answer = ask(JOBS + "csv", "")) {
                readers.add(answer.body());
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("tables are on their way to you");
            assertThat(door.get(JOBS + "csv&limit=5", "rita").status()).isEqualTo(200);
            assertThat(new Visitor(door, "sam").get(JOBS_ON_PAGE + "json").statusCode())
                    .isEqualTo(429);
            assertThat(door.get("/api/jobs", "sam").status())
                    .as("a page waits for nobody")
                    .isEqualTo(200);
        } finally {
            for (InputStream reader : readers) {
                reader.close();
            }
        }
        admitted(JOBS + "csv").body().close();
    }

    @Test
    void whatIsLongTravelsSmallToWhoeverCanUnpackIt() throws IOException {
        jobs(5_000, ENDLESS);
        HttpResponse<InputStream> answer = ask(JOBS + "csv", "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] packed = answer.body().readAllBytes();
        String csv = text(JOBS + "csv");
        assertThat(reader(new GZIPInputStream(new ByteArrayInputStream(packed))).lines())
                .hasSize(5_001);
        assertThat(packed.length).isLessThan(csv.length() / 3);
    }

    /** Places come back as soon as the server notices; it is asked again until then. */
    private HttpResponse<InputStream> admitted(String path) throws IOException {
        HttpResponse<InputStream> answer = ask(path, "");
        for (int attempt = 1; attempt < MAX_ATTEMPTS && answer.statusCode() == 429; attempt++) {
            answer.body().close();
            answer = ask(path, "");
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private String text(String path) throws IOException {
        return new String(ask(path, "").body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static BufferedReader reader(InputStream text) {
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> ask(String path, String encoding) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(door.address() + path))
                .header("Authorization", "Bearer " + door.token("sam"))
                .header("Accept-Encoding", encoding)
                .build();
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** So many jobs by number; the table fails for whoever asks for one behind {@code readable}. */
    private static void jobs(long count, long readable) {
        FakeAllocator.RUNNING.tells("jobs", asked -> page(asked, count, readable));
    }

    private static Page<JobRow> page(Map<String, String> asked, long count, long readable) {
        String from = asked.getOrDefault("after", "");
        long after = from.isEmpty() ? 0 : Long.parseLong(from);
        long last = Math.min(count, after + Long.parseLong(asked.getOrDefault("limit", "100")));
        if (last > readable) {
            throw new IllegalStateException("these rows are lost");
        }
        return new Page<>(
                LongStream.rangeClosed(after + 1, last)
                        .mapToObj(LongTablesTest::job)
                        .toList(),
                last < count ? Optional.of(Long.toString(last)) : Optional.empty());
    }

    private static JobRow job(long number) {
        return new JobRow(
                new JobsubId(number + "@pool"),
                StageRef.parse("w1s1"),
                JobState.SUBMITTED,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH.plusSeconds(number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0);
    }
}
