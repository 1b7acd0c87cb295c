package org.muster.webapp.campaigns;

import java.util.List;
import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.failure.Problems;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.MadeWorkflow;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.Reason;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests and campaigns over HTTP. */
@RestController
@RequestMapping("/api")
class CampaignEndpoints {
    private final CampaignViews views;
    private final FileRequest fileRequest;
    private final MakePlannedWorkflow makeWorkflow;
    private final WithdrawCampaign withdraw;
    private final ShifterLog log;

    CampaignEndpoints(
            CampaignViews views,
            FileRequest fileRequest,
            MakePlannedWorkflow makeWorkflow,
            WithdrawCampaign withdraw,
            ShifterLog log) {
        this.withdraw = withdraw;
        this.views = views;
        this.fileRequest = fileRequest;
        this.makeWorkflow = makeWorkflow;
        this.log = log;
    }

    @PostMapping("/requests")
    @ResponseStatus(HttpStatus.CREATED)
    CampaignRow file(@RequestBody RequestSubmission submission, Authentication caller) {
        Person requester = Person.of(caller);
        fileRequest.check(submission, requester);
        return views.row(fileRequest.file(submission, requester));
    }

    @PostMapping("/requests/check")
    PlanView check(@RequestBody RequestSubmission submission, Authentication caller) {
        return fileRequest.check(submission, Person.of(caller));
    }

    @GetMapping("/campaigns")
    LongTable<CampaignRow> list(@RequestParam Map<String, String> filters) {
        return LongTable.of(filters, views::page);
    }

    @GetMapping("/campaigns/{id}")
    CampaignDetail detail(@PathVariable CampaignId id) {
        return views.detail(id);
    }

    @GetMapping("/campaigns/{id}/numbers")
    CampaignNumbers numbers(@PathVariable CampaignId id) {
        return views.numbers(id);
    }

    @GetMapping("/campaigns/{id}/plan")
    PlanView plan(@PathVariable CampaignId id) {
        return views.plan(id);
    }

    @GetMapping("/campaigns/{id}/decisions")
    List<DecisionRow> decisions(@PathVariable CampaignId id) {
        return views.decisions(id);
    }

    @GetMapping("/campaigns/{id}/jobscripts")
    Map<String, String> jobscripts(@PathVariable CampaignId id) {
        return views.jobscripts(id);
    }

    @GetMapping("/campaigns/{id}/lists")
    Map<String, String> lists(@PathVariable CampaignId id) {
        return views.lists(id);
    }

    @GetMapping("/campaigns/{id}/log")
    List<LogEntry> log(@PathVariable CampaignId id) {
        views.find(id);
        return log.of(id);
    }

    @PostMapping("/campaigns/{id}/log")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void write(@PathVariable CampaignId id, @RequestBody Reason entry, Authentication caller) {
        views.find(id);
        Problems problems = new Problems();
        RequestLimits.LOG_ENTRY.check(entry.reason(), "reason", problems);
        if (!problems.none()) {
            throw RefusedRequest.invalid("The entry has a problem.", problems.list());
        }
        log.write(id, caller.getName(), entry.reason());
    }

    @PostMapping("/campaigns/{id}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable CampaignId id, @RequestBody Reason reason, Authentication caller) {
        withdraw.withdraw(id, Person.of(caller), reason.reason());
    }

    @PostMapping("/campaigns/{id}/workflows")
    MadeWorkflow make(@PathVariable CampaignId id, @RequestBody NewWorkflow wanted) {
        return new MadeWorkflow(makeWorkflow.make(id, wanted).id());
    }
}
