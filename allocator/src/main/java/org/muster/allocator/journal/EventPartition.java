package org.muster.allocator.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some of the events, about a month's, that leave together.
 *
 * @param number in the order of their ids; its rows are in the table {@code events_N}
 * @param firstId of its events, none of which has a lower one
 * @param beyondId of which all of them are below, once it is decided where it ends
 * @param closedAt when the next was there to be written to: all of its events are older
 * @param file what it was archived to
 */
public record EventPartition(
        int number,
        State state,
        long firstId,
        OptionalLong beyondId,
        Instant openedAt,
        Optional<Instant> closedAt,
        Optional<EventsFile> file) {
    /** As they follow each other; each is committed before the next begins. */
    public enum State {
        /** Events are written to it. */
        OPEN,
        /** It is decided where it will end, far beyond what is written meanwhile. */
        CUTTING,
        /** Events are written to the next. */
        CLOSED,
        /** Its file is there and was read back. */
        ARCHIVED,
        /** Its rows are in its file only. */
        DROPPED
    }

    /** @return whether its rows are in the database */
    public boolean there() {
        return state != State.DROPPED;
    }

    /** Of its rows. */
    public String table() {
        return "events_" + number;
    }
}
