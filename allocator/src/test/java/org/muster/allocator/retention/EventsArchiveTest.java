package org.muster.allocator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.allocator.journal.EventPartition.State;
import org.muster.allocator.journal.EventsFile;
import org.muster.protocol.control.EventRow;

/** Events of November that are to leave the database after 60 days. */
class EventsArchiveTest {
    private static final Duration KEPT = Duration.ofDays(60);
    private static final String NAME = "events-0001-2026-11-01-to-2026-12-01.csv.gz";
    private static final String HEADING =
            "event_id,time,type,name,workflow_id,stage_id,file_id,output_id,job_id,did,jobsub_id,site,entry,rse,exit_code";

    private final Path archive;

    private EventsLedger ledger;
    private List<EventRow> november;

    EventsArchiveTest(@TempDir Path archive) {
        this.archive = archive;
    }

    @BeforeEach
    void closed() {
        ledger = new EventsLedger(new Retention(Optional.of(KEPT), Optional.empty(), Optional.of(archive)));
        november = ledger.shown("oldest");
        ledger.clock.set(EventsLedger.DECEMBER);
        ledger.look();
        ledger.workflow(2);
        assertThat(ledger.states()).containsExactly(State.CLOSED, State.OPEN);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private List<String> lines() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(archive.resolve(NAME))), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Each with what a page shows of it. */
    private static String line(EventRow row) {
        return row.eventId() + " " + row.type() + " " + row.name() + " "
                + row.workflow().number() + " "
                + row.stage().map(stage -> Integer.toString(stage.stage())).orElse("") + " "
                + row.did().map(Object::toString).orElse("");
    }

    private static String line(String csv) {
        String[] cells = csv.split(",", -1);
        return String.join(" ", cells[0], cells[2], cells[3], cells[4], cells[5], cells[9]);
    }

    private void novemberIsInItsFileAndNowhereElse() throws IOException {
        assertThat(ledger.troubles()).isEmpty();
        assertThat(ledger.first().state()).isEqualTo(State.DROPPED);
        EventsFile file = ledger.first().file().orElseThrow();
        assertThat(file.name()).isEqualTo(NAME);
        assertThat(file.events()).isEqualTo(november.size());
        assertThat(file.bytes()).isEqualTo(Files.size(archive.resolve(NAME)));
        assertThat(files()).containsExactly(NAME);
        List<String> lines = lines();
        assertThat(lines.get(0)).isEqualTo(HEADING);
        assertThat(lines.subList(1, lines.size()).stream().map(EventsArchiveTest::line))
                .isEqualTo(november.stream().map(EventsArchiveTest::line).toList());
        assertThat(ledger.ids())
                .isNotEmpty()
                .allMatch(id -> id >= ledger.all().get(1).firstId());
    }

    private void novemberIsThere() {
        assertThat(ledger.ids().subList(0, november.size()))
                .isEqualTo(november.stream().map(EventRow::eventId).toList());
    }

    @Test
    void whatIsOldEnoughIsInAFileAsPagesShowedIt() throws IOException {
        ledger.after(KEPT.minusDays(1));
        assertThat(ledger.states()).startsWith(State.CLOSED);
        novemberIsThere();
        ledger.after(Duration.ofDays(2));
        novemberIsInItsFileAndNowhereElse();
        ledger.restart();
        int before = ledger.ids().size();
        ledger.workflow(3);
        assertThat(ledger.ids()).hasSizeGreaterThan(before).isSorted();
    }

    @Test
    void ofAFullDiskItIsSaidAndNothingIsLost() throws IOException {
        // Who writes to it is told that there is no space left.
        Files.createSymbolicLink(archive.resolve(NAME + ".1.part"), Path.of("/dev/full"));
        ledger.after(KEPT);
        assertThat(ledger.troubles()).anySatisfy(why -> assertThat(why).contains("No space left"));
        assertThat(ledger.states()).startsWith(State.CLOSED);
        assertThat(files()).isEmpty();
        novemberIsThere();

        ledger.lookAgain();
        novemberIsInItsFileAndNowhereElse();
    }

    @Test
    void whereItWouldNotFitItIsNotBegun() throws IOException {
        ledger.spare(Long.MAX_VALUE / 2);
        ledger.after(KEPT);
        assertThat(ledger.troubles()).anySatisfy(why -> assertThat(why).contains("to spare"));
        assertThat(ledger.states()).startsWith(State.CLOSED);
        assertThat(files()).isEmpty();
        novemberIsThere();
    }

    @Test
    void whatSomebodyLeftInTheMiddleIsClearedAway() throws IOException {
        Files.writeString(archive.resolve(NAME + ".7.part"), "half a fi");
        ledger.after(KEPT);
        novemberIsInItsFileAndNowhereElse();
    }

    @Test
    void whoStopsBeforeTheFileIsRememberedWritesItAgain() throws IOException {
        Files.writeString(archive.resolve(NAME), "of somebody who crashed");
        ledger.after(KEPT);
        novemberIsInItsFileAndNowhereElse();
    }

    private void archivedAndNotDropped() throws Exception {
        try (Connection reading = ledger.pool.getConnection()) {
            reading.setAutoCommit(false);
            reading.createStatement().execute("lock table events in access share mode");
            ledger.after(KEPT);
            assertThat(ledger.states()).startsWith(State.ARCHIVED);
            assertThat(ledger.troubles()).isNotEmpty();
            novemberIsThere();
            reading.rollback();
        }
    }

    @Test
    void whoStopsBeforeTheRowsGoLetsThemGoLater() throws Exception {
        archivedAndNotDropped();
        ledger.restart();
        ledger.look();
        novemberIsInItsFileAndNowhereElse();
    }

    @Test
    void aFileThatIsNotWhatItWasIsWrittenAgainBeforeTheRowsGo() throws Exception {
        archivedAndNotDropped();
        Files.delete(archive.resolve(NAME));
        ledger.lookAgain();
        assertThat(ledger.states()).startsWith(State.CLOSED);
        novemberIsThere();
        ledger.look();
        novemberIsInItsFileAndNowhereElse();
    }

    @Test
    void rowsThatTheFileHasNotAreNotLetGo() throws Exception {
        archivedAndNotDropped();
        ledger.execute("insert into events (event_id, length, time, type, workflow_id) select "
                + ledger.first().file().orElseThrow().lastId() + " + 100, 1, now(), 101, 1");
        ledger.lookAgain();
        assertThat(ledger.states()).startsWith(State.CLOSED);
        ledger.look();
        assertThat(lines()).hasSize(1 + november.size() + 1);
    }
}
