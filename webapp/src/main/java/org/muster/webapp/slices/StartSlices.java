package org.muster.webapp.slices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.Incident;
import org.muster.webapp.allocation.KnownProgress;
import org.muster.webapp.campaigns.CampaignPlans;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.incidents.TakeIncidents;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.rounds.Round;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Starts as many slices of full productions as keep the agreed number of jobs running, and lets a campaign go on when none of its
 * slices is left. One question to our tables and one to the allocator about all campaigns; what is started and what is left stands in
 * the tables alone, so what is interrupted is done in the next round.
 */
@Component
class StartSlices implements Round {
    static final String SOURCE = "start-slices";

    /** Trouble that lasts is told again from time to time. */
    private static final Duration REPEAT = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(StartSlices.class);

    private final KeptSlices slices;
    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final KnownProgress known;
    private final StartSlice start;
    private final SliceProcess process;
    private final TakeIncidents incidents;
    private final Clock clock;
    private final Duration interval;
    /** Campaigns without trouble since we began. */
    private final Set<CampaignId> sound = new HashSet<>();

    private final Map<CampaignId, Instant> told = new HashMap<>();

    StartSlices(
            KeptSlices slices,
            Campaigns campaigns,
            CampaignPlans plans,
            KnownProgress known,
            StartSlice start,
            SliceProcess process,
            TakeIncidents incidents,
            Clock clock,
            @Value("${muster.start-slices-every:5s}") Duration interval) {
        this.slices = slices;
        this.campaigns = campaigns;
        this.plans = plans;
        this.known = known;
        this.start = start;
        this.process = process;
        this.incidents = incidents;
        this.clock = clock;
        this.interval = interval;
    }

    @Override
    public String name() {
        return SOURCE;
    }

    @Override
    public Duration every() {
        return interval;
    }

    @Override
    public synchronized void go() {
        for (CampaignId ended : slices.ended()) {
            alone(ended, () -> goOn(ended));
        }
        List<Production> productions = slices.unfinished();
        Map<WorkflowId, WorkflowProgress> progress = known.progress(productions.stream()
                .flatMap(production -> production.atWork().stream())
                .map(SliceAtWork::workflow)
                .toList());
        productions.forEach(production ->
                alone(production.campaign(), () -> start(production, wanted(production, progress))));
    }

    private boolean goOn(CampaignId campaign) {
        if (process.ended(campaign)) {
            LOG.info("{} has no slice left", campaign);
        }
        return true;
    }

    private long wanted(Production production, Map<WorkflowId, WorkflowProgress> progress) {
        List<Integer> filesPerJob =
                campaigns.find(production.campaign()).map(plans::request).orElseThrow().workflow().stream()
                        .map(Step::filesPerJob)
                        .toList();
        WantedJobs jobs = new WantedJobs(filesPerJob, known.heardAt());
        return production.atWork().stream()
                .mapToLong(slice -> jobs.of(slice, Optional.ofNullable(progress.get(slice.workflow()))))
                .sum();
    }

    /**
     * One that cannot be started is passed over: whoever comes behind it is started in its place.
     *
     * @return whether nothing is wrong; nobody knows while nothing is tried
     */
    private boolean start(Production production, long wanted) {
        StartRule rule = new StartRule(production.agreed());
        List<SliceInLine> line = new ArrayList<>(production.line());
        long then = wanted;
        List<SliceInLine> next = rule.next(then, line);
        boolean tried = !next.isEmpty() || line.isEmpty();
        Optional<RuntimeException> trouble = Optional.empty();
        while (!next.isEmpty()) {
            for (SliceInLine slice : next) {
                try {
                    start.inTurn(production.campaign(), slice.order());
                    then += slice.jobs();
                } catch (RuntimeException e) {
                    trouble = Optional.of(e);
                }
            }
            line.removeAll(next);
            next = trouble.isPresent() ? rule.next(then, line) : List.of();
        }
        trouble.ifPresent(thrown -> {
            throw thrown;
        });
        return tried;
    }

    /** What is wrong with one campaign holds up no other. */
    private void alone(CampaignId campaign, BooleanSupplier what) {
        try {
            if (what.getAsBoolean() && sound.add(campaign)) {
                told.remove(campaign);
                incidents.over(List.of(new Incident(SOURCE, campaign.toString(), "")), SOURCE);
            }
        } catch (RuntimeException e) {
            sound.remove(campaign);
            if (due(campaign)) {
                LOG.warn("{}: not all slices are started", campaign, e);
                incidents.told(
                        List.of(new Incident(SOURCE, campaign.toString(), String.valueOf(e.getMessage()))), SOURCE);
            }
        }
    }

    private boolean due(CampaignId campaign) {
        Instant now = clock.instant();
        Instant before = told.get(campaign);
        if (before != null && before.plus(REPEAT).isAfter(now)) {
            return false;
        }
        told.put(campaign, now);
        return true;
    }
}
