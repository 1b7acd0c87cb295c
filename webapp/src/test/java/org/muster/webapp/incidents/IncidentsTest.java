package org.muster.webapp.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class IncidentsTest {
    private static final String GATE = "look-at-incident";
    private static int storages;

    private final Door door;
    private final EngineHand engine;

    @Autowired
    IncidentsTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
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
                "",
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
                List.of(new OutputPattern(1, "*.txt", OutputPattern.Destination.DATASET, "some-texts", "", 86_400)),
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
        assertThat(row(incident).note()).isEqualTo("made room");
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
        assertThat(door.as("rita").workflow(id).workflow().message()).isEqualTo("registrar: usertests:a.root is taken");
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
