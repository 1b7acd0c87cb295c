package org.muster.allocator.control;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.ledger.commands.ChangeStage;
import org.muster.allocator.ledger.commands.ChangeStage.Change;
import org.muster.allocator.ledger.commands.MakeCounters;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.allocator.ledger.questions.SupposeMatching;
import org.muster.domain.input.CounterFile;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FileIntake;

/** The calls about one stage. */
final class StageCalls {
    private final LedgerLoop ledger;
    private final Inputs inputs;

    StageCalls(LedgerLoop ledger, Inputs inputs) {
        this.ledger = ledger;
        this.inputs = inputs;
    }

    void add(Routes routes) {
        routes.post("/stages/:stage/counters", (call, path) -> counters(call, ControlSurface.stage(path)))
                .postLarge("/stages/:stage/files", (call, path) -> intake(call, ControlSurface.stage(path)))
                .post(
                        "/stages/:stage/what-if",
                        (call, path) -> call.answer(ledger.submit(
                                new SupposeMatching(ControlSurface.stage(path), call.body(new TypeReference<>() {})))))
                .get("/stages/:stage/settings", (call, path) -> settings(call, ControlSurface.stage(path)))
                .post(
                        "/stages/:stage/settings",
                        (call, path) -> change(
                                call, ControlSurface.stage(path), new Change.Set(call.body(new TypeReference<>() {}))))
                .post(
                        "/stages/:stage/quarantine",
                        (call, path) -> change(
                                call,
                                ControlSurface.stage(path),
                                new Change.QuarantineIt(call.body(new TypeReference<>() {}))))
                .post(
                        "/stages/:stage/release",
                        (call, path) -> change(
                                call,
                                ControlSurface.stage(path),
                                new Change.Release(call.body(new TypeReference<>() {}))));
    }

    private void settings(AuthorisedCall call, StageRef stage) {
        call.value(ledger.submit(Ask.settings(stage))
                .thenApply(known ->
                        known.orElseThrow(() -> new AuthorisedCall.Bad(404, "stage " + stage + " is not open"))));
    }

    private void change(AuthorisedCall call, StageRef stage, Change change) {
        call.answer(ledger.submit(new ChangeStage(stage, change)));
    }

    private void counters(AuthorisedCall call, StageRef stage) {
        Integer count = call.body(new TypeReference<Map<String, Integer>>() {}).get("count");
        if (count == null || !CounterFile.COUNT.holds(count)) {
            throw new AuthorisedCall.Bad(400, "count is a number from " + CounterFile.COUNT);
        }
        call.answer(ledger.submit(new MakeCounters(stage, count)));
    }

    private void intake(AuthorisedCall call, StageRef stage) {
        FileIntake files = call.body(new TypeReference<>() {});
        if (!files.stage().equals(stage)) {
            throw new AuthorisedCall.Bad(400, "the body is about " + files.stage() + ", the path about " + stage);
        }
        call.answer(inputs.take(stage, files.files()));
    }
}
