package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.muster.allocator.matching.Reach;
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
        long memory = limits.mostMemoryBytes();
        Startable startable = new Startable(books);
        PriorityQueue<Rank> ranks = new PriorityQueue<>(Rank.BEST_FIRST.reversed());
        for (WorkflowBook workflow : books.workflows.values()) {
            for (StageBook stage : workflow.stages) {
                if (stage.needs.metBy(limits) && startable.at(stage, site)) {
                    Reach reach = books.reach(stage, number);
                    if (mightBe(ranks, stage.waiting.leastMeanDistance(reach, memory))) {
                        stage.waiting
                                .meanDistance(reach, memory)
                                .ifPresent(mean -> keepBest(ranks, new Rank(stage, mean, stage.priority(now))));
                    }
                }
            }
        }
        return ranks.stream().sorted(Rank.BEST_FIRST).map(Rank::text).collect(Collectors.joining(";", "[", "]"));
    }

    /** Most stages are too far away to be among the best: the cheap question first. */
    private static boolean mightBe(PriorityQueue<Rank> ranks, double distance) {
        Rank worst = ranks.peek();
        return ranks.size() < MAX_STAGES || worst == null || distance <= worst.distance();
    }

    private static void keepBest(PriorityQueue<Rank> ranks, Rank rank) {
        Rank worst = ranks.peek();
        if (ranks.size() < MAX_STAGES || worst == null) {
            ranks.add(rank);
        } else if (Rank.BEST_FIRST.compare(rank, worst) < 0) {
            ranks.remove();
            ranks.add(rank);
        }
    }
}
