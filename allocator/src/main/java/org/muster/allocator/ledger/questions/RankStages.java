package org.muster.allocator.ledger.questions;

import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Nearness;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rules.Asker;
import org.muster.allocator.ledger.rules.Candidates;
import org.muster.allocator.ledger.rules.Place;
import org.muster.allocator.ledger.rules.Question;
import org.muster.allocator.ledger.rules.Rank;
import org.muster.allocator.ledger.rules.Rule;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.domain.site.SiteName;

/** What a pilot at a site should prefer. justIN wire protocol: get-classads. */
public record RankStages(SiteName site, String entry) implements Command<Answer<String>> {
    /** Stages in one rank record. */
    static final int MAX_STAGES = 100;

    @Override
    public Answer<String> decide(Books books, Instant now) {
        Place place = Place.at(site, entry, books);
        return place.limits()
                .filter(limits -> place.entryKnown())
                .map(limits ->
                        Answer.given(place.enabled() ? ranks(books, place, limits.mostMemoryBytes(), now) : "[]"))
                .orElseGet(() -> Answer.refused(Refusal.NOTHING, "no such site and entry in the inventory"));
    }

    private static String ranks(Books books, Place at, long memoryBytes, Instant now) {
        List<StageBook> stages = books.stages();
        Nearness nearness = books.nearness(at.number(), memoryBytes);
        Asker asker = Asker.at(at);
        List<Rule> rules = Rules.aboutStages(asker);
        PriorityQueue<Rank> ranks = new PriorityQueue<>(Rank.BEST_FIRST.reversed());
        for (int place = 0; place < stages.size(); place++) {
            StageBook stage = stages.get(place);
            if (mightBe(ranks, stage, nearness.least(place), now)
                    && Rules.blocking(rules, new Question(Candidates.of(stage), asker, books))
                            .isEmpty()) {
                keepBest(ranks, new Rank(stage, nearness.mean(place), stage.priority(now)));
            }
        }
        return ranks.stream().sorted(Rank.BEST_FIRST).map(Rank::text).collect(Collectors.joining(";", "[", "]"));
    }

    /**
     * The cheap question first, because most stages are not among the best: they are too far away, or no nearer than the worst
     * of those and no more important. What else is asked of a stage is elsewhere in memory.
     *
     * @param least what the stage's mean distance is at least
     */
    private static boolean mightBe(PriorityQueue<Rank> ranks, StageBook stage, double least, Instant now) {
        if (least == Double.POSITIVE_INFINITY) {
            return false;
        }
        Rank worst = ranks.peek();
        return worst == null
                || ranks.size() < MAX_STAGES
                || (least <= worst.distance() && new Rank(stage, least, stage.priority(now)).betterThan(worst));
    }

    private static void keepBest(PriorityQueue<Rank> ranks, Rank rank) {
        Rank worst = ranks.peek();
        if (ranks.size() < MAX_STAGES || worst == null) {
            ranks.add(rank);
        } else if (rank.betterThan(worst)) {
            ranks.remove();
            ranks.add(rank);
        }
    }
}
