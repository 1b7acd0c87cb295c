package org.muster.allocator.ledger.books;

import java.util.List;
import java.util.Optional;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.FileText;

/** A batch that is to be committed. */
public final class Taken {
    private final Batch batch;
    private final List<Allocation> granted;

    Taken(Batch batch, List<Allocation> granted) {
        this.batch = batch;
        this.granted = granted;
    }

    public Batch batch() {
        return batch;
    }

    /** It is committed. {@code texts} are those of its new allocations, in their order. */
    public void committed(List<Optional<FileText>> texts) {
        for (int i = 0; i < granted.size(); i++) {
            texts.get(i).ifPresent(granted.get(i)::hasText);
        }
    }
}
