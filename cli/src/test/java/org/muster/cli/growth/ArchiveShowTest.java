package org.muster.cli.growth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Outcome;
import org.muster.protocol.http.Json;

/** A file that somebody fetched from the archive. Nobody is asked about it, nor has to be signed in. */
class ArchiveShowTest {
    private static final String FILE = "events.csv.gz";
    private static final String LINES = """
            event_id,time,type,name,workflow_id,stage_id,file_id,output_id,job_id,did,jobsub_id,site,entry,rse,exit_code
            1,2026-11-22T12:00:00.000000Z,101,WORKFLOW_CREATED,7,,,,,,,,,,
            2,2026-11-22T12:00:01.000000Z,201,FILE_ADDED,7,1,4711,,,"toy:a, ""b"".root",,,,,
            3,2026-11-22T12:00:02.000000Z,302,JOB_STARTED,8,1,,,17,,17.0@local,UK_North,entry,,0
            """;

    private final Path home;

    private StandInPlatform platform;

    ArchiveShowTest(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void file() throws Exception {
        platform = new StandInPlatform(home);
        write(LINES);
    }

    private void write(String lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(home.resolve(FILE)))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void nobodyWasAsked() {
        assertThat(platform.asked()).isEmpty();
        platform.close();
    }

    @Test
    void showsWhatIsInIt() {
        Outcome outcome = platform.run("archive", "show", FILE);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out())
                .contains("WORKFLOW_CREATED", "toy:a, \"b\".root", "17.0@local", "UK_North")
                .doesNotContain("More rows");
    }

    @Test
    void findsWhatIsAskedFor() {
        assertThat(platform.run("archive", "show", FILE, "--workflow", "w8").out())
                .contains("JOB_STARTED")
                .doesNotContain("FILE_ADDED");
        assertThat(platform.run("archive", "show", FILE, "--type", "201").out()).contains("FILE_ADDED");
        assertThat(platform.run("archive", "show", FILE, "--job", "17.0@local").out())
                .contains("JOB_STARTED");
        assertThat(platform.run("archive", "show", FILE, "--did", "toy:none").out())
                .contains("No such events in this file.");
    }

    @Test
    void goesOnPageByPage() {
        assertThat(platform.run("archive", "show", FILE, "--limit", "2").out())
                .contains("FILE_ADDED", "--after 2")
                .doesNotContain("JOB_STARTED");
        assertThat(platform.run("archive", "show", FILE, "--limit", "2", "--after", "2")
                        .out())
                .contains("JOB_STARTED")
                .doesNotContain("FILE_ADDED", "More rows");
    }

    @Test
    void givesEachAsALineOfJson() throws IOException {
        List<String> lines = platform.run("archive", "show", FILE, "--all", "--json")
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        JsonNode second = Json.mapper().readTree(lines.get(1));
        assertThat(second.path("did").asText()).isEqualTo("toy:a, \"b\".root");
        assertThat(second.has("exit_code")).isFalse();
    }

    @Test
    void saysThatItIsNone() throws IOException {
        Files.writeString(home.resolve("a.txt"), "a text");
        Outcome none = platform.run("archive", "show", "nowhere.csv.gz");
        assertThat(none.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.err()).contains("there is no file").contains("nowhere.csv.gz");
        Outcome text = platform.run("archive", "show", "a.txt");
        assertThat(text.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text.err()).contains("is no whole file of the archive");
    }

    @Test
    void saysWhereItIsCutOff() throws IOException {
        StringBuilder many = new StringBuilder(LINES);
        new Random(1)
                .longs(10_000, 4, Long.MAX_VALUE)
                .forEach(id -> many.append(id).append(",2026-11-22T12:00:02.000000Z,302,JOB_STARTED,8,1,,,17,,,,,,\n"));
        write(many.toString());
        byte[] whole = Files.readAllBytes(home.resolve(FILE));
        Files.write(home.resolve(FILE), Arrays.copyOf(whole, whole.length / 2));
        Outcome outcome = platform.run("archive", "show", FILE, "--all");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).containsPattern("events.csv.gz cannot be read behind line [1-9]");
    }
}
