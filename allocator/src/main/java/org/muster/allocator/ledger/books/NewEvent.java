package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.EventRecord;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.event.EventType;

/** Something happened: said of what, it is noted. */
final class NewEvent {
    private final Books books;
    private final Batch batch;
    private final EventType type;
    private final Instant now;

    private int length = 1;
    private OptionalInt stage = OptionalInt.empty();
    private OptionalLong file = OptionalLong.empty();
    private OptionalLong output = OptionalLong.empty();
    private OptionalLong job = OptionalLong.empty();
    private Optional<Slot> slot = Optional.empty();
    private Optional<String> rse = Optional.empty();
    private OptionalInt exitCode = OptionalInt.empty();

    NewEvent(Books books, Batch batch, EventType type, Instant now) {
        this.books = books;
        this.batch = batch;
        this.type = type;
        this.now = now;
    }

    /** To each of so many files from the one that it is said of on, all of one block. */
    NewEvent toEach(int files) {
        length = files;
        return this;
    }

    NewEvent at(String place) {
        rse = Optional.of(place);
        return this;
    }

    void of(WorkflowBook workflow) {
        note(workflow.number());
    }

    void of(StageBook book) {
        stage = OptionalInt.of(book.ref().stage());
        of(book.workflow());
    }

    void of(StageBook book, int fileSlot) {
        file = OptionalLong.of(book.files().id(fileSlot));
        of(book);
    }

    void of(Job itself) {
        exitCode = itself.exitCode();
        by(itself);
    }

    void of(Allocation allocation) {
        file = OptionalLong.of(allocation.fileId());
        at(books.grid().rse(allocation.rse())).by(allocation.job());
    }

    void of(OutputFile file) {
        output = OptionalLong.of(file.id());
        rse = file.rse();
        by(file.job());
    }

    /** One whose job has left memory. */
    void of(OutputRecord row) {
        stage = OptionalInt.of(row.stage().stage());
        output = OptionalLong.of(row.id());
        job = OptionalLong.of(row.jobId());
        note(row.stage().workflow().number());
    }

    private void by(Job doer) {
        job = OptionalLong.of(doer.id());
        slot = doer.slot();
        of(doer.stage());
    }

    private void note(int workflow) {
        batch.add(
                RowKind.EVENTS,
                new EventRecord(
                        books.nextEvent, length, now, type, workflow, stage, file, output, job, slot, rse, exitCode));
        books.nextEvent += length;
    }
}
