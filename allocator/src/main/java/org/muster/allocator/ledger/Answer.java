package org.muster.allocator.ledger;

import java.util.function.Function;

/** What the ledger answers to a command that may be refused. A refusal is an outcome, not an error. */
public sealed interface Answer<T> {
    /** The command was done, or had been done before. */
    record Given<T>(T value) implements Answer<T> {}

    /** The command was not done. {@code reason} is one sentence for a person. */
    record Refused<T>(Refusal refusal, String reason) implements Answer<T> {}

    static <T> Answer<T> given(T value) {
        return new Given<>(value);
    }

    static Answer<Done> done() {
        return new Given<>(Done.DONE);
    }

    static <T> Answer<T> refused(Refusal refusal, String reason) {
        return new Refused<>(refusal, reason);
    }

    /** Goes on with the value, or passes the refusal on. */
    default <U> Answer<U> then(Function<T, Answer<U>> next) {
        if (this instanceof Given<T> given) {
            return next.apply(given.value());
        }
        Refused<T> refused = (Refused<T>) this;
        return new Refused<>(refused.refusal(), refused.reason());
    }

    /** The value of an answer that says no more than that it was done. */
    enum Done {
        DONE
    }
}
