package org.muster.allocator.ledger.commands;

import java.time.Instant;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.protocol.control.Inventory;

/** Sites, storages, distances and quotas as they are now; in force for the very next call. */
public record ReplaceInventory(Inventory inventory) implements Command<Answer.Done> {
    @Override
    public Answer.Done decide(Books books, Instant now) {
        if (!inventory.equals(books.grid().geography().inventory())) {
            books.replaceInventory(inventory);
        }
        return Answer.Done.DONE;
    }
}
