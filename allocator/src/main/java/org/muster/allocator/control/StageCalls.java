package org.muster.allocator.control;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.ledger.Ask;
import org.muster.allocator.ledger.ChangeStage;
import org.muster.allocator.ledger.ChangeStage.Change;
import org.muster.allocator.ledger.MakeCounters;
import org.muster.allocator.ledger.SupposeMatching;
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

    void handle(Call call, StageRef stage, String action) {
        switch (call.method() + " " + action) {
            case "POST counters" -> counters(call, stage);
            case "POST files" -> intake(call, stage);
            case "POST what-if" ->
                call.answer(ledger.submit(new SupposeMatching(stage, call.body(new TypeReference<>() {}))));
            case "GET settings" ->
                call.value(ledger.submit(Ask.settings(stage))
                        .thenApply(known ->
                                known.orElseThrow(() -> new Call.Bad(404, "stage " + stage + " is not open"))));
            case "POST settings" -> change(call, stage, new Change.Set(call.body(new TypeReference<>() {})));
            case "POST quarantine" -> change(call, stage, new Change.QuarantineIt(call.body(new TypeReference<>() {})));
            case "POST release" -> change(call, stage, new Change.Release(call.body(new TypeReference<>() {})));
            default -> throw ControlSurface.unknown();
        }
    }

    private void change(Call call, StageRef stage, Change change) {
        call.answer(ledger.submit(new ChangeStage(stage, change)));
    }

    private void counters(Call call, StageRef stage) {
        Integer count = call.body(new TypeReference<Map<String, Integer>>() {}).get("count");
        if (count == null || !CounterFile.COUNT.holds(count)) {
            throw new Call.Bad(400, "count is a number from " + CounterFile.COUNT);
        }
        call.answer(ledger.submit(new MakeCounters(stage, count)));
    }

    private void intake(Call call, StageRef stage) {
        FileIntake files = call.body(new TypeReference<>() {});
        if (!files.stage().equals(stage)) {
            throw new Call.Bad(400, "the body is about " + files.stage() + ", the path about " + stage);
        }
        call.answer(inputs.take(stage, files.files()));
    }
}
