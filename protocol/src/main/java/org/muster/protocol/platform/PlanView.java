package org.muster.protocol.platform;

import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.failure.Problem;

/**
 * The workflows submission plan with its totals.
 *
 * @param finishSeconds the latest finish at the agreed number of running jobs
 * @param warnings what the author of the request should look at; nothing waits for it
 */
public record PlanView(
        CampaignId campaign,
        int revision,
        int maxRunningJobs,
        List<PlannedWorkflow> workflows,
        long jobs,
        long files,
        long bytes,
        long tapeBytes,
        double coreHours,
        long finishSeconds,
        List<Problem> warnings) {
    public PlanView {
        workflows = List.copyOf(workflows);
        warnings = List.copyOf(warnings);
    }

    /** Nobody is warned. */
    public PlanView(
            CampaignId campaign,
            int revision,
            int maxRunningJobs,
            List<PlannedWorkflow> workflows,
            long jobs,
            long files,
            long bytes,
            long tapeBytes,
            double coreHours,
            long finishSeconds) {
        this(
                campaign,
                revision,
                maxRunningJobs,
                workflows,
                jobs,
                files,
                bytes,
                tapeBytes,
                coreHours,
                finishSeconds,
                List.of());
    }

    /** Of all rows; empty unless they are known of each. */
    public Optional<Long> events() {
        return workflows.stream()
                .map(PlannedWorkflow::events)
                .reduce(Optional.of(0L), (sum, row) -> sum.flatMap(some -> row.map(more -> some + more)));
    }

    public PlanView with(List<Problem> remarks) {
        return new PlanView(
                campaign,
                revision,
                maxRunningJobs,
                workflows,
                jobs,
                files,
                bytes,
                tapeBytes,
                coreHours,
                finishSeconds,
                remarks);
    }
}
