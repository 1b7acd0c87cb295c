package org.muster.webapp.workflows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputDataset;
import org.muster.domain.data.ScratchAddress;
import org.muster.domain.failure.Problems;
import org.muster.domain.input.InputSource;
import org.muster.domain.workflow.StageVariables;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.control.OrderCheck;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.platform.WorkflowSubmission;

/** Every problem of a workflow that somebody submits on its own, as far as its text and this installation's rules tell. */
final class SubmissionCheck {
    private static final String INPUTS =
            "write monte-carlo N, rucio-dataset scope:name, or a query such as files from a:b";

    private final CampaignRules rules;
    private final SubmissionRules limits;
    private final ForeignDatasets foreign;
    private final Problems problems = new Problems();

    /** Whose dataset it is. */
    interface ForeignDatasets {
        /** The campaign that the dataset belongs to, in words; empty if it belongs to none. */
        Optional<String> owner(Did dataset);
    }

    SubmissionCheck(CampaignRules rules, SubmissionRules limits, ForeignDatasets foreign) {
        this.rules = rules;
        this.limits = limits;
        this.foreign = foreign;
    }

    /** @param groups those of the submitter, whose slots the workflow may ask for */
    Problems check(WorkflowSubmission submission, Set<String> groups, Instant now) {
        WorkflowLimits.DESCRIPTION.check(submission.description(), "description", problems);
        // What is no scope at all must not keep the rest from being looked at.
        boolean known = rules.scopes().contains(submission.scope());
        String scope = known ? submission.scope() : rules.testScope();
        if (!known) {
            problems.add("scope", "is not one that may be written to", "one of " + rules.scopes());
        }
        mql(submission.mql());
        submission.refinding().ifPresent(refinding -> OrderCheck.refinding(refinding, now, problems));
        int before = problems.list().size();
        OrderCheck.stages(submission.stages(), scope, problems);
        boolean sound = problems.list().size() == before;
        for (int i = 0; i < submission.stages().size() && i < WorkflowLimits.STAGES.most(); i++) {
            stage("stages[" + i + "].", submission.stages().get(i), scope, groups, sound);
        }
        return problems;
    }

    /** Counter files that the query stands for, unless only the catalogue knows. */
    static Optional<Integer> counters(String mql) {
        return InputSource.parse(mql.strip()) instanceof InputSource.Counters counters
                ? Optional.of(counters.count())
                : Optional.empty();
    }

    /** Only what a glance can tell; the catalogue parses it when it is asked. */
    private void mql(String mql) {
        int before = problems.list().size();
        WorkflowLimits.MQL.check(mql, "mql", problems);
        if (problems.list().size() > before) {
            return;
        }
        try {
            InputSource source = InputSource.parse(mql.strip());
            if (source instanceof InputSource.Counters counters && counters.count() > rules.maxCounters()) {
                problems.add("mql", "asks for " + counters.count() + " counters", "1 to " + rules.maxCounters());
            } else if (source instanceof InputSource.SampleSlice) {
                problems.add("mql", "is a slice of a campaign, which its own workflows make", INPUTS);
            } else if (source instanceof InputSource.Query && !InputSource.isForFiles(mql)) {
                problems.add("mql", "is no query for files", INPUTS);
            }
        } catch (IllegalArgumentException e) {
            problems.add("mql", String.valueOf(e.getMessage()), INPUTS);
        }
    }

    private void stage(String at, StageOrder stage, String scope, Set<String> groups, boolean sound) {
        stage.jobscriptImage()
                .filter(image -> !limits.allowsImage(limits.fullImage(image)))
                .ifPresent(image -> problems.add(
                        at + "jobscript_image",
                        "is not from a place whose images may run here",
                        "a name such as el9:latest, or one that begins with any of " + limits.imagePrefixes()));
        stage.group()
                .filter(group -> StageOrder.isGroup(group) && !limits.lends(group, groups))
                .ifPresent(group ->
                        problems.add(at + "group", "is none of your groups", "leave it out, or one of " + groups));
        StageVariables variables = StageVariables.longest(stage.stage() < 1 || !sound ? 1 : stage.stage(), scope);
        for (int i = 0; i < stage.outputs().size() && sound; i++) {
            OutputPattern output = stage.outputs().get(i);
            String name = variables.filled(output.name().orElse(""));
            switch (output.destination()) {
                case NEXT_STAGE -> {}
                case DATASET -> dataset(at + "outputs[" + i + "].name", OutputDataset.parse(name, scope), scope);
                case URL -> address(at + "outputs[" + i + "].name", ScratchAddress.parse(name));
            }
        }
    }

    private void dataset(String at, OutputDataset dataset, String scope) {
        String target = dataset.did().scope();
        List<String> writable = rules.testScopes().contains(scope) ? List.of(scope) : rules.scopes();
        if (!target.equals(scope) && !writable.contains(target)) {
            problems.add(
                    at,
                    "is in scope " + target + ", which a workflow of scope " + scope + " does not write to",
                    "write a name without a scope, or one of " + writable);
        }
        foreign.owner(dataset.did())
                .ifPresent(campaign -> problems.add(
                        at, "is a dataset of " + campaign, "choose another name: only its workflows write there"));
    }

    private void address(String at, ScratchAddress address) {
        if (limits.scratchOf(address).isEmpty()) {
            problems.add(
                    at,
                    "is not below an address that outputs may go to",
                    limits.scratchUrls().isEmpty()
                            ? "name a dataset, or ask the operators for such an address (MUSTER_SCRATCH_URLS): there is none here"
                            : "begin with one of " + limits.scratchUrls());
        }
    }
}
