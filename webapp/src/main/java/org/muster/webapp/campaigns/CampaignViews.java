package org.muster.webapp.campaigns;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.PlanView;
import org.muster.webapp.http.Paging;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.http.Word;
import org.muster.webapp.numbers.CampaignSums;
import org.muster.webapp.numbers.Numbers;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.WorkflowViews;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;

/** Campaigns as tables and pages show them. */
@Component
public class CampaignViews {
    /** Workflows of one campaign at most. */
    private static final int MAX_WORKFLOWS = 10_000;

    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final Workflows workflows;
    private final WorkflowViews workflowViews;
    private final Numbers numbers;
    private final ShifterLog log;
    private final Decisions decisions;

    CampaignViews(
            Campaigns campaigns,
            CampaignPlans plans,
            Workflows workflows,
            WorkflowViews workflowViews,
            Numbers numbers,
            ShifterLog log,
            Decisions decisions) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.workflows = workflows;
        this.workflowViews = workflowViews;
        this.numbers = numbers;
        this.log = log;
        this.decisions = decisions;
    }

    /** @param parameters any of status, requester, after, limit */
    public Page<CampaignRow> page(Map<String, String> parameters) {
        Paging paging = Paging.of(parameters);
        List<Campaign> list = campaigns.list(
                Optional.ofNullable(parameters.get("status"))
                        .filter(text -> !text.isEmpty())
                        .map(text -> Word.of(CampaignStatus.class, text)),
                Optional.ofNullable(parameters.get("requester")).filter(text -> !text.isEmpty()),
                paging.after(),
                paging.limit());
        return new Page<>(
                rows(list),
                list.size() < paging.limit()
                        ? Optional.empty()
                        : Optional.of(
                                Integer.toString(list.get(list.size() - 1).id().number())));
    }

    /** How many are neither closed nor withdrawn. */
    public long open() {
        return campaigns.open();
    }

    /** The newest of them. */
    public List<Campaign> open(int limit) {
        return campaigns.list(Optional.of(CampaignStatus.OPEN), Optional.empty(), 0, limit);
    }

    /** All there is to know of a campaign, with its workflows read once: there may be thousands. */
    public record Whole(CampaignDetail detail, CampaignNumbers numbers) {}

    public Whole whole(CampaignId id) {
        Campaign campaign = find(id);
        List<Workflow> its = workflowsOf(id);
        return new Whole(detail(campaign, its), numbers.of(id, campaign.eventsRequested(), its));
    }

    public CampaignDetail detail(CampaignId id) {
        return detail(find(id), workflowsOf(id));
    }

    private CampaignDetail detail(Campaign campaign, List<Workflow> its) {
        ProductionRequest request = plans.request(campaign);
        Map<String, String> links = new LinkedHashMap<>();
        links.put("policy", request.policyDocument());
        links.put("code", request.code().repository() + " " + request.code().tag());
        return new CampaignDetail(
                row(campaign),
                campaign.request(),
                plans.view(campaign.id()),
                workflowViews.rows(its),
                decisions.of(campaign.id()),
                log.of(campaign.id()),
                links);
    }

    public CampaignNumbers numbers(CampaignId id) {
        Campaign campaign = find(id);
        return numbers.of(id, campaign.eventsRequested(), workflowsOf(id));
    }

    public PlanView plan(CampaignId id) {
        return plans.view(id);
    }

    public List<DecisionRow> decisions(CampaignId id) {
        find(id);
        return decisions.of(id);
    }

    /** Lists of files by name, as they were filed. */
    Map<String, String> lists(CampaignId id) {
        find(id);
        return campaigns.lists(id);
    }

    /** Jobscripts by name, of the newest revision. */
    public Map<String, String> jobscripts(CampaignId id) {
        find(id);
        return campaigns.jobscripts(id);
    }

    public CampaignRow row(CampaignId id) {
        return row(find(id));
    }

    Campaign find(CampaignId id) {
        return campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
    }

    private CampaignRow row(Campaign campaign) {
        return rows(List.of(campaign)).get(0);
    }

    /** The allocator is asked once, however many campaigns there are. */
    private List<CampaignRow> rows(List<Campaign> list) {
        Map<CampaignId, CampaignSums> sums =
                numbers.sums(workflows.standing(list.stream().map(Campaign::id).toList()));
        return list.stream()
                .map(campaign -> row(campaign, sums.getOrDefault(campaign.id(), CampaignSums.NONE)))
                .toList();
    }

    private static CampaignRow row(Campaign campaign, CampaignSums sums) {
        return new CampaignRow(
                campaign.id(),
                campaign.name(),
                campaign.requester(),
                campaign.shifter(),
                campaign.status(),
                campaign.step(),
                campaign.requestedAt(),
                campaign.closedAt(),
                sums.workflows(),
                sums.finished(),
                sums.filesProcessed(),
                sums.filesTotal(),
                campaign.eventsRequested(),
                sums.eventsAchieved());
    }

    /** Oldest first. */
    private List<Workflow> workflowsOf(CampaignId id) {
        List<Workflow> newestFirst = workflows.list(Workflows.Choice.ofCampaign(id, MAX_WORKFLOWS));
        return newestFirst.stream().sorted(Comparator.comparing(Workflow::id)).toList();
    }
}
