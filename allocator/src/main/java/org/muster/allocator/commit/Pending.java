package org.muster.allocator.commit;

import java.time.Instant;
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

    void decide(Ledger ledger, Instant now) {
        decided = ledger.decide(command, now);
    }

    /** It is committed. */
    void give() {
        A value = decided;
        if (value == null) {
            throw new IllegalStateException("nothing is decided about " + command);
        }
        answer.complete(value);
    }

    void refuse(String why) {
        answer.completeExceptionally(new LedgerUnavailable(why));
    }

    @Override
    public String toString() {
        return command.toString();
    }
}
