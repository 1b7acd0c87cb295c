package org.muster.webapp.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.SliceBand;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.SliceAction;
import org.muster.protocol.platform.SliceRef;
import org.muster.protocol.platform.SliceRow;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What shifters do to slices that wait. */
@RunningWebapp
class SteerSliceTest {
    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;

    @Autowired
    SteerSliceTest(Door door, EngineHand engine, JdbcClient jdbc) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    private static SliceRef slice(int order) {
        return new SliceRef(WorkflowPurpose.PRODUCTION, order);
    }

    /** Low mark 2, high mark 3: two slices at once. */
    private FullProduction production(int slices) {
        FullProduction production = new FullProduction(door, engine, jdbc, slices, 2).release();
        engine.work();
        assertThat(production.started()).containsExactly(1, 2);
        return production;
    }

    private void act(FullProduction production, int order, SliceAction action) {
        door.as("sam").steer(production.campaign(), slice(order), action, "as agreed");
    }

    private ApiRefused refusal(FullProduction production, String person, SliceRef slice, SliceAction action) {
        return catchThrowableOfType(
                ApiRefused.class, () -> door.as(person).steer(production.campaign(), slice, action, "as agreed"));
    }

    @Test
    void heldSlicesAreLeftOutUntilTheyAreLetGoAndTheLogSaysWho() {
        FullProduction production = production(5);
        act(production, 3, SliceAction.HOLD);
        act(production, 3, SliceAction.HOLD);
        production.drainAll();
        assertThat(production.started()).containsExactly(1, 2, 4, 5);
        production.drainAll();
        assertThat(engine.waiting(production.campaign()))
                .as("the campaign waits for it")
                .isEmpty();

        act(production, 3, SliceAction.UNHOLD);
        engine.work();
        assertThat(production.started()).containsExactly(1, 2, 4, 5, 3);
        assertThat(door.as("sam").campaign(production.campaign()).log())
                .extracting(LogEntry::author, LogEntry::text)
                .containsOnlyOnce(
                        tuple("sam", "Slice production-3 is held: as agreed"),
                        tuple("sam", "Slice production-3 is waiting: as agreed"));
    }

    @Test
    void bandsComeBeforeTheOrderOfThePlan() {
        FullProduction production = production(7);
        act(production, 6, SliceAction.FORWARD);
        act(production, 7, SliceAction.FORWARD);
        act(production, 7, SliceAction.FORWARD);
        act(production, 3, SliceAction.BACK);
        production.drainAll();
        assertThat(production.started()).containsExactly(1, 2, 6, 7);
        production.drainAll();
        assertThat(production.started()).containsExactly(1, 2, 6, 7, 4, 5);
        production.drainAll();
        assertThat(production.started()).containsExactly(1, 2, 6, 7, 4, 5, 3);
    }

    @Test
    void sliceIsStartedByHandOutOfItsTurnAndOnce() {
        FullProduction production = production(5);
        act(production, 5, SliceAction.HOLD);
        act(production, 5, SliceAction.START);
        act(production, 5, SliceAction.START);
        engine.work();
        assertThat(production.started()).containsExactly(1, 2, 5);
        assertThat(door.as("sam").campaign(production.campaign()).log())
                .extracting(LogEntry::text)
                .containsOnlyOnce(
                        "Slice production-5 is started out of its turn as " + production.workflow(5) + ": as agreed");
    }

    @Test
    void whatIsNotAllowedIsRefusedInWords() {
        FullProduction production = production(3);
        for (SliceAction action : SliceAction.values()) {
            assertThat(refusal(production, "rita", slice(3), action).status()).isEqualTo(403);
            assertThat(refusal(production, "dan", slice(3), action).status()).isEqualTo(403);
            assertThat(refusal(production, "sam", slice(4), action).status()).isEqualTo(409);
            assertThat(refusal(production, "sam", new SliceRef(WorkflowPurpose.TEST, 1), action)
                            .problem()
                            .title())
                    .contains("slices of a full production do");
        }
        for (SliceAction action :
                List.of(SliceAction.HOLD, SliceAction.UNHOLD, SliceAction.FORWARD, SliceAction.BACK)) {
            ApiRefused refused = refusal(production, "sam", slice(1), action);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem().title())
                    .contains("production-1 is started", "waiting or held", "Quarantine it");
        }
        assertThat(catchThrowableOfType(
                                ApiRefused.class,
                                () -> door.as("sam").steer(production.campaign(), slice(3), SliceAction.HOLD, " "))
                        .status())
                .isEqualTo(422);
        door.as("ada").withdraw(production.campaign(), "over");
        assertThat(refusal(production, "sam", slice(3), SliceAction.START).status())
                .isEqualTo(409);
        assertThat(production.started()).containsExactly(1, 2);
    }

    @Test
    void tableOfSlicesIsInThePlansOrderFilteredAndPaged() {
        FullProduction production = production(5);
        act(production, 4, SliceAction.HOLD);
        act(production, 5, SliceAction.FORWARD);
        Page<SliceRow> page = door.as("rita").slices(production.campaign(), Map.of("limit", "2"));
        assertThat(page.rows())
                .extracting(
                        row -> row.slice().order(), SliceRow::state, SliceRow::band, SliceRow::jobs, SliceRow::workflow)
                .containsExactly(
                        tuple(
                                1,
                                SliceState.STARTED,
                                SliceBand.NORMAL,
                                (long) FullProduction.JOBS,
                                Optional.of(production.workflow(1))),
                        tuple(
                                2,
                                SliceState.STARTED,
                                SliceBand.NORMAL,
                                (long) FullProduction.JOBS,
                                Optional.of(production.workflow(2))));
        assertThat(page.next()).contains("2");
        assertThat(orders(production, Map.of("state", "held"))).containsExactly(4);
        assertThat(orders(production, Map.of("band", "first"))).containsExactly(5);
        assertThat(orders(production, Map.of("workflow_state", "running"))).containsExactly(1, 2);
        assertThat(orders(production, Map.of("after", "2"))).containsExactly(3, 4, 5);
    }

    private List<Integer> orders(FullProduction production, Map<String, String> filters) {
        return door.as("rita").slices(production.campaign(), filters).rows().stream()
                .map(row -> row.slice().order())
                .toList();
    }
}
