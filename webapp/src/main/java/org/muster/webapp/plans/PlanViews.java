package org.muster.webapp.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Tape;

/** A plan with its totals, as pages and gates show it. */
public final class PlanViews {
    /** Stands for the campaign of a request that is only checked; it will never be a campaign's number. */
    public static final CampaignId NOT_FILED = new CampaignId(Integer.MAX_VALUE);

    /** Which workflow carries out a row. */
    public interface Made {
        Optional<WorkflowId> workflow(WorkflowPurpose purpose, int order);
    }

    private PlanViews() {}

    /**
     * @param revision how often the plan was edited, from 1
     * @param maxRunningJobs as agreed, which may differ from what was asked for
     */
    public static PlanView of(CampaignId campaign, Plan plan, int revision, int maxRunningJobs, Made made) {
        List<PlannedWorkflow> rows = new ArrayList<>();
        long jobs = 0;
        long files = 0;
        long bytes = 0;
        for (PlanRow row : plan.rows()) {
            Estimate estimate = Estimate.of(plan.request(), row);
            jobs += estimate.jobs();
            files += estimate.files();
            bytes += estimate.bytes();
            rows.add(planned(plan, row, estimate, made.workflow(row.purpose(), row.order())));
        }
        double coreHours = rows.stream().mapToDouble(PlannedWorkflow::coreHours).sum();
        long seconds = Estimate.latestSeconds(plan.request(), plan.rows(), maxRunningJobs);
        return new PlanView(
                campaign,
                revision,
                maxRunningJobs,
                rows,
                jobs,
                files,
                bytes,
                tapeBytes(plan.request()),
                coreHours,
                seconds);
    }

    /** Tape volume as it was asked for: files times size. */
    public static long tapeBytes(ProductionRequest request) {
        return request.tape().stream().mapToLong(Tape::bytes).sum();
    }

    private static PlannedWorkflow planned(Plan plan, PlanRow row, Estimate estimate, Optional<WorkflowId> workflow) {
        return new PlannedWorkflow(
                row.order(),
                row.purpose(),
                row.sample(),
                row.slice().skip(),
                row.inputs(),
                plan.remaining(row),
                row.eventsPerJob(),
                row.events(),
                Math.toIntExact(estimate.jobs()),
                estimate.files(),
                estimate.bytes(),
                row.purpose() == WorkflowPurpose.TEST ? 0 : estimate.tapeBytes(),
                plan.request().resources().cpuHours() * plan.share(row),
                workflow);
    }
}
