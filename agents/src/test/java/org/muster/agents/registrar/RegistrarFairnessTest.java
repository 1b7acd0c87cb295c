package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.catalogue.fake.Outputs.NORTH;
import static org.muster.catalogue.fake.Outputs.output;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.catalogue.fake.Outputs;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.control.OutputToRegister;

/** One workflow's backlog, and one's trouble, are no other's. */
class RegistrarFairnessTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:01:00Z");
    private static final int GIANT = 100_000;
    private static final int SMALL = 100;
    private static final int OF_A_SMALL_ONE = 10;

    private final Catalogues world = new Catalogues();
    private final Registrar registrar = Registrars.in(world, Duration.ofSeconds(1));

    @AfterEach
    void stop() {
        world.close();
    }

    private void confirm(int workflow, int count, RseName rse) {
        int known = world.allocator.outputs.size();
        for (int i = 0; i < count; i++) {
            world.allocator.outputs.add(output(
                    known + i + 1L,
                    "w" + workflow + "s1",
                    String.format(Locale.ROOT, "w%d-%d.root", workflow, i),
                    Destination.DATASET,
                    rse,
                    Outputs.metadata()));
        }
    }

    private long waiting(int workflow) {
        return world.allocator.outputs.stream()
                .filter(output -> output.stage().workflow().number() == workflow)
                .count();
    }

    @Test
    void smallWorkflowsAreRegisteredInTheFirstRoundBesideAGiant() {
        confirm(1, GIANT, NORTH);
        for (int workflow = 2; workflow < 2 + SMALL; workflow++) {
            confirm(workflow, OF_A_SMALL_ONE, NORTH);
        }

        assertThat(registrar.doWork(NOW)).as("the round is full").isEqualTo(Registrar.MAX_OUTPUTS);

        assertThat(world.allocator.outputs).as("only the giant's").hasSize((int) waiting(1));
        assertThat(waiting(1)).isEqualTo(GIANT - Registrar.MAX_OUTPUTS + SMALL * OF_A_SMALL_ONE);
    }

    @Test
    void oneThatIsRefusedStopsNoOther() {
        confirm(1, OF_A_SMALL_ONE, new RseName("NOSUCH"));
        confirm(2, Turns.TURN + 1, NORTH);
        confirm(3, OF_A_SMALL_ONE, NORTH);

        registrar.doWork(NOW);
        confirm(1, 1, NORTH);
        registrar.doWork(NOW.plusSeconds(1));

        assertThat(world.allocator.outputs)
                .as("of the first too only what is refused waits")
                .hasSize(OF_A_SMALL_ONE)
                .extracting(OutputToRegister::rse)
                .containsOnly(new RseName("NOSUCH"));
        assertThat(List.of(waiting(2), waiting(3))).containsOnly(0L);
    }
}
