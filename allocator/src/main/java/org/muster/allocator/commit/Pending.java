package org.muster.allocator.commit;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;

/** A command that waits: first to be decided, then to be committed. */
final class Pending<A> {
    private final Command<A> command;
    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private @Nullable A decided;

    Pending(Command<A> command) {
        this.command = command;
    }

    CompletableFuture<A> answer() {
        return answer;
    }

    /** If it throws, memory may be half changed. */
    void decide(Ledger ledger, Instant now) {
        decided = null;
        decided = Objects.requireNonNull(ledger.decide(command, now), "nothing is decided");
    }

    boolean decided() {
        return decided != null;
    }

    /** It is committed. */
    void give() {
        A value = decided;
        if (value == null) {
            throw new IllegalStateException("nothing is decided about this " + kind());
        }
        answer.complete(value);
    }

    void refuse(String why) {
        answer.completeExceptionally(new LedgerUnavailable(why));
    }

    /** It will never be done. */
    void broke() {
        answer.completeExceptionally(new CommandBroke());
    }

    /** Of the command, which itself may hold secrets. */
    String kind() {
        return command.getClass().getSimpleName();
    }
}
