package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.muster.domain.data.Did;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.WorkflowProgress.Status;

/** Files whose replicas are to be looked up, one stage after the other in turns, oldest first. */
public record FilesToLocate(int limit) implements Command<List<FileToLocate>> {
    @Override
    public List<FileToLocate> decide(Ledger ledger, Instant now) {
        List<Iterator<InputFile>> turns = new ArrayList<>();
        ledger.books
                .stages()
                .filter(stage -> stage.workflow.status != Status.CLOSED)
                .forEach(stage -> {
                    if (!stage.finding.isEmpty()) {
                        turns.add(stage.finding.values().iterator());
                    }
                });
        List<FileToLocate> files = new ArrayList<>();
        while (!turns.isEmpty() && files.size() < limit) {
            Iterator<Iterator<InputFile>> round = turns.iterator();
            while (round.hasNext() && files.size() < limit) {
                Iterator<InputFile> stage = round.next();
                InputFile file = stage.next();
                files.add(new FileToLocate(file.id, file.stage.ref, Did.parse(file.did)));
                if (!stage.hasNext()) {
                    round.remove();
                }
            }
        }
        return files;
    }
}
