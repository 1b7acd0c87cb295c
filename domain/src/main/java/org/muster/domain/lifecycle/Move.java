package org.muster.domain.lifecycle;

/** What a {@link Transitions} table answers: the next state, or that there is no such move. */
public sealed interface Move<S extends Enum<S>, T extends Enum<T>> {

    /** The move is legal. */
    record Legal<S extends Enum<S>, T extends Enum<T>>(S to) implements Move<S, T> {}

    /** The table has no such edge. A refusal, not an error: callers answer it to whoever asked. */
    record Illegal<S extends Enum<S>, T extends Enum<T>>(S from, T trigger) implements Move<S, T> {
        public String reason() {
            return "%s is not possible in state %s"
                    .formatted(trigger.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), from);
        }
    }
}
