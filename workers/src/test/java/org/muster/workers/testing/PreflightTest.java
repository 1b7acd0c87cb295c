package org.muster.workers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.processes.Variable;
import org.muster.workers.fakes.FakePlatform;
import org.muster.workers.fakes.Samples;
import org.muster.workers.fakes.Tasks;
import org.muster.workers.runtime.Outcome;

final class PreflightTest {
    private final FakePlatform platform = new FakePlatform();
    private TestingSettings settings = new TestingSettings("usertests", "toy");

    @BeforeEach
    void goodCampaign() {
        platform.plan.add(Samples.planned(WorkflowPurpose.TEST, 2));
        platform.plan.add(Samples.planned(WorkflowPurpose.PILOT, 50));
        platform.plan.add(Samples.planned(WorkflowPurpose.PRODUCTION, 50));
        platform.workflows.add(Samples.workflow(7, WorkflowPurpose.TEST, "usertests"));
        platform.orders.put(7, Samples.order(7, "make $EVENTS_PER_JOB events", ""));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private String report(boolean passed) {
        Outcome outcome = Tasks.run(new Preflight(platform.client(), settings));
        assertThat(Tasks.value(outcome, Variable.PREFLIGHT_PASSED)).isEqualTo(passed);
        return Tasks.value(outcome, Variable.PREFLIGHT_REPORT).toString();
    }

    @Test
    void readyCampaignPasses() {
        assertThat(report(true)).contains("scope toy", "v1.0.0");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        settings = new TestingSettings("usertests", "usertests");
        platform.plan.set(2, Samples.planned(WorkflowPurpose.PRODUCTION, 2));
        platform.orders.put(7, Samples.order(7, "make 2 events", "dunesw:latest"));

        assertThat(report(false))
                .contains("scope: is the test scope usertests")
                .contains("production 1: has 2 events a job where the request says 50")
                .contains("stage 1: the jobscript does not look at EVENTS_PER_JOB")
                .contains("image dunesw:latest may change under its name");
    }

    @Test
    void untestedCampaignDoesNotPass() {
        platform.workflows.clear();

        assertThat(report(false)).contains("no test workflow has finished");
    }
}
