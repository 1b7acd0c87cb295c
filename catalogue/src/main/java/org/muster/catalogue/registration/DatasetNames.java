package org.muster.catalogue.registration;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputDataset;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;

/** The datasets an output belongs to, by justIN's names. */
public final class DatasetNames {
    private final String instance;
    private final Predicate<WorkflowId> rejected;

    public DatasetNames(String instance) {
        this(instance, workflow -> false);
    }

    private DatasetNames(String instance, Predicate<WorkflowId> rejected) {
        this.instance = instance;
        this.rejected = rejected;
    }

    /** The same, but what these workflows made belongs to no dataset that others share. */
    public DatasetNames withRejected(Predicate<WorkflowId> workflows) {
        return new DatasetNames(instance, workflows);
    }

    /** All outputs of the pattern; no rule keeps it. Of what was rejected there is only what lies at one storage. */
    public Did destination(OutputToRegister output) {
        return rejected(output) ? perRse(output) : dataset(output).did();
    }

    public boolean rejected(OutputToRegister output) {
        return rejected.test(output.stage().workflow());
    }

    /** At most 1000 of them, so that a rule on it stays small. */
    Did numbered(OutputToRegister output) {
        return dataset(output).numbered(output.datasetNumber());
    }

    private static OutputDataset dataset(OutputToRegister output) {
        return OutputDataset.parse(output.dataset(), output.did().scope());
    }

    /** Those uploaded to one storage; a rule keeps them there. */
    Did perRse(OutputToRegister output) {
        return new Did(
                output.did().scope(),
                String.format(Locale.ROOT, "%s-%sp%d-%s", instance, output.stage(), output.patternId(), output.rse()));
    }

    /** What keeps it at its storage, and its part of the destination where the workflow wants that. */
    public List<OutputRule> rules(OutputToRegister output) {
        OutputRule there = OutputRule.of(perRse(output), output.rse().value(), output);
        return output.rseExpression()
                .filter(expression -> output.destination() == OutputPattern.Destination.DATASET)
                .map(expression -> List.of(there, OutputRule.of(numbered(output), expression, output)))
                .orElse(List.of(there));
    }

    /** Where one belongs that was rejected: in none that others share. */
    public List<Did> ofRejected(OutputToRegister output) {
        return List.of(perRse(output));
    }

    /** Outputs for the next stage are not counted off: only the whole and the part at each storage are of use. */
    public List<Did> all(OutputToRegister output) {
        if (rejected(output)) {
            return ofRejected(output);
        }
        return output.destination() == OutputPattern.Destination.NEXT_STAGE
                ? List.of(destination(output), perRse(output))
                : List.of(destination(output), numbered(output), perRse(output));
    }
}
