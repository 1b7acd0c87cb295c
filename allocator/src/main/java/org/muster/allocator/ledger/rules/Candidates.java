package org.muster.allocator.ledger.rules;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.Needs;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.data.InputFileState;

/**
 * The files that a question about matching is about: those of a stage, or one of them.
 *
 * @param slot of the one file, or empty for the whole stage
 * @param job who asks, if the question is about a job
 */
public record Candidates(StageBook stage, Optional<Integer> slot, Optional<Job> job) {
    public static Candidates of(StageBook stage) {
        return new Candidates(stage, Optional.empty(), Optional.empty());
    }

    public static Candidates of(StageBook stage, int slot) {
        return new Candidates(stage, Optional.of(slot), Optional.empty());
    }

    public static Candidates of(Job job) {
        return new Candidates(job.stage(), Optional.empty(), Optional.of(job));
    }

    /** Of a job that has one. */
    public Optional<Slot> itsSlot() {
        return job.flatMap(asking -> asking.slot());
    }

    public long all() {
        return slot.isPresent() ? 1 : stage.files().size();
    }

    long waiting() {
        return slot.map(one -> stage.files().state(one) == InputFileState.UNALLOCATED ? 1L : 0L)
                .orElseGet(() -> stage.files(InputFileState.UNALLOCATED));
    }

    /** Waiting files whose RSEs satisfy a condition, and that a job with so much memory could have. */
    long where(Predicate<int[]> members, long rssBytes) {
        return slot.map(one -> members.test(stage.files().rses(one)) ? fitting(rssBytes) : 0L)
                .orElseGet(() -> stage.waiting().countWhere(members, rssBytes));
    }

    /** Waiting files that a job with so much memory could have. */
    long fitting(long rssBytes) {
        return slot.map(one -> stage.waiting().fits(one, rssBytes) ? waiting() : 0L)
                .orElseGet(() -> stage.waiting().fitting(rssBytes));
    }

    /** What the next job for them has to have. */
    public Needs needs() {
        long memory = slot.filter(stage.waiting()::hungry)
                .map(one -> stage.waiting().moreBytes())
                .orElseGet(stage.waiting()::wantedBytes);
        return stage.needs().withMemory(memory);
    }

    private String state(int one) {
        InputFileState state = stage.files().state(one);
        return state == InputFileState.NOTFOUND && stage.mayFindAgain()
                ? "it is notfound, and is looked for again until the workflow is drained"
                : "it is " + state;
    }

    /** For people. */
    String states() {
        return slot.map(this::state)
                .orElseGet(() -> Arrays.stream(InputFileState.values())
                        .filter(state -> stage.files(state) > 0)
                        .map(state -> stage.files(state) + " " + state)
                        .collect(Collectors.joining(", ")));
    }
}
