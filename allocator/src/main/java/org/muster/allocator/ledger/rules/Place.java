package org.muster.allocator.ledger.rules;

import java.util.Optional;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;

/**
 * Where a job would run, as far as it is known.
 *
 * @param known empty for a site that the inventory does not have
 * @param offer what else is known of the slot, if no batch system chose it for the stage
 */
public record Place(
        SiteName site,
        int number,
        Optional<Inventory.Site> known,
        Optional<String> entry,
        Optional<Slot> slot,
        Optional<SlotOffer> offer) {
    public static Place at(SiteName site, Books books) {
        return of(site, Optional.empty(), Optional.empty(), Optional.empty(), books);
    }

    public static Place at(SiteName site, String entry, Books books) {
        return of(site, Optional.of(entry), Optional.empty(), Optional.empty(), books);
    }

    public static Place in(Slot slot, Books books) {
        return of(slot.site(), Optional.of(slot.entry()), Optional.of(slot), Optional.empty(), books);
    }

    public static Place in(SlotOffer offer, Books books) {
        Slot slot = offer.slot();
        return of(slot.site(), Optional.of(slot.entry()), Optional.of(slot), Optional.of(offer), books);
    }

    private static Place of(
            SiteName site, Optional<String> entry, Optional<Slot> slot, Optional<SlotOffer> offer, Books books) {
        return new Place(
                site, books.grid().number(site), books.grid().geography().site(site), entry, slot, offer);
    }

    public boolean enabled() {
        return known.isPresent() && known.get().enabled();
    }

    /** A site without entries has any. */
    public boolean entryKnown() {
        return known.isPresent()
                && (entry.isEmpty()
                        || known.get().entries().isEmpty()
                        || known.get().entries().contains(entry.get()));
    }

    /** For people: why it is not. */
    public String unknown() {
        if (known.isEmpty()) {
            return "site " + site + " is not in the inventory";
        }
        String name = entry.orElse("any");
        return entryKnown() ? site + " has the entry " + name : "entry " + name + " is not one of " + site;
    }

    /** Of the entry, if both are known. */
    public Optional<Inventory.Limits> limits() {
        return known.isPresent() && entry.isPresent()
                ? Optional.of(known.get().limitsOf(entry.get()))
                : Optional.empty();
    }
}
