package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.WorkflowProgress.Status;

/** What a pilot at a site should prefer. justIN wire protocol: get-classads. */
public record RankStages(SiteName site, String entry) implements Command<Answer<String>> {
    /** Stages in one rank record. */
    static final int MAX_STAGES = 100;

    private record Rank(StageBook stage, double distance) {
        /** 100 minus whole distance, plus priority as decimals. */
        String text() {
            double value = 100 - Math.floor(distance) + stage.order.priority() / 100.0;
            return String.format(Locale.ROOT, "%s=%.2f", stage.ref, value);
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
        List<Rank> ranks = new ArrayList<>();
        books.stages().filter(stage -> mayStart(stage, books)).forEach(stage -> {
            OptionalDouble distance = stage.waiting.meanDistance(books.reach(stage, number));
            distance.ifPresent(mean -> ranks.add(new Rank(stage, mean)));
        });
        return ranks.stream()
                .sorted(Comparator.comparingDouble(Rank::distance)
                        .thenComparing(rank -> -rank.stage().order.priority())
                        .thenComparing(rank -> rank.stage().ref))
                .limit(MAX_STAGES)
                .map(Rank::text)
                .collect(Collectors.joining(";", "[", "]"));
    }

    private boolean mayStart(StageBook stage, Books books) {
        String quota = stage.workflow.order.quotaName();
        return stage.workflow.status == Status.OPEN
                && stage.runsAt(site)
                && books.geography.quota(quota).enabled()
                && !books.quotaFull(quota)
                && stage.liveJobs() < stage.order.maxRunningJobs();
    }
}
