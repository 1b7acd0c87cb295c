package org.muster.agents.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.catalogue.fake.Outputs.output;
import static org.muster.catalogue.fake.Outputs.registered;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.Installation;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.Registration;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.ReconciliationReport;

/** The registrar is an hour behind, and works while the reconciler goes round. */
class BacklogTest {
    private static final int BACKLOG = 5000;
    private static final int HUGE = 100_000;
    /** Outputs that are registered while one page of them is compared. */
    private static final int BATCH = 1000;

    private final Catalogues world = new Catalogues();
    private final Registration registrar = new Registration(
            new DatasetNames("dev"),
            MetadataKeys.OURS,
            world.platform.client(),
            world.metacatClient(),
            world.rucioClient());
    private final Reconciler reconciler = new Reconciler(
            new Installation("dev", "muster"),
            new ReconcilerSettings(Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofSeconds(10)),
            world.allocator.client(),
            world.platform.client(),
            world.metacatClient(),
            world.rucioClient(),
            world.setAside);
    /** All were confirmed an hour before. */
    private Instant now = Instant.parse("2026-11-22T21:00:00Z");

    private int done;

    @AfterEach
    void stop() {
        world.close();
    }

    private void register() {
        if (done == BACKLOG) {
            return;
        }
        List<OutputToRegister> batch = IntStream.rangeClosed(done + 1, done + BATCH)
                .mapToObj(i -> output(i, "w1s1", "o" + i + ".root"))
                .toList();
        registrar.register(batch);
        batch.forEach(each -> world.allocator.registeredOutputs.add(registered(each, now)));
        done += BATCH;
    }

    private ReconciliationReport round() {
        int before = world.platform.reports.size();
        while (world.platform.reports.size() == before) {
            now = now.plusSeconds(1);
            reconciler.doWork(now);
            now = now.plusSeconds(1);
            register();
        }
        now = now.plus(Duration.ofMinutes(5));
        return world.platform.reports.get(before);
    }

    @Test
    void noRoundTellsOrSeesADifference() {
        world.platform.running(1);
        world.allocator.pageOfOutputs = WorkflowLook.PAGE;
        register();

        ReconciliationReport first = round();

        assertThat(first.files()).isEqualTo(BACKLOG);
        assertThat(first.found()).isEmpty();
        assertThat(first.whole()).as("nothing was seen that may have to settle").isTrue();
        assertThat(round().found()).isEmpty();
    }

    /** A dataset is read once and then compared with whatever is registered while the workflow is gone through. */
    @Test
    void ofAHundredThousandThatAreRegisteredAfterADatasetWasReadNoneIsMissing() {
        Members members = new Members();
        IntStream.rangeClosed(1, BATCH)
                .forEach(i -> members.add(output(i, "w1s1", "o" + i + ".root").did()));
        DatasetContent content = new DatasetContent(members.sorted(), members, now);
        OutputToRegister gone = registered(output(HUGE + 1, "w1s1", "gone.root"), now.minusSeconds(1));

        assertThat(IntStream.rangeClosed(1, HUGE)
                        .mapToObj(i ->
                                registered(output(i, "w1s1", "o" + i + ".root"), i <= BATCH ? now : now.plusMillis(i)))
                        .filter(each -> content.lacksInMetacat(each) || content.lacksInRucio(each)))
                .isEmpty();
        assertThat(content.lacksInMetacat(gone)).isTrue();
        assertThat(content.lacksInRucio(gone)).isTrue();
    }
}
