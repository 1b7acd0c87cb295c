package org.muster.webapp.numbers;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.WorkflowNumbers;
import org.muster.webapp.allocation.KnownProgress;
import org.muster.webapp.workflows.Standing;
import org.muster.webapp.workflows.Workflow;
import org.springframework.stereotype.Component;

/** The one source of every number that a page, a report or a gate shows about a campaign. */
@Component
public class Numbers {
    private static final double SECONDS_PER_HOUR = 3600;

    private final KnownProgress known;
    private final Clock clock;

    Numbers(KnownProgress known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    /** @param campaigns workflows of the campaign, in any order */
    public CampaignNumbers of(CampaignId campaign, Optional<Long> eventsRequested, List<Workflow> campaigns) {
        Map<WorkflowId, WorkflowProgress> progress =
                known.progress(campaigns.stream().map(Workflow::id).toList());
        Counts sum = Counts.NONE;
        double coreSeconds = 0;
        long outputBytes = 0;
        long achieved = 0;
        List<WorkflowNumbers> rows = new ArrayList<>();
        for (Workflow workflow : campaigns) {
            Optional<WorkflowProgress> its = Optional.ofNullable(progress.get(workflow.id()));
            Counts counts = its.map(Counts::of).orElse(Counts.NONE);
            sum = sum.plus(counts);
            for (StageProgress stage : its.map(WorkflowProgress::stages).orElse(List.of())) {
                coreSeconds += stage.realSeconds() * processors(workflow, stage);
                outputBytes += stage.outputBytes();
            }
            achieved += achieved(workflow.draft().purpose(), counts);
            rows.add(row(workflow, counts));
        }
        return new CampaignNumbers(
                campaign,
                clock.instant(),
                sum.jobs(),
                sum.exitZero(),
                sum.outputtingFailed(),
                sum.successRate(),
                achieved,
                eventsRequested,
                sum.filesProcessed(),
                sum.filesTotal(),
                sum.outputs(),
                outputBytes,
                coreSeconds / SECONDS_PER_HOUR,
                rows);
    }

    /** How far campaigns are in all, by their workflows; those without any are left out. */
    public Map<CampaignId, CampaignSums> sums(List<Standing> workflows) {
        Map<WorkflowId, WorkflowProgress> progress =
                known.progress(workflows.stream().map(Standing::workflow).toList());
        Map<CampaignId, CampaignSums> sums = new HashMap<>();
        for (Standing workflow : workflows) {
            Optional<Counts> counts =
                    Optional.ofNullable(progress.get(workflow.workflow())).map(Counts::of);
            sums.merge(workflow.campaign(), sums(workflow, counts), CampaignSums::plus);
        }
        return sums;
    }

    private static CampaignSums sums(Standing workflow, Optional<Counts> counts) {
        return new CampaignSums(
                1,
                workflow.state() == WorkflowState.FINISHED ? 1 : 0,
                counts.map(Counts::filesProcessed).orElse(0L),
                counts.map(Counts::filesTotal)
                        .orElse(workflow.counters().map(Integer::longValue).orElse(0L)),
                achieved(workflow.purpose(), counts.orElse(Counts.NONE)));
    }

    /** Test, pilot and validation sample are not what was asked for. */
    private static long achieved(WorkflowPurpose purpose, Counts counts) {
        return purpose == WorkflowPurpose.PRODUCTION ? counts.events() : 0;
    }

    private static int processors(Workflow workflow, StageProgress progress) {
        return workflow.draft().stages().stream()
                .filter(stage -> stage.stage() == progress.stage().stage())
                .findFirst()
                .map(StageOrder::processors)
                .orElse(1);
    }

    private static WorkflowNumbers row(Workflow workflow, Counts counts) {
        String what = workflow.draft().purpose()
                + workflow.draft().sample().map(sample -> " " + sample).orElse("");
        return new WorkflowNumbers(
                workflow.id(),
                counts.jobs(),
                workflow.state(),
                counts.exitZero(),
                counts.successRate(),
                counts.events(),
                what + workflow.message().map(message -> ": " + message).orElse(""));
    }
}
