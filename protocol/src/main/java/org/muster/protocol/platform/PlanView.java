package org.muster.protocol.platform;

import java.util.List;
import org.muster.domain.campaign.CampaignId;

/** The workflows submission plan with its totals; {@code finishSeconds} is the latest finish at the agreed number of running jobs. */
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
        long finishSeconds) {}
