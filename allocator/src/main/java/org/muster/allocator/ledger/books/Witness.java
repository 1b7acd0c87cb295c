package org.muster.allocator.ledger.books;

/** Told of every move of a state machine, for metrics and for the coverage of the tables. */
public interface Witness {
    Witness NONE = (from, trigger, to) -> {};

    void moved(Enum<?> from, Enum<?> trigger, Enum<?> to);
}
