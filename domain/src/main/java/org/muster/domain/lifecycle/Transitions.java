package org.muster.domain.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An immutable table of every legal move of one state machine.
 *
 * <p>The table is the only place that knows which moves exist: the code asks it, the diagram in the docs is printed from
 * it, and the tests compare the edges taken with the edges listed.
 */
public final class Transitions<S extends Enum<S>, T extends Enum<T>> {
    private final Map<Edge<S, T>, S> moves;

    private Transitions(Map<Edge<S, T>, S> moves) {
        this.moves = Map.copyOf(moves);
    }

    private record Edge<S, T>(S from, T trigger) {}

    /** Where {@code trigger} leads from {@code from}, or that it leads nowhere. */
    public Move<S, T> next(S from, T trigger) {
        S to = moves.get(new Edge<>(from, trigger));
        return to == null ? new Move.Illegal<>(from, trigger) : new Move.Legal<>(to);
    }

    /** Whether {@code trigger} is a legal move in {@code from}. */
    public boolean allows(S from, T trigger) {
        return moves.containsKey(new Edge<>(from, trigger));
    }

    /** For callers that have checked before: an illegal move here is a defect. */
    public S require(S from, T trigger) {
        S to = moves.get(new Edge<>(from, trigger));
        if (to == null) {
            throw new IllegalStateException(new Move.Illegal<>(from, trigger).reason());
        }
        return to;
    }

    /** Every edge, ordered by state and trigger, for diagrams and for coverage. */
    public List<Transition<S, T>> edges() {
        List<Transition<S, T>> edges = new ArrayList<>();
        moves.forEach((edge, to) -> edges.add(new Transition<>(edge.from(), edge.trigger(), to)));
        edges.sort(Comparator.comparing((Transition<S, T> edge) -> edge.from()).thenComparing(edge -> edge.trigger()));
        return List.copyOf(edges);
    }

    /** The table as a Mermaid state diagram. */
    public String mermaid() {
        StringBuilder diagram = new StringBuilder("stateDiagram-v2\n");
        for (Transition<S, T> edge : edges()) {
            diagram.append("    ")
                    .append(edge.from())
                    .append(" --> ")
                    .append(edge.to())
                    .append(" : ")
                    .append(edge.trigger().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append('\n');
        }
        return diagram.toString();
    }

    public static <S extends Enum<S>, T extends Enum<T>> Builder<S, T> table() {
        return new Builder<>();
    }

    /** Collects edges; a second edge for the same state and trigger is a defect. */
    public static final class Builder<S extends Enum<S>, T extends Enum<T>> {
        private final Map<Edge<S, T>, S> moves = new LinkedHashMap<>();

        public Builder<S, T> move(S from, T trigger, S to) {
            if (moves.putIfAbsent(new Edge<>(from, trigger), to) != null) {
                throw new IllegalArgumentException("two moves for " + trigger + " in " + from);
            }
            return this;
        }

        public Transitions<S, T> build() {
            return new Transitions<>(moves);
        }
    }
}
