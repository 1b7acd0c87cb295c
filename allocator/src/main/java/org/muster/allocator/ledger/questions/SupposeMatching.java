package org.muster.allocator.ledger.questions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Needs;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.books.WaitingByMemory;
import org.muster.allocator.ledger.rules.Candidates;
import org.muster.allocator.ledger.rules.Place;
import org.muster.allocator.ledger.rules.Question;
import org.muster.allocator.ledger.rules.Rank;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.allocator.matching.Reach;
import org.muster.allocator.matching.Reaches;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.Supposition;
import org.muster.protocol.control.WhatIf;

/** What a stage would mean to every site if something were changed. Nothing is. */
public record SupposeMatching(StageRef stage, Supposition supposition) implements Command<Answer<List<WhatIf>>> {
    @Override
    public Answer<List<WhatIf>> decide(Books books, Instant now) {
        return books.stage(stage)
                .map(book -> Answer.given(books.grid().geography().inventory().sites().stream()
                        .map(site -> at(site, book, books, now))
                        .toList()))
                .orElseGet(() -> Answer.refused(Refusal.NOTHING, stage + " is not open"));
    }

    private WhatIf at(Inventory.Site site, StageBook book, Books books, Instant now) {
        Place place = Place.at(site.name(), books);
        Standing present = standing(new Question(Candidates.of(book), place, books), book.priority(now));
        int priority =
                supposition.priority().map(given -> book.priority(given, now)).orElseGet(() -> book.priority(now));
        Standing then = standing(new Supposed(supposition, book, place, books), priority);
        return new WhatIf(site.name(), present.files(), then.files(), present.rank(), then.rank());
    }

    private record Standing(long files, Optional<Double> rank) {}

    /** By the rules that can be supposed otherwise: a stage that is paused or has enough jobs is looked at all the same. */
    private static Standing standing(Question question, int priority) {
        if (!Rules.placeHolds(question)) {
            return new Standing(0, Optional.empty());
        }
        StageBook stage = question.stage();
        OptionalDouble mean = stage.waiting().meanDistance(question.reach(), question.memoryBytes());
        return new Standing(
                question.filesWithinReach(),
                mean.isPresent()
                        ? Optional.of(new Rank(stage, mean.getAsDouble(), priority).value())
                        : Optional.empty());
    }

    /** The same question, had the stage or the grid been changed. */
    private static final class Supposed extends Question {
        private final Supposition supposition;

        Supposed(Supposition supposition, StageBook stage, Place place, Books books) {
            super(Candidates.of(stage), place, books);
            this.supposition = supposition;
        }

        @Override
        public Needs needs() {
            return new Needs(
                    supposition.processors().orElse(stage().needs().processors()),
                    supposition.rssBytes().orElse(stage().needs().rssBytes()),
                    supposition.wallSeconds().orElse(stage().needs().wallSeconds()));
        }

        @Override
        public boolean listed() {
            return supposition
                    .sites()
                    .map(sites -> sites.isEmpty() || sites.contains(place().site()))
                    .orElseGet(super::listed);
        }

        @Override
        public boolean siteEnabled() {
            return super.siteEnabled() && !supposition.down().contains(place().site());
        }

        @Override
        public Reach reach() {
            Distance distance = supposition.maxDistance().orElse(stage().order().maxDistance());
            return books().grid()
                    .geography()
                    .reach(
                            place().number(),
                            new Reaches.Which(distance, stage().inputRses(), stage().rsesInQuarantine()),
                            books().grid().counters());
        }

        /** In units of what a job needs, as far as that matters: once, or as often as files do that ran out of it. */
        @Override
        public long memoryBytes() {
            boolean more = super.memoryBytes() / WaitingByMemory.STEP >= needs().rssBytes();
            return stage().needs().rssBytes() * (more ? WaitingByMemory.STEP : 1);
        }
    }
}
