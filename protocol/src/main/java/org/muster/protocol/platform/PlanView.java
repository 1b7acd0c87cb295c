package org.muster.protocol.platform;

import java.util.List;
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
