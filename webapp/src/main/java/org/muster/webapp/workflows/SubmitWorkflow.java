package org.muster.webapp.workflows;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.failure.Problems;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.muster.webapp.inputs.InputDoor;
import org.muster.webapp.inputs.PlaceDoor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a workflow that belongs to no campaign, and starts its process. */
@Component
public class SubmitWorkflow {
    private final Workflows workflows;
    private final WorkflowProcess process;
    private final CampaignRules rules;
    private final SubmissionRules limits;
    private final InputDoor inputs;
    private final TestAllowance allowance;
    private final PlaceDoor places;
    private final ReservedDatasets datasets;
    private final Clock clock;

    SubmitWorkflow(
            Workflows workflows,
            WorkflowProcess process,
            CampaignRules rules,
            SubmissionRules limits,
            InputDoor inputs,
            PlaceDoor places,
            ReservedDatasets datasets,
            TestAllowance allowance,
            Clock clock) {
        this.allowance = allowance;
        this.workflows = workflows;
        this.process = process;
        this.rules = rules;
        this.limits = limits;
        this.inputs = inputs;
        this.places = places;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * Looks at a submission before {@link #submit}, outside of any transaction, because catalogues are asked.
     *
     * @throws org.muster.protocol.http.ApiRefused with every problem
     */
    public void check(WorkflowSubmission submission, Person owner) {
        Problems problems = problems(submission, owner);
        if (problems.none()) {
            places.check(submission.stages(), problems);
            inputs.objection(submission.mql().strip())
                    .ifPresent(found -> problems.add("mql", found.message(), found.remedy()));
        }
        if (!problems.none()) {
            throw RefusedRequest.invalid("The workflow cannot run like this.", problems.list());
        }
    }

    /** How many files it takes, as the catalogues tell now; asked outside of any transaction. */
    public OptionalLong files(WorkflowSubmission submission) {
        return submission.refinding().isPresent()
                ? OptionalLong.empty()
                : inputs.files(submission.mql().strip());
    }

    /** Whether somebody has to approve it is for the decision table to say. */
    @Transactional
    public Workflow submit(WorkflowSubmission submission, Person owner, OptionalLong files) {
        Problems problems = problems(submission, owner);
        if (!problems.none()) {
            throw RefusedRequest.invalid("The workflow cannot run like this.", problems.list());
        }
        WorkflowPurpose purpose =
                rules.testScopes().contains(submission.scope()) ? WorkflowPurpose.TEST : WorkflowPurpose.PRODUCTION;
        Workflow workflow = workflows.add(
                Optional.empty(),
                new Workflow.Draft(
                        purpose,
                        Optional.empty(),
                        Optional.empty(),
                        submission.description(),
                        owner.name(),
                        submission.scope(),
                        rules.quotaName(),
                        submission.mql().strip(),
                        submission.refinding(),
                        SubmissionCheck.counters(submission.mql()),
                        0,
                        Optional.empty(),
                        submission.stages().stream()
                                .map(stage ->
                                        stage.withImage(stage.jobscriptImage().map(limits::fullImage)))
                                .toList()));
        allowance.record(workflow.id(), files);
        process.start(workflow);
        return workflows.find(workflow.id()).orElseThrow();
    }

    private Problems problems(WorkflowSubmission submission, Person owner) {
        return new SubmissionCheck(
                        rules, limits, dataset -> datasets.owner(dataset).map(Object::toString))
                .check(submission, owner.memberships(), clock.instant());
    }
}
