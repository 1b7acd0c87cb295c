package org.muster.webapp.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Eleven workflows that the allocator cannot read, of which the engine takes no task about the fifth. */
@RunningWebapp
class PartTroublesTest {
    private static final List<WorkflowId> ELEVEN =
            IntStream.rangeClosed(600_001, 600_011).mapToObj(WorkflowId::new).toList();
    private static final WorkflowId POISONED = ELEVEN.get(4);

    private final FakeAllocator allocator = FakeAllocator.RUNNING;
    private final Engine engine = new Engine();
    private final PartTroubles troubles;

    /** Keeps the titles of its tasks. */
    private static final class Engine implements IncidentProcess {
        final List<String> tasks = new ArrayList<>();
        boolean broken = true;

        @Override
        public void startIncident(int incident, String title, String text, Role mender) {
            if (broken && title.contains(POISONED.toString())) {
                throw new IllegalStateException("thrown on purpose");
            }
            tasks.add(title);
        }

        @Override
        public void withdrawIncident(int incident) {}
    }

    @Autowired
    PartTroublesTest(
            AllocatorClient client,
            Incidents incidents,
            TroubledWorkflows workflows,
            TransactionTemplate transactions) {
        this.troubles = new PartTroubles(
                new LedgerTroubles(client),
                incidents,
                new TakeIncidents(incidents, engine, workflows, transactions),
                Duration.ofDays(1));
    }

    @AfterEach
    void mend() {
        ELEVEN.forEach(allocator::canRead);
        troubles.go();
    }

    @Test
    void tenAreTasksWhileOneCannotBeAndItIsOneAsSoonAsItCan() {
        ELEVEN.forEach(workflow -> allocator.setsAside(workflow, "junk"));

        troubles.go();
        assertThat(engine.tasks).hasSize(10).noneMatch(title -> title.contains(POISONED.toString()));

        engine.broken = false;
        troubles.go();
        assertThat(engine.tasks).hasSize(11).anyMatch(title -> title.contains(POISONED.toString()));
    }
}
