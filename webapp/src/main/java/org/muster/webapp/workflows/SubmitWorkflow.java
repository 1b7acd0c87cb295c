package org.muster.webapp.workflows;

import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.failure.Problems;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.webapp.http.Refusal;
import org.muster.webapp.identity.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a workflow that belongs to no campaign, and starts its process. */
@Component
public class SubmitWorkflow {
    private final Workflows workflows;
    private final WorkflowProcess process;
    private final CampaignRules rules;

    SubmitWorkflow(Workflows workflows, WorkflowProcess process, CampaignRules rules) {
        this.workflows = workflows;
        this.process = process;
        this.rules = rules;
    }

    /** Whether somebody has to approve it is for the decision table to say. */
    @Transactional
    public Workflow submit(WorkflowSubmission submission, Person owner) {
        Problems problems = new SubmissionCheck(rules).check(submission);
        if (!problems.none()) {
            throw Refusal.invalid("The workflow cannot run like this.", problems.list());
        }
        WorkflowPurpose purpose =
                rules.testScopes().contains(submission.scope()) ? WorkflowPurpose.TEST : WorkflowPurpose.PRODUCTION;
        Workflow workflow = workflows.add(
                Optional.empty(),
                new Workflow.Draft(
                        purpose,
                        Optional.empty(),
                        "",
                        submission.description(),
                        owner.name(),
                        submission.scope(),
                        rules.quotaName(),
                        submission.mql().strip(),
                        SubmissionCheck.counters(submission.mql()),
                        0,
                        0,
                        submission.stages()));
        process.start(workflow);
        return workflows.find(workflow.id()).orElseThrow();
    }
}
