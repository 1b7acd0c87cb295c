package org.muster.domain.lifecycle;

import java.util.Locale;

/** What a {@link Transitions} table answers: the next state, or that there is no such move. */
public sealed interface Move<S extends Enum<S>, T extends Enum<T>> {

    /** The move is legal. */
    record Legal<S extends Enum<S>, T extends Enum<T>>(S to) implements Move<S, T> {}

    /** The table has no such edge. A refusal, not an error: callers answer it to whoever asked. */
    record Illegal<S extends Enum<S>, T extends Enum<T>>(S from, T trigger) implements Move<S, T> {
        public String reason() {
            return String.format(
                    Locale.ROOT,
                    "%s is not possible in state %s",
                    trigger.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    from);
        }
    }
}
