package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.NewQuarantine;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.StageSettings;

/** What a person changes about a stage while it runs. Repeating one changes nothing. */
public record ChangeStage(StageRef stage, Change change) implements Command<Answer<StageSettings>> {
    public sealed interface Change {
        record Set(StageChange values) implements Change {}

        record QuarantineIt(NewQuarantine quarantine) implements Change {}

        record Release(Partition partition) implements Change {}
    }

    @Override
    public Answer<StageSettings> decide(Books books, Instant now) {
        return books.stage(stage)
                .filter(book -> book.workflow().status() != LedgerStatus.CLOSED)
                .map(book -> change(book, books, now))
                .orElseGet(() -> Answer.refused(Refusal.NOTHING, stage + " is not open"));
    }

    private Answer<StageSettings> change(StageBook book, Books books, Instant now) {
        if (change instanceof Change.QuarantineIt begun
                && !known(
                        begun.quarantine().partition(), books.grid().geography().inventory())) {
            return Answer.refused(Refusal.MALFORMED, "no " + begun.quarantine().partition() + " in the inventory");
        }
        StageSettings changed;
        try {
            changed = changed(book.settings(), now);
        } catch (IllegalArgumentException e) {
            return Answer.refused(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!changed.equals(book.settings())) {
            book.change(changed, event(), now);
        }
        return Answer.given(changed);
    }

    /** A name with a slip would keep nothing apart. Nodes are not in the inventory. */
    private static boolean known(Partition partition, Inventory inventory) {
        return switch (partition.kind()) {
            case SITE ->
                inventory.sites().stream().anyMatch(site -> site.name().value().equals(partition.name()));
            case RSE ->
                inventory.storages().stream()
                        .anyMatch(storage -> storage.rse().value().equals(partition.name()));
            case NODE -> true;
        };
    }

    private StageSettings changed(StageSettings before, Instant now) {
        if (change instanceof Change.Set set) {
            return new StageSettings(
                    set.values().priority().orElse(before.priority()),
                    set.values().maxRunningJobs().orElse(before.maxRunningJobs()),
                    before.quarantines());
        }
        List<Quarantine> quarantines = new ArrayList<>(before.quarantines());
        if (change instanceof Change.QuarantineIt begun) {
            NewQuarantine its = begun.quarantine();
            if (quarantines.stream().noneMatch(known -> known.partition().equals(its.partition()))) {
                quarantines.add(new Quarantine(its.partition(), its.reason(), its.by(), now));
            }
        } else if (change instanceof Change.Release release) {
            quarantines.removeIf(known -> known.partition().equals(release.partition()));
        }
        return new StageSettings(before.priority(), before.maxRunningJobs(), quarantines);
    }

    private EventType event() {
        if (change instanceof Change.Set) {
            return EventType.STAGE_SETTINGS_CHANGED;
        }
        return change instanceof Change.Release ? EventType.PARTITION_RELEASED : EventType.PARTITION_QUARANTINED;
    }
}
