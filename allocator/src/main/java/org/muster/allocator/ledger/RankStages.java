package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.muster.domain.data.InputFileState;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.WorkflowProgress.Status;

/** What a pilot at a site should prefer. justIN wire protocol: get-classads. */
public record RankStages(SiteName site, String entry) implements Command<Answer<String>> {
    /** Stages in one rank record. */
    static final int MAX_STAGES = 100;

    private record Rank(StageBook stage, double distance) {
        private static final Comparator<Rank> BEST_FIRST = Comparator.comparingDouble(Rank::distance)
                .thenComparing(rank -> -rank.stage().order.priority())
                .thenComparing(rank -> rank.stage().ref);

        /** 100 minus whole distance, plus priority as decimals. */
        String text() {
            int hundredths = (100 - (int) Math.floor(distance)) * 100 + stage.order.priority();
            int decimals = hundredths % 100;
            return stage.ref + "=" + hundredths / 100 + (decimals < 10 ? ".0" : ".") + decimals;
        }
    }

    @Override
    public Answer<String> decide(Ledger ledger, Instant now) {
        Books books = ledger.books;
        return books.geography
                .site(site)
                .filter(known -> known.entries().isEmpty() || known.entries().contains(entry))
                .map(known -> Answer.given(known.enabled() ? ranks(books) : "[]"))
                .orElseGet(() -> Answer.refused(Refusal.NOTHING, "no such site and entry in the inventory"));
    }

    private String ranks(Books books) {
        int number = books.sites.of(site.value());
        Map<String, Boolean> quotas = new HashMap<>();
        PriorityQueue<Rank> ranks = new PriorityQueue<>(Rank.BEST_FIRST.reversed());
        for (WorkflowBook workflow : books.workflows.values()) {
            for (StageBook stage : workflow.stages) {
                if (mayStart(stage, quotas, books)) {
                    stage.waiting
                            .meanDistance(books.reach(stage, number))
                            .ifPresent(mean -> keepBest(ranks, new Rank(stage, mean)));
                }
            }
        }
        return ranks.stream().sorted(Rank.BEST_FIRST).map(Rank::text).collect(Collectors.joining(";", "[", "]"));
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

    /** @param quotas whether jobs of each may start, as far as it has been asked */
    private boolean mayStart(StageBook stage, Map<String, Boolean> quotas, Books books) {
        return stage.workflow.status == Status.OPEN
                && stage.files(InputFileState.UNALLOCATED) > 0
                && stage.runsAt(site)
                && stage.liveJobs() < stage.order.maxRunningJobs()
                && quotas.computeIfAbsent(
                        stage.workflow.order.quotaName(),
                        quota -> books.geography.quota(quota).enabled() && !books.quotaFull(quota));
    }
}
