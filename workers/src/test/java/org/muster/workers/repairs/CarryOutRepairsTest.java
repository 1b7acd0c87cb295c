package org.muster.workers.repairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.connectors.fake.Outputs.NORTH;
import static org.muster.workers.repairs.RepairWorld.DATASET;
import static org.muster.workers.repairs.RepairWorld.did;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeServer.Fault;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.NewReplica;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.site.SiteName;
import org.muster.processes.Variable;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.workers.fakes.Tasks;

final class CarryOutRepairsTest {
    /** Requests after which the worker is killed, one after the other, until it comes through. */
    private static final int MAX_CALLS = 500;
    /** Each death takes a second; with 1 here every single call was tried. */
    private static final int STEP = 17;

    private RepairWorld world = new RepairWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    /** One of every kind, as the reconciler finds them. */
    private void breakEverything() {
        world.metacat.forget("usertests:a.root");
        world.metacatClient().correct(did("b.root"), 99, new Adler32Sum("00000001"));
        world.rucio.forget("usertests:c.root");
        world.rucio.lose("usertests:d.root");
        world.rucioClient().detach(DATASET, List.of(did("e.root")));
        world.metacat.put(DATASET.toString(), List.of("usertests:zombie.root"));
        world.rucioClient()
                .register(NORTH, List.of(NewReplica.deterministic(did("ghost.root"), 7, new Adler32Sum("00000002"))));
        world.rucioClient().attach(List.of(new Attachment(DATASET, List.of(did("ghost.root")))));
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");
        world.repair(DiscrepancyKind.DIFFERENT_IN_METACAT, "b.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "c.root");
        world.repair(DiscrepancyKind.REPLICA_LOST, "d.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "e.root");
        world.repair(DiscrepancyKind.UNKNOWN_IN_METACAT, "zombie.root");
        world.repair(DiscrepancyKind.UNKNOWN_IN_RUCIO, "ghost.root");
    }

    @Test
    void every_kind_is_repaired_and_read_back() {
        breakEverything();

        assertThat(Tasks.value(world.carryOut(), Variable.REPAIRS_REPORT)).isEqualTo("7 done, 0 failed");

        assertThat(world.results()).allMatch(result -> result.endsWith(": done"));
        assertThat(world.metacat.members(DATASET.toString()))
                .containsExactlyInAnyOrder(
                        "usertests:a.root",
                        "usertests:b.root",
                        "usertests:c.root",
                        "usertests:d.root",
                        "usertests:e.root");
        assertThat(world.rucio.members(DATASET.toString())).isEqualTo(world.metacat.members(DATASET.toString()));
        assertThat(world.metacat.file("usertests:b.root").path("size").asLong()).isEqualTo(100);
        assertThat(world.metacat
                        .file("usertests:d.root")
                        .path("metadata")
                        .path("dune.output_status")
                        .asText())
                .isEqualTo("lost");
        assertThat(world.metacat.file("usertests:zombie.root").path("name").asText())
                .as("taken out, not destroyed")
                .isEqualTo("zombie.root");
    }

    @Test
    void a_worker_that_dies_anywhere_leaves_nothing_half_done() {
        breakEverything();
        world.carryOut();
        String undisturbed = world.picture();
        List<String> results = world.results();
        for (Outcome death : List.of(Outcome.OVERLOAD, Outcome.LOSE_ANSWER)) {
            for (int calls = 0; calls < MAX_CALLS; calls += STEP) {
                world.close();
                world = new RepairWorld();
                breakEverything();
                if (!diesAfter(calls, death)) {
                    break;
                }
                world.carryOut();
                assertThat(world.results())
                        .as("after %d calls, %s", calls, death)
                        .isEqualTo(results);
                assertThat(world.picture())
                        .as("after %d calls, %s", calls, death)
                        .isEqualTo(undisturbed);
            }
        }
    }

    /** False if it came through. */
    private boolean diesAfter(int calls, Outcome death) {
        AtomicInteger left = new AtomicInteger(calls);
        Fault fault = request -> left.getAndDecrement() > 0 ? Outcome.ANSWER : death;
        List.of(world.rucio, world.metacat, world.webapp).forEach(server -> server.fault(fault));
        try {
            world.carryOut();
            return false;
        } catch (ExternalSystemUnavailable e) {
            return true;
        } finally {
            List.of(world.rucio, world.metacat, world.webapp).forEach(server -> server.fault(all -> Outcome.ANSWER));
        }
    }

    @Test
    void what_is_right_by_now_is_left_alone() {
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "b.root");
        world.repair(DiscrepancyKind.DIFFERENT_IN_RUCIO, "c.root");
        world.repair(DiscrepancyKind.REPLICA_LOST, "d.root");
        world.repair(DiscrepancyKind.UNKNOWN_IN_RUCIO, "e.root");
        String before = world.picture();

        world.carryOut();

        assertThat(world.results()).allMatch(result -> result.endsWith(": done"));
        assertThat(world.picture()).isEqualTo(before);
    }

    @Test
    void a_lost_file_is_not_registered_as_if_it_were_there() {
        world.rucio.lose("usertests:a.root");
        world.metacat.forget("usertests:a.root");
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");

        world.carryOut();

        assertThat(world.results()).containsExactly("a.root: done");
        assertThat(world.rucio.picture()).contains("usertests:a.root FILE open 100 [][]");
    }

    @Test
    void what_rucio_cannot_change_is_left_to_a_person() {
        world.rucio.forget("usertests:a.root");
        world.rucioClient()
                .register(NORTH, List.of(NewReplica.deterministic(did("a.root"), 5, new Adler32Sum("00000002"))));
        world.repair(DiscrepancyKind.DIFFERENT_IN_RUCIO, "a.root");
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "b.root");

        world.carryOut();

        assertThat(world.results())
                .containsExactly("a.root: by hand: Rucio has another file of this name", "b.root: done");
    }

    @Test
    void datasets_of_finished_workflows_are_opened_and_closed_again() {
        world.rucioClient().close(DATASET);
        world.metacatClient().freeze(DATASET);
        world.metacatClient().removeFiles(DATASET, List.of(did("a.root")));
        world.rucioClient().detach(DATASET, List.of(did("a.root")));
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "a.root");

        world.carryOut();

        assertThat(world.results()).containsExactly("a.root: done", "a.root: done");
        assertThat(world.rucioClient().find(DATASET).orElseThrow().open()).isFalse();
        assertThat(world.metacatClient().dataset(DATASET).orElseThrow().frozen())
                .isTrue();
    }

    @Test
    void an_approved_inventory_reaches_the_allocator() {
        world.webapp.proposed = new Inventory(
                List.of(new Inventory.Site(
                        new SiteName("X"), true, List.of("X-CE"), new Inventory.Limits(8, 16_000, 86_400))),
                List.of(),
                List.of(),
                List.of());

        Tasks.run(
                new ApplyInventory(world.webapp.client(), world.ledger.client()),
                Map.of(Variable.INVENTORY_PROPOSAL, 5));

        assertThat(world.ledger.inventories).containsExactly(world.webapp.proposed);
        assertThat(world.webapp.applied).containsExactly("5");
    }
}
