package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.muster.allocator.matching.Reach;
import org.muster.allocator.matching.Reaches;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.Supposition;
import org.muster.protocol.control.WhatIf;

/** What a stage would mean to every site if something were changed. Nothing is. */
public record SupposeMatching(StageRef stage, Supposition supposition) implements Command<Answer<List<WhatIf>>> {
    @Override
    public Answer<List<WhatIf>> decide(Ledger ledger, Instant now) {
        Books books = ledger.books;
        return books.stage(stage)
                .map(book -> Answer.given(books.geography.inventory().sites().stream()
                        .map(site -> at(site, book, books, now))
                        .toList()))
                .orElseGet(() -> Answer.refused(Refusal.NOTHING, stage + " is not open"));
    }

    private WhatIf at(Inventory.Site site, StageBook book, Books books, Instant now) {
        int number = books.sites.of(site.name().value());
        Set<SiteName> sites =
                supposition.sites().<Set<SiteName>>map(HashSet::new).orElse(book.sites);
        boolean listed = (sites.isEmpty() || sites.contains(site.name())) && !book.inQuarantine(site.name());
        boolean up = site.enabled() && !supposition.down().contains(site.name());
        Distance distance = supposition.maxDistance().orElse(book.order.maxDistance());
        Reach reach = books.geography.reach(
                number, new Reaches.Which(distance, book.inputRses, book.rsesInQuarantine()), books.counters);
        Needs needs = new Needs(
                supposition.processors().orElse(book.needs.processors()),
                supposition.rssBytes().orElse(book.needs.rssBytes()),
                supposition.wallSeconds().orElse(book.needs.wallSeconds()));
        Standing present = standing(
                book,
                books.reach(book, number),
                site.enabled() && book.runsAt(site.name()),
                memory(book.needs, site),
                book.priority(now));
        Standing then = standing(
                book,
                reach,
                up && listed,
                memory(needs, site),
                supposition.priority().map(given -> book.priority(given, now)).orElseGet(() -> book.priority(now)));
        return new WhatIf(site.name(), present.files(), then.files(), present.rank(), then.rank());
    }

    private record Standing(long files, Optional<Double> rank) {}

    /** In units of what a job needs, as far as that matters: once, or as often as files do that ran out of it. */
    private static OptionalInt memory(Needs needs, Inventory.Site site) {
        OptionalLong most = needs.memoryAt(site);
        if (most.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(most.getAsLong() / WaitingByMemory.STEP >= needs.rssBytes() ? WaitingByMemory.STEP : 1);
    }

    private static Standing standing(StageBook book, Reach reach, boolean runs, OptionalInt memory, int priority) {
        if (!runs || memory.isEmpty()) {
            return new Standing(0, Optional.empty());
        }
        long bytes = book.needs.rssBytes() * memory.getAsInt();
        OptionalDouble mean = book.waiting.meanDistance(reach, bytes);
        return new Standing(
                book.waiting.countWhere(reach::any, bytes),
                mean.isPresent()
                        ? Optional.of(new Rank(book, mean.getAsDouble(), priority).value())
                        : Optional.empty());
    }
}
