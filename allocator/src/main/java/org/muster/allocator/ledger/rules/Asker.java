package org.muster.allocator.ledger.rules;

import java.util.Optional;
import org.muster.allocator.ledger.books.Job;

/** Who asks for files: a job in its slot, one that would start there, or anything that might be at a place. */
public record Asker(Place place, Optional<Job> job) {
    public static Asker at(Place place) {
        return new Asker(place, Optional.empty());
    }

    boolean isJob() {
        return job.isPresent();
    }

    /** Caps and limits are for jobs that want to start. */
    boolean starts() {
        return job.isEmpty() || job.get().slot().isEmpty();
    }

    boolean startsAtEntry() {
        return starts() && place.entry().isPresent();
    }

    boolean inSlot() {
        return place.slot().isPresent();
    }

    /** In a slot that no batch system chose for the stage, or in none yet. */
    boolean startsInAnySlot() {
        return starts() && (!inSlot() || byOffer());
    }

    boolean byOffer() {
        return place.offer().isPresent();
    }
}
