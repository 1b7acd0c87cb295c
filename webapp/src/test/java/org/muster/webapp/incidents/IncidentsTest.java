package org.muster.webapp.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class IncidentsTest {
    private static final String GATE = "look-at-incident";
    private static int storages;

    private final Door door;
    private final EngineHand engine;
    private final PartTroubles troubles;
    private final FakeAllocator allocator = FakeAllocator.RUNNING;

    @Autowired
    IncidentsTest(Door door, EngineHand engine, LedgerTroubles ledger, Incidents incidents, TakeIncidents take) {
        this.door = door;
        this.engine = engine;
        this.troubles = new PartTroubles(ledger, incidents, take, Duration.ofDays(1));
    }

    private PlatformClient agents() {
        return door.as("muster-agents");
    }

    private static Incident storage() {
        storages++;
        return new Incident("log-datasets", "DISK_" + storages, "Rucio says: it is \u0000 full");
    }

    private IncidentRow row(Incident incident) {
        return door.as("rita")
                .incidents(Map.of("subject", incident.subject()))
                .rows()
                .get(0);
    }

    private List<String> waiting(Incident incident) {
        return engine.waiting("n" + row(incident).incident());
    }

    private WorkflowId running() {
        WorkflowId id = door.as("rita")
                .submit(new WorkflowSubmission("a test", "usertests", "monte-carlo 5", stages()))
                .workflow();
        engine.work();
        assertThat(state(id)).isEqualTo(WorkflowState.RUNNING);
        return id;
    }

    private static List<StageOrder> stages() {
        return List.of(new StageOrder(
                1,
                "#!/bin/bash\n",
                Optional.empty(),
                1,
                256L * 1024 * 1024,
                600,
                new Distance(30),
                50,
                1,
                6,
                2000,
                List.of(),
                List.of(),
                List.of(),
                List.of(new OutputPattern(
                        1,
                        "*.txt",
                        OutputPattern.Destination.DATASET,
                        Optional.of("some-texts"),
                        Optional.empty(),
                        Optional.of(86_400L))),
                Map.of()));
    }

    private WorkflowState state(WorkflowId id) {
        return door.as("rita").workflow(id).workflow().state();
    }

    @Test
    void whatIsToldOftenIsOneIncidentAndOneTaskUntilItIsOver() {
        Incident incident = storage();
        agents().incidents(List.of(incident));
        agents().incidents(List.of(incident, storage()));

        assertThat(row(incident).times()).isEqualTo(2);
        assertThat(row(incident).reason()).isEqualTo("Rucio says: it is   full");
        assertThat(waiting(incident)).containsExactly(GATE);

        agents().over(List.of(incident));
        agents().over(List.of(incident));

        assertThat(waiting(incident)).isEmpty();
        assertThat(row(incident).endedAt()).isPresent();
    }

    @Test
    void whatAPersonSaidIsKeptAndIfItDoesNotHelpSheIsAskedAgain() {
        Incident incident = storage();
        agents().incidents(List.of(incident));
        String key = "n" + row(incident).incident();

        assertThat(engine.complete(key, GATE, "ada", Map.of("decision", "try-again", "comment", "made room"))
                        .status())
                .isEqualTo(204);
        assertThat(row(incident).note()).contains("made room");
        assertThat(row(incident).answeredAt()).isPresent();
        assertThat(waiting(incident)).isEmpty();

        agents().incidents(List.of(incident));

        assertThat(waiting(incident)).containsExactly(GATE);
    }

    @Test
    void aWorkflowThatRunsIsPausedWithTheReason() {
        WorkflowId id = running();
        Incident incident = new Incident("registrar", id.toString(), "usertests:a.root is taken");

        agents().incidents(List.of(incident));
        engine.work();

        assertThat(state(id)).isEqualTo(WorkflowState.PAUSED);
        assertThat(door.as("rita").workflow(id).workflow().message()).contains("registrar: usertests:a.root is taken");
        assertThat(engine.waiting(id)).containsExactly("decide-paused-workflow");
        assertThat(waiting(incident)).as("one question is enough").isEmpty();
        assertThat(door.as("rita").workflow(id).incidents())
                .extracting(IncidentRow::reason)
                .containsExactly("usertests:a.root is taken");
        assertThat(door.as("rita")
                        .events(Map.of("workflow", Integer.toString(id.number())))
                        .rows())
                .extracting(EventRow::name)
                .contains("INCIDENT_BEGUN", "WORKFLOW_PAUSED");

        door.as("sam").resume(id, "let it try");
        engine.work();
        agents().incidents(List.of(incident));
        assertThat(state(id)).as("not paused behind sam's back").isEqualTo(WorkflowState.RUNNING);
        assertThat(waiting(incident)).containsExactly(GATE);

        agents().over(List.of(incident));
        assertThat(door.as("rita").workflow(id).incidents()).isEmpty();
    }

    @Test
    void aWorkflowThatTheAllocatorCannotReadIsATaskOfAdministratorsUntilItCan() {
        WorkflowId id = running();
        Incident incident = new Incident("allocator", id.toString(), "");
        allocator.setsAside(id, "its document is no JSON");

        troubles.go();
        troubles.go();

        assertThat(row(incident).source()).isEqualTo("allocator");
        assertThat(row(incident).reason()).contains("its document is no JSON");
        assertThat(waiting(incident)).containsExactly(GATE);
        assertThat(state(id)).as("a pause mends no rows").isEqualTo(WorkflowState.RUNNING);
        Map<String, Object> again = Map.of("decision", "try-again", "comment", "mended");
        assertThat(engine.complete("n" + row(incident).incident(), GATE, "sam", again)
                        .status())
                .as("a shifter mends none either")
                .isEqualTo(403);

        allocator.canRead(id);
        allocator.goAway();
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(troubles::go);
        allocator.comeBack();
        assertThat(row(incident).endedAt()).as("nobody said that it is over").isEmpty();
        allocator.setsAside(id, "its document is no JSON");

        int looks = allocator.looksAgain();
        assertThat(engine.complete("n" + row(incident).incident(), GATE, "ada", again)
                        .status())
                .isEqualTo(204);
        troubles.go();
        assertThat(allocator.looksAgain()).isEqualTo(looks + 1);
        assertThat(waiting(incident)).as("the allocator is reading it again").isEmpty();
        troubles.go();
        assertThat(allocator.looksAgain()).isEqualTo(looks + 1);
        assertThat(waiting(incident)).as("it did not help").containsExactly(GATE);

        allocator.canRead(id);
        troubles.go();
        assertThat(waiting(incident)).isEmpty();
        assertThat(row(incident).endedAt()).isPresent();
    }

    @Test
    void ofVeryManyTroublesOfTheAllocatorTheFirstAreTasksAndTheOthersOneMore() {
        List<WorkflowId> many = Stream.iterate(800_001, number -> number + 1)
                .limit(PartTroubles.MAX_SUBJECTS + 5)
                .map(WorkflowId::new)
                .toList();
        many.forEach(each -> allocator.setsAside(each, "junk"));

        troubles.go();

        assertThat(openOfAllocator())
                .hasSize(PartTroubles.MAX_SUBJECTS + 1)
                .contains("w800001", PartTroubles.OTHERS)
                .doesNotContain("w800021");

        allocator.setsAside(new WorkflowId(700_000), "junk");
        allocator.canRead(many.get(0));
        troubles.go();
        assertThat(openOfAllocator())
                .as("those that are incidents stay, whoever comes before them")
                .contains("w800020", "w700000", PartTroubles.OTHERS)
                .doesNotContain("w800001");

        many.forEach(allocator::canRead);
        allocator.canRead(new WorkflowId(700_000));
        troubles.go();
        assertThat(openOfAllocator()).isEmpty();
    }

    private List<String> openOfAllocator() {
        return door.as("rita").incidents(Map.of("source", "allocator", "open", "true", "limit", "100")).rows().stream()
                .map(IncidentRow::subject)
                .toList();
    }

    @Test
    void aRefusedQueryPausesItsWorkflow() {
        WorkflowId id = running();

        agents().pause(id, "The input query cannot be answered.");
        engine.work();

        assertThat(state(id)).isEqualTo(WorkflowState.PAUSED);
    }

    @Test
    void onlyProgramsTellIncidents() {
        assertThatExceptionOfType(ApiRefused.class)
                .isThrownBy(() -> door.as("sam").incidents(List.of(storage())))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
        assertThatExceptionOfType(ApiRefused.class)
                .isThrownBy(() -> door.as("ada").over(List.of(storage())))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
    }
}
