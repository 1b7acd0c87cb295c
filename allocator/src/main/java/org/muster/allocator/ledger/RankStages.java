package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;

/** What a pilot at a site should prefer. justIN wire protocol: get-classads. */
public record RankStages(SiteName site, String entry) implements Command<Answer<String>> {
    /** Stages in one rank record. */
    static final int MAX_STAGES = 100;

    @Override
    public Answer<String> decide(Ledger ledger, Instant now) {
        Books books = ledger.books;
        return books.geography
                .site(site)
                .filter(known -> known.entries().isEmpty() || known.entries().contains(entry))
                .map(known -> Answer.given(known.enabled() ? ranks(books, known.limitsOf(entry), now) : "[]"))
                .orElseGet(() -> Answer.refused(Refusal.NOTHING, "no such site and entry in the inventory"));
    }

    private String ranks(Books books, Inventory.Limits limits, Instant now) {
        int number = books.sites.of(site.value());
        List<StageBook> stages = books.stages();
        Nearness nearness = books.nearness(number, limits.mostMemoryBytes());
        Startable startable = new Startable(books);
        PriorityQueue<Rank> ranks = new PriorityQueue<>(Rank.BEST_FIRST.reversed());
        for (int place = 0; place < stages.size(); place++) {
            StageBook stage = stages.get(place);
            if (mightBe(ranks, stage, nearness.least(place), now)
                    && stage.needs.metBy(limits)
                    && startable.at(stage, site)) {
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
