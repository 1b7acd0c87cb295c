package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.muster.allocator.ledger.rows.NewInput;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.allocator.storage.Directories;
import org.muster.allocator.storage.StoragePath;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.InputFileTrigger;
import org.muster.domain.event.EventType;
import org.muster.domain.input.CounterFile;

/** The input files of a stage, and all that can become of them. */
public final class InputFiles {
    private final StageBook stage;
    private final StageFiles files;

    /** Where they lie: what jobs may read. */
    private final Directories directories = new Directories();

    /** Counter files 1 to this have been made. */
    private int counters;

    InputFiles(StageBook stage, StageFiles files) {
        this.stage = stage;
        this.files = files;
    }

    public List<StoragePath> directories() {
        return directories.list();
    }

    public int counters() {
        return counters;
    }

    /** A file as it was found in PostgreSQL. */
    void restore(int slot, InputFileState state, int replicaSet) {
        files.restore(slot, state);
        files.replicas(slot, replicaSet);
        stage.sums().count(state, +1);
        if (stage.books().grid().counter(replicaSet)) {
            counters++;
        }
    }

    void restore(StoragePath directory) {
        directories.add(directory);
    }

    /** The slot of the first of these new files; the others follow. */
    public int add(List<NewInput> inputs, Instant now) {
        int first = files.size();
        for (NewInput input : inputs) {
            if (files.blocksFull()) {
                changes().block(stage.books().newBlock(stage), stage);
            }
            int slot = files.add();
            stage.sums().count(InputFileState.FINDING, +1);
            changes().added(stage, slot, input);
        }
        for (int slot = first; slot < files.size(); ) {
            int end = Math.min(files.size(), StageFiles.nextBlock(slot));
            changes().event(EventType.FILE_ADDED, now).toEach(end - slot).of(stage, slot);
            slot = end;
        }
        return first;
    }

    /** Counter files as far as this one. They lie nowhere, so that nothing is noted of where they were found. */
    public void addCounters(int last, Instant now) {
        List<NewInput> added = IntStream.rangeClosed(counters + 1, last)
                .mapToObj(number ->
                        new NewInput(CounterFile.name(stage.workflow().order().workflow(), number), 0))
                .toList();
        for (int slot = add(added, now); slot < files.size(); slot++) {
            found(slot, IntStream.of(stage.books().grid().counters()), now);
        }
        counters = Math.max(counters, last);
    }

    /** Its replicas are known: it waits for a job. */
    public void found(int slot, List<NewReplica> replicas, Instant now) {
        changes().replicasFound(files.id(slot), replicas);
        replicas.stream()
                .flatMap(replica -> replica.accessibleUntil().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(until -> recalls().add(files.id(slot), until));
        found(
                slot,
                replicas.stream()
                        .mapToInt(replica -> stage.books().grid().rses().of(replica.rse())),
                now);
        replicas.forEach(replica ->
                changes().event(EventType.REPLICA_ADDED, now).at(replica.rse()).of(stage, slot));
    }

    private void found(int slot, IntStream rses, Instant now) {
        if (stage.files(InputFileState.UNALLOCATED) == 0) {
            stage.served(now); // nothing waited until now
        }
        files.replicas(slot, set(rses));
        move(slot, InputFileTrigger.FIND);
    }

    private int set(IntStream rses) {
        ReplicaSets sets = stage.books().grid().replicaSets();
        int known = sets.size();
        int set = sets.of(rses.toArray());
        if (set >= known) {
            changes().replicaSet(set, stage.books().grid().names(set));
        }
        return set;
    }

    /** Jobs may read files in these directories from now on. */
    public void readable(List<StoragePath> found) {
        for (StoragePath directory : found) {
            if (directories.add(directory)) {
                changes().directory(new StageDirectory(stage.ref(), directory));
            }
        }
    }

    public void missed(int slot, Instant now) {
        move(slot, InputFileTrigger.MISS);
        changes().event(EventType.FILE_NOT_FOUND, now).of(stage, slot);
    }

    public void lost(int slot, Instant now) {
        move(slot, InputFileTrigger.LOSE_REPLICAS);
        files.replicas(slot, ReplicaSets.NONE);
        recalls().remove(files.id(slot));
        changes().replicasLost(files.id(slot));
        changes().event(EventType.REPLICAS_LOST, now).of(stage, slot);
    }

    /** Also of a file that a job has, when the job gives it back. */
    void loseIfRecallEnded(int slot, Instant now) {
        if (files.state(slot) == InputFileState.UNALLOCATED && recalls().over(files.id(slot), now)) {
            lost(slot, now);
        }
    }

    /** Answers the number of the attempt. */
    int allocate(int slot, int rse, int site, Instant now) {
        move(slot, InputFileTrigger.ALLOCATE);
        int attempt = files.attempts(slot) + 1;
        files.attempt(slot, attempt, rse, site);
        changes().allocated(stage, slot, now);
        stage.served(now);
        return attempt;
    }

    boolean hadAllAttempts(int slot) {
        return files.attempts(slot) >= stage.order().maxAttempts();
    }

    /** Not said of a file that waits. */
    void needsMore(int slot) {
        stage.waiting().needsMore(slot);
    }

    /** A person gives up on all that are not terminal. */
    void fail(Instant now) {
        for (int slot = 0; slot < files.size(); slot++) {
            if (!files.state(slot).terminal()) {
                move(slot, InputFileTrigger.FAIL);
                changes().event(EventType.FILE_SET_TO_FAILED, now).of(stage, slot);
            }
        }
    }

    void move(int slot, InputFileTrigger trigger) {
        InputFileState from = files.state(slot);
        InputFileState to = InputFileState.TRANSITIONS.require(from, trigger);
        stage.books().witness().moved(from, trigger, to);
        stage.sums().count(from, -1);
        stage.sums().count(to, +1);
        files.state(slot, to);
        if (from == InputFileState.UNALLOCATED) {
            stage.waitsNoMore(slot);
        }
        if (to == InputFileState.UNALLOCATED) {
            stage.waits(slot);
        }
        changes().changed(stage, slot);
    }

    private Recalls recalls() {
        return stage.books().recalls();
    }

    private Changes changes() {
        return stage.books().changes();
    }
}
