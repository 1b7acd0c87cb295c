package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.rows.NewInput;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.OutputText;
import org.muster.allocator.storage.UploadPlaces;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.text.Absent;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputPattern.Destination;

/** An output file in memory, and all that can become of it. */
public final class OutputFile {
    private final long id;
    private final Job job;
    private final OutputPattern pattern;
    private final Did did;
    private final String dataset;
    private final int datasetNumber;
    private final long events;
    private final Instant recordedAt;
    private OutputFileState state = OutputFileState.RECORDED;
    private long sizeBytes;
    private Optional<String> adler32;
    private Optional<String> rse = Optional.empty();

    /** Where it is; once it is voided every place where it may be, with blanks between. */
    private Optional<String> pfn = Optional.empty();

    private Optional<Instant> confirmedAt = Optional.empty();
    private Optional<Instant> registeredAt = Optional.empty();

    OutputFile(long id, Job job, NewOutput reported, Instant now) {
        this.id = id;
        this.job = job;
        this.pattern = reported.pattern();
        this.did = reported.did();
        this.dataset = reported.dataset();
        this.datasetNumber = job.stage().datasetNumber(dataset);
        this.events = reported.events();
        this.recordedAt = now;
        this.sizeBytes = reported.sizeBytes();
        this.adler32 = reported.adler32();
    }

    /** As it is in its row. */
    OutputFile(OutputRecord row, Job job) {
        this.id = row.id();
        this.job = job;
        this.pattern = job.stage().pattern(row.patternId()).orElseThrow();
        this.did = row.did();
        this.dataset = row.dataset();
        this.datasetNumber = row.datasetNumber();
        this.events = row.events();
        this.recordedAt = row.recordedAt();
        this.state = row.state();
        this.sizeBytes = row.sizeBytes();
        this.adler32 = row.adler32();
        this.rse = row.rse();
        this.pfn = row.pfn();
        this.confirmedAt = row.confirmedAt();
        this.registeredAt = row.registeredAt();
    }

    OutputRecord row() {
        return new OutputRecord(
                id,
                job.stage().ref(),
                pattern.patternId(),
                did,
                job.id(),
                state,
                sizeBytes,
                adler32,
                rse,
                pfn,
                events,
                dataset,
                datasetNumber,
                recordedAt,
                confirmedAt,
                registeredAt);
    }

    long id() {
        return id;
    }

    Job job() {
        return job;
    }

    public OutputPattern pattern() {
        return pattern;
    }

    public Did did() {
        return did;
    }

    public String dataset() {
        return dataset;
    }

    public int datasetNumber() {
        return datasetNumber;
    }

    public OutputFileState state() {
        return state;
    }

    Optional<String> rse() {
        return rse;
    }

    public Optional<String> pfn() {
        return pfn;
    }

    boolean confirmed() {
        return state == OutputFileState.OUTPUT || state == OutputFileState.FINDING;
    }

    /** Confirmed, and the catalogues do not know it yet. */
    boolean unregistered() {
        return confirmed() && registeredAt.isEmpty();
    }

    void recorded(NewOutput reported, Instant now) {
        workflow().outputNames().take(did);
        job.stage().sums().count(state, +1);
        changes().added(this, new OutputText(reported.metadata(), reported.parents()));
        changes().event(EventType.OUTPUT_RECORDED, now).of(this);
    }

    public void confirm(Uploaded upload, Instant now) {
        rse = upload.rse();
        sizeBytes = upload.sizeBytes();
        adler32 = upload.adler32().or(() -> adler32);
        pfn = upload.pfn();
        confirmedAt = Optional.of(now);
        boolean next = pattern.destination() == Destination.NEXT_STAGE;
        move(next ? OutputFileState.Trigger.CONFIRM_FOR_NEXT_STAGE : OutputFileState.Trigger.CONFIRM);
        job.stage().confirmedInto(dataset, 1);
        job.stage().sums().confirmed(state, sizeBytes, datasetEvents(pattern, events));
        if (pattern.destination() == Destination.URL) {
            // The catalogues never learn of files on a person's own storage.
            registeredAt = Optional.of(now);
        } else {
            job.stage().books().toRegister(this);
        }
        changes().event(EventType.FILE_CREATED, now).of(this);
    }

    /**
     * The catalogues know it. One for the next stage becomes an input file there.
     *
     * @param checksum kept if its job told none
     */
    public void register(Optional<Adler32Sum> checksum, Instant now) {
        adler32 = adler32.or(() -> checksum.map(Adler32Sum::toString));
        registeredAt = Optional.of(now);
        job.stage().books().registered(this);
        changes().changed(this);
        int next = job.stage().ref().stage() + 1;
        if (state == OutputFileState.FINDING && workflow().hasStage(next)) {
            workflow().stage(next).inputs().add(List.of(new NewInput(did.toString(), sizeBytes)), now);
        }
        workflow().noteIfOver();
    }

    void voidIt(Instant now) {
        pfn = uploadPlaces();
        move(OutputFileState.Trigger.VOID);
        workflow().outputNames().free(did);
        changes().event(EventType.OUTPUT_VOIDED, now).of(this);
    }

    /** None of one that went to a person's own storage. */
    private Optional<String> uploadPlaces() {
        if (pattern.destination() == Destination.URL || job.slot().isEmpty()) {
            return Optional.empty();
        }
        return Absent.ifEmpty(
                UploadPlaces.of(job.stage().outputStorages(job.mySlot().site()), did).stream()
                        .map(UploadPlaces.Place::pfn)
                        .collect(Collectors.joining(" ")));
    }

    static long datasetEvents(OutputPattern pattern, long events) {
        return pattern.destination() == Destination.DATASET ? Math.max(0, events) : 0;
    }

    private void move(OutputFileState.Trigger trigger) {
        OutputFileState from = state;
        OutputFileState to = OutputFileState.TRANSITIONS.require(from, trigger);
        job.stage().books().witness().moved(from, trigger, to);
        job.stage().sums().count(from, -1);
        if (to != OutputFileState.VOIDED) {
            job.stage().sums().count(to, +1);
        }
        state = to;
        changes().changed(this);
    }

    private WorkflowBook workflow() {
        return job.stage().workflow();
    }

    private Changes changes() {
        return job.stage().books().changes();
    }
}
