package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.protocol.platform.Incident;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** A process whose step divides by what it is given, which is nought. */
@RunningWebapp
class EngineTroublesTest {
    private static final String DIVISION = "division";
    private static final String KEY = "w900001";

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final EngineTroubles troubles;
    private String deployment = "";

    @Autowired
    EngineTroublesTest(RepositoryService repository, RuntimeService runtime, ManagementService management) {
        this.repository = repository;
        this.runtime = runtime;
        this.management = management;
        this.troubles = new EngineTroubles(management, runtime, repository);
    }

    @BeforeEach
    void deploy() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        DIVISION + ".bpmn",
                        Bpmn.createExecutableProcess(DIVISION)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .serviceTask("divide")
                                .name("Divide the files")
                                .camundaAsyncBefore()
                                .camundaExpression("${10 % parts}")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
    }

    @AfterEach
    void remove() {
        repository.deleteDeployment(deployment, true);
    }

    private String start(String key) {
        return runtime.startProcessInstanceByKey(DIVISION, key, Variables.putValue("parts", 0))
                .getId();
    }

    /** As the engine does by itself, to the last time. */
    private void fail(String instance) {
        Job job = job(instance);
        management.setJobRetries(job.getId(), 1);
        assertThatThrownBy(() -> management.executeJob(job.getId())).hasStackTraceContaining("/ by zero");
        assertThat(job(instance).getRetries()).isZero();
    }

    private Job job(String instance) {
        return management.createJobQuery().processInstanceId(instance).singleResult();
    }

    @Test
    void aProcessThatStandsStillIsTroubleOfItsSubjectUntilItGoesOn() {
        String instance = start(KEY);
        assertThat(troubles.troubles()).as("it has not been tried").isEmpty();
        fail(instance);

        List<Incident> told = troubles.troubles();
        assertThat(told).extracting(Incident::subject).containsExactly(KEY);
        assertThat(told.get(0).reason()).startsWith("Its process stands still at \"Divide the files\": ");

        troubles.tryAgain(Set.of("w900002"));
        assertThat(job(instance).getRetries()).as("nobody asked for this one").isZero();
        troubles.tryAgain(Set.of(KEY));
        assertThat(troubles.troubles()).as("it is tried").isEmpty();
        fail(instance);
        assertThat(troubles.troubles()).as("in vain").hasSize(1);

        runtime.setVariables(instance, Map.of("parts", 3));
        troubles.tryAgain(Set.of(KEY));
        management.executeJob(job(instance).getId());
        assertThat(troubles.troubles()).isEmpty();
    }

    @Test
    void placesOfOneSubjectAreOneTrouble() {
        fail(start(KEY));
        fail(start(KEY));
        fail(start("w900003"));

        assertThat(troubles.troubles()).extracting(Incident::subject).containsExactly(KEY, "w900003");
        assertThat(troubles.troubles().get(0).reason()).contains("and at 1 more places");
    }
}
