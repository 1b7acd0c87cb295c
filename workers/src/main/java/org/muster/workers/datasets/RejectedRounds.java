package org.muster.workers.datasets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Gate;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowRow;

/**
 * Workflows whose outputs people did not want: pilots that were repeated, and rounds whose sample the requester rejected. The
 * decisions say so, whatever the catalogues have. What was asked once is remembered, so one of these is for one task.
 */
public final class RejectedRounds implements Predicate<WorkflowId> {
    private static final int NOT_FOUND = 404;

    private final PlatformClient platform;
    private final Map<WorkflowId, Boolean> known = new HashMap<>();
    private final Map<CampaignId, Set<WorkflowId>> ofCampaigns = new HashMap<>();

    public RejectedRounds(PlatformClient platform) {
        this.platform = platform;
    }

    @Override
    public boolean test(WorkflowId workflow) {
        return known.computeIfAbsent(
                workflow,
                asked -> campaign(asked)
                        .map(campaign -> ofCampaigns
                                .computeIfAbsent(campaign, id -> of(platform.campaign(id)))
                                .contains(asked))
                        .orElse(false));
    }

    /** One that the webapp does not know any more was never judged. */
    private Optional<CampaignId> campaign(WorkflowId workflow) {
        try {
            return platform.workflow(workflow).workflow().campaign();
        } catch (ApiRefused e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    static Set<WorkflowId> of(CampaignDetail campaign) {
        List<DecisionRow> decisions = campaign.decisions();
        return campaign.workflows().stream()
                .filter(row -> decisions.stream().anyMatch(decision -> rejects(decision, row)))
                .map(WorkflowRow::workflow)
                .collect(Collectors.toSet());
    }

    /** A round is judged when it is over, so every judgement is about what was made before it. */
    private static boolean rejects(DecisionRow decision, WorkflowRow row) {
        boolean before = row.createdAt().isBefore(decision.decidedAt());
        boolean ofTheRound = row.purpose() == WorkflowPurpose.PILOT || row.purpose() == WorkflowPurpose.VALIDATION;
        boolean sample = decision.gate().equals(Gate.ACCEPT_SAMPLE.key()) && ofTheRound;
        boolean pilot = decision.gate().equals(Gate.CHECK_PILOT.key()) && row.purpose() == WorkflowPurpose.PILOT;
        return before && (sample || pilot) && Gate.refusal(decision.decision());
    }
}
