package org.muster.agents.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.agents.fake.FakePlatform;
import org.muster.protocol.platform.Incident;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** More at once than people can be told one by one. */
@ExtendWith(OutputCaptureExtension.class)
class SetAsideTest {
    private static final int MORE = 34;
    private static final int ALL = SetAside.MAX_OPEN + MORE;
    /** Enough to tell everything, a call at a time. */
    private static final int STEPS = 2 * ALL / Incident.MAX_TOLD;

    private final FakePlatform webapp = new FakePlatform();
    private final SetAside setAside = new SetAside(webapp.client());
    private Instant now = Instant.parse("2026-11-22T20:05:00Z");

    SetAsideTest() {
        setAside.speaksFor("registrar");
    }

    @AfterEach
    void stop() {
        webapp.close();
    }

    private void steps() {
        for (int step = 0; step < STEPS; step++) {
            setAside.doWork(now);
            now = now.plus(SetAside.LOOK);
        }
    }

    private void fail(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(i -> setAside.begin("registrar", "w" + i, "broken"));
    }

    private Health health() {
        return new SubjectsHealth(setAside).health();
    }

    private Set<String> told(String source) {
        return webapp.incidents.stream()
                .filter(incident -> incident.source().equals(source))
                .map(Incident::subject)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void peopleAreToldHowManyMoreThereAreAndTheLogOnce(CapturedOutput output) {
        fail(1, ALL);
        steps();
        fail(1, ALL);
        steps();

        assertThat(told("registrar")).hasSize(SetAside.MAX_OPEN);
        assertThat(webapp.incidents)
                .filteredOn(incident -> incident.source().equals("incidents"))
                .isNotEmpty()
                .allSatisfy(incident -> {
                    assertThat(incident.subject()).isEqualTo("others");
                    assertThat(incident.reason())
                            .startsWith(
                                    "34 others are set aside beyond the 1000 that are told one by one: registrar 34.");
                });
        assertThat(health().getStatus()).isEqualTo(SubjectsHealth.DEGRADED);
        assertThat(health().getDetails()).containsEntry("set_aside", ALL);
        assertThat(output.getAll().lines().filter(line -> line.contains("others are set aside")))
                .hasSize(1);
    }

    @Test
    void eachIsToldAsSoonAsThereIsRoomAndNothingIsLost() {
        fail(1, ALL);
        steps();
        Set<String> first = told("registrar");

        first.stream().sorted().limit(2L * MORE).forEach(name -> setAside.over("registrar", name));
        steps();

        assertThat(told("registrar")).hasSize(ALL);
        assertThat(webapp.over).extracting(Incident::subject).contains("others").hasSize(2 * MORE + 1);
        assertThat(health().getDetails()).containsEntry("set_aside", ALL - 2 * MORE);
    }

    @Test
    void whatIsOverBeforeItWasToldIsNeverTold() {
        fail(1, ALL);
        steps();
        Set<String> told = told("registrar");
        List<String> untold = IntStream.rangeClosed(1, ALL)
                .mapToObj(i -> "w" + i)
                .filter(name -> !told.contains(name))
                .toList();

        setAside.over("registrar", untold.get(0));
        setAside.keepOnly("registrar", told);
        steps();

        assertThat(told("registrar")).isEqualTo(told);
        assertThat(webapp.over).extracting(Incident::subject).containsExactly("others");
    }
}
