package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.NewQuarantine;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.http.ApiRefused;

/** A stage is changed over HTTP, and stays changed. */
class StageSettingsTest {
    private static final StageRef STAGE = StageRef.of(1, 1);
    private static final Partition RAL = new Partition(Partition.Kind.SITE, "UK_RAL");

    @Test
    void changesHoldAtOnceAndAfterARestart() {
        try (Grid grid = new Grid()) {
            grid.control().open(order(1, stage(1)));
            grid.files(1, 5);
            Wrapper job = grid.job(1, 1);
            assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);

            grid.control().change(STAGE, new StageChange(Optional.of(77), Optional.of(3)));
            StageSettings changed =
                    grid.control().quarantine(STAGE, new NewQuarantine(RAL, "its clock is wrong", "sam"));
            assertThat(job.getFile().status()).isEqualTo(404);
            grid.restart();

            assertThat(grid.control().settings(STAGE)).isEqualTo(changed);
            assertThat(changed.priority()).isEqualTo(77);
            assertThat(changed.maxRunningJobs()).isEqualTo(3);
            assertThat(job.at(grid.server().port()).getFile().status()).isEqualTo(404);
            grid.control().release(STAGE, RAL);
            assertThat(job.at(grid.server().port()).getFile().status()).isEqualTo(200);
        }
    }

    @Test
    void whatCannotBeIsSaidAndChangesNothing() {
        try (Grid grid = new Grid()) {
            AllocatorClient control = grid.control();
            control.open(order(1, stage(1)));
            StageSettings before = control.settings(STAGE);
            assertRefused(
                    400,
                    () -> control.quarantine(
                            STAGE, new NewQuarantine(new Partition(Partition.Kind.SITE, "MOON"), "why", "sam")));
            assertRefused(404, () -> control.settings(StageRef.of(9, 1)));
            assertRefused(404, () -> control.release(StageRef.of(9, 1), RAL));
            assertThat(control.settings(STAGE)).isEqualTo(before);
        }
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(status));
    }
}
