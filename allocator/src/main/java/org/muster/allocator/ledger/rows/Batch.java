package org.muster.allocator.ledger.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows that a batch of commands added or changed, each once, in its last state. */
public final class Batch {
    /** INVARIANT: the list of a kind has rows of that kind, and at least one. */
    private final Map<RowKind<?>, List<?>> rows = new HashMap<>();

    public <R> void add(RowKind<R> kind, R row) {
        listOf(kind).add(row);
    }

    public <R> void addAll(RowKind<R> kind, Collection<R> added) {
        if (!added.isEmpty()) {
            listOf(kind).addAll(added);
        }
    }

    @SuppressWarnings("unchecked")
    private <R> List<R> listOf(RowKind<R> kind) {
        return (List<R>) rows.computeIfAbsent(kind, first -> new ArrayList<R>());
    }

    /** In the order they came; none if there are none of the kind. */
    @SuppressWarnings("unchecked")
    public <R> List<R> rows(RowKind<R> kind) {
        return (List<R>) rows.getOrDefault(kind, List.of());
    }

    /** Of which there are rows. */
    public Set<RowKind<?>> kinds() {
        return Set.copyOf(rows.keySet());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
