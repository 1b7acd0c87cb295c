package org.muster.webapp.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.platform.NewRevision;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import org.muster.protocol.platform.TextDifference;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the definition of a campaign that is set up or tested: its jobscripts, as yet. The next workflow is made from it, and
 * nobody can validate a test of the revision before.
 */
@Component
class ReviseCampaign {
    /** After these, what was tested is what is made. */
    private static final Set<CampaignStep> STEPS = Set.of(CampaignStep.SET_UP, CampaignStep.TEST);

    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final Revisions revisions;
    private final ShifterLog log;

    ReviseCampaign(Campaigns campaigns, CampaignPlans plans, Revisions revisions, ShifterLog log) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.revisions = revisions;
        this.log = log;
    }

    List<RevisionRow> all(CampaignId id) {
        find(id);
        return revisions.of(id);
    }

    RevisionDetail detail(CampaignId id, int revision) {
        return revisions
                .detail(id, revision)
                .orElseThrow(() -> RefusedRequest.notFound("revision " + revision + " of campaign " + id));
    }

    /** What it would change. */
    @Transactional(readOnly = true)
    public RevisionDetail check(CampaignId id, NewRevision wanted, String author) {
        return wanted(find(id), wanted, author).detail();
    }

    @Transactional
    public RevisionDetail revise(CampaignId id, NewRevision wanted, String author) {
        campaigns.lock(id);
        Wanted sound = wanted(find(id), wanted, author);
        revisions.add(id, author, wanted.reason(), sound.changed());
        log.write(
                id,
                author,
                "Revision " + sound.row().revision() + " of the definition (" + sound.inShort() + "): "
                        + wanted.reason());
        return sound.detail();
    }

    private Campaign find(CampaignId id) {
        return campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
    }

    /** A revision without problems. */
    private record Wanted(RevisionRow row, Map<String, String> changed, List<TextDifference> differences) {
        RevisionDetail detail() {
            return new RevisionDetail(row, differences);
        }

        String inShort() {
            return differences.stream()
                    .map(each -> each.name() + " +" + each.added() + " -" + each.removed())
                    .collect(Collectors.joining(", "));
        }
    }

    private Wanted wanted(Campaign campaign, NewRevision wanted, String author) {
        RevisionRow newest = revisions.of(campaign.id()).get(0);
        requireThatItMayChange(campaign, newest, wanted.base());
        List<Problem> problems = new ArrayList<>(problems(campaign, wanted));
        if (!problems.isEmpty()) {
            throw RefusedRequest.invalid("The revision cannot be made like this.", problems);
        }
        plans.with(campaign.request(), wanted.jobscripts());
        Map<String, String> before = revisions.jobscripts(campaign.id());
        List<TextDifference> differences = Differences.between(before, wanted.jobscripts());
        if (differences.isEmpty()) {
            throw RefusedRequest.conflict(
                    "Nothing is different from revision " + newest.revision() + " of campaign " + campaign.id() + ".");
        }
        Map<String, String> changed = new TreeMap<>(wanted.jobscripts());
        changed.keySet()
                .retainAll(differences.stream().map(TextDifference::name).toList());
        return new Wanted(
                new RevisionRow(
                        newest.revision() + 1, author, wanted.reason(), revisions.now(), List.copyOf(changed.keySet())),
                changed,
                differences);
    }

    private static void requireThatItMayChange(Campaign campaign, RevisionRow newest, int base) {
        if (!campaign.open() || campaign.step().filter(STEPS::contains).isEmpty()) {
            throw RefusedRequest.conflict("Jobscripts can be changed while a campaign is set up or tested; campaign "
                    + campaign.id() + " is "
                    + (campaign.open()
                            ? "in step " + campaign.step().map(Object::toString).orElse("none")
                            : campaign.status().toString())
                    + ".");
        }
        if (newest.revision() != base) {
            throw RefusedRequest.conflict("Campaign " + campaign.id() + " is at revision " + newest.revision() + " by "
                    + newest.author() + ", not at " + base + ": look at that one first.");
        }
    }

    private List<Problem> problems(Campaign campaign, NewRevision wanted) {
        Problems problems = new Problems();
        WorkflowLimits.REASON.check(wanted.reason(), "reason", problems);
        if (!wanted.request().strip().equals(campaign.request().strip())) {
            problems.add(
                    "request",
                    "is not the request that was filed, and a revision changes jobscripts only",
                    "leave its text as muster request export gives it");
        }
        Set<String> filed = revisions.jobscripts(campaign.id()).keySet();
        wanted.jobscripts().keySet().stream()
                .filter(name -> !filed.contains(name))
                .forEach(
                        name -> problems.add("jobscripts", "has " + name + ", which no step names", "one of " + filed));
        return problems.list();
    }
}
